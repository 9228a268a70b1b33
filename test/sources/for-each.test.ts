import { expect, it } from 'vitest';
import { member } from '../../src/model/located.ts';
import { readSource } from '../../src/sources/index.ts';
import { plain } from './show.ts';

const TRUST = `{ Version: '2012-10-17', Statement: { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole } }`;

/** Resources of a template with the language extensions, each two spaces in. */
function read(resources: string, before = ''): ReturnType<typeof readSource> {
  return readSource('t.yaml', `Transform: AWS::LanguageExtensions\n${before}Resources:\n${resources}`);
}

/** What the only statement of each identity policy is about. */
function resourcesNamed({ policies }: ReturnType<typeof readSource>): readonly unknown[] {
  return policies.flatMap(({ type, node }) => (type === 'identity' ? [plain(member(member(node, 'Statement') ?? node, 'Resource') ?? node)] : []));
}

const ROLES = `
  Fn::ForEach::Roles:
    - Name
    - [dev, ops]
    - Role\${Name}:
        Type: AWS::IAM::Role
        Properties:
          RoleName: !Sub role-\${Name}
          Path: !Sub /\${Name}/
          AssumeRolePolicyDocument: ${TRUST}
`;

it('knows of a looped resource that is referred to from outside of its loop what its variable stands for', () => {
  const source = read(`${ROLES}
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: p
      Roles: [!Ref Roledev]
      PolicyDocument: { Version: '2012-10-17', Statement: { Effect: Allow, Action: iam:PassRole, Resource: [!GetAtt Roleops.Arn, !Sub '\${Roledev.Arn}'] } }
`);
  expect(source.errors).toEqual([]);
  expect(source.principals.map(({ id, attachments, partial }) => [id, attachments.length, partial])).toEqual([
    ['Roledev', 1, []],
    ['Roleops', 0, []],
  ]);
  expect(resourcesNamed(source)).toEqual([
    ['arn:${AWS::Partition}:iam::${AWS::AccountId}:role/ops/role-ops', 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/dev/role-dev'],
  ]);
});

it('takes the variable of the loop around the resource that is named, not around who names it', () => {
  const source = read(`${ROLES}
  Fn::ForEach::Policies:
    - Name
    - [ops]
    - Policy\${Name}:
        Type: AWS::IAM::Policy
        Properties:
          PolicyName: p
          Roles: [!Ref Roledev]
          PolicyDocument: { Version: '2012-10-17', Statement: { Effect: Allow, Action: iam:PassRole, Resource: !GetAtt Roledev.Arn } }
`);
  expect(source.errors).toEqual([]);
  expect(source.principals.map(({ id, attachments }) => [id, attachments.length])).toEqual([
    ['Roledev', 1],
    ['Roleops', 0],
  ]);
  expect(resourcesNamed(source)).toEqual(['arn:${AWS::Partition}:iam::${AWS::AccountId}:role/dev/role-dev']);
});
