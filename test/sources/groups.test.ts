import { expect, it } from 'vitest';
import { readSource } from '../../src/sources/index.ts';

/** A user, a group with a policy, and what puts one into the other. */
function template({ user = '', group = '', addition = '' }: { readonly user?: string; readonly group?: string; readonly addition?: string }): string {
  return `
Parameters: { Free: { Type: String }, Names: { Type: CommaDelimitedList }, Stage: { Type: String } }
Conditions: { Live: !Equals [!Ref Stage, live] }
Resources:
  User: { Type: AWS::IAM::User, Properties: { UserName: ada${user} } }
  Team:
    Type: AWS::IAM::Group
${group}    Properties:
      GroupName: team
      Policies: [{ PolicyName: p, PolicyDocument: { Version: '2012-10-17', Statement: { Effect: Deny, Action: '*', Resource: '*' } } }]
${addition === '' ? '' : `  Addition: { Type: AWS::IAM::UserToGroupAddition, ${addition} }\n`}`;
}

/** The forms of the user: what it has, and why it may have more. */
function forms(text: string): readonly string[] {
  const { principals, errors } = readSource('t.yaml', text);
  expect(errors).toEqual([]);
  return principals
    .filter(({ id }) => id === 'User')
    .map(({ attachments, partial, when = [] }) => [...when.map(({ condition, value }) => (value ? condition : `not ${condition}`)), ...attachments.map(({ source, unseen }) => source?.label.logicalId ?? `unseen ${unseen?.name ?? ''}`), ...partial].join('; '));
}

const MAY = '`Addition` may put it into a group: `Users` has a value that is not known';

it.each<[string, Parameters<typeof template>[0], readonly string[]]>([
  ['that it names', { user: ', Groups: [team]' }, ['Team']],
  ['to which it is added', { addition: 'Properties: { GroupName: !Ref Team, Users: [ada] }' }, ['Team']],
  ['to which somebody else is added', { addition: 'Properties: { GroupName: team, Users: [bob] }' }, ['']],
  ['to which somebody unknown is added', { addition: 'Properties: { GroupName: team, Users: [!Ref Free] }' }, [MAY]],
  ['to which a list is added that is not known', { addition: 'Properties: { GroupName: team, Users: !Ref Names }' }, [MAY]],
  ['to which it is added under a condition', { addition: 'Condition: Live, Properties: { GroupName: team, Users: [ada] }' }, ['Live; Team', 'not Live']],
  ['that is there under a condition: its name is that of another one otherwise', { user: ', Groups: [team]', group: '    Condition: Live\n' }, ['Live; Team', 'not Live; unseen team; the policies of the group `team` are not in this file']],
])('a user has the policies of a group %s', (_, parts, expected) => {
  expect(forms(template(parts))).toEqual(expected);
});

it('leaves open whether a user is in a group where too many conditions decide', () => {
  const names = Array.from({ length: 7 }, (_, index) => `C${index}`);
  const policies = names.map((name) => `!If [${name}, { PolicyName: ${name}, PolicyDocument: { Version: '2012-10-17', Statement: [] } }, !Ref 'AWS::NoValue']`);
  const text = template({ user: `, Policies: [${policies.join(', ')}]`, addition: 'Condition: Live, Properties: { GroupName: team, Users: [ada] }' })
    .replace('Parameters: {', `Parameters: { ${names.map((name) => `P${name}: { Type: String }`).join(', ')},`)
    .replace('Conditions: {', `Conditions: { ${names.map((name) => `${name}: !Equals [!Ref P${name}, x]`).join(', ')},`);
  const [user] = readSource('t.yaml', text).principals.filter(({ id }) => id === 'User');
  expect(user?.partial).toContain('whether it is in the group `Team` depends on conditions that are not looked at');
  expect(user?.attachments.some(({ source }) => source?.label.logicalId === 'Team')).toBe(false);
});
