import type { PolicyDocument, PolicyInput, PolicySet } from 'policy-lint';
import { describe, expect, it } from 'vitest';
import { findEscalation, type Escalation, type EscalationState, type EscalationTarget } from '../../src/escalation/index.ts';
import { administrator, allow, arn, deny, document, trust } from './support.ts';

const user = arn('user', 'holder');
const adminPolicy = 'arn:aws:iam::aws:policy/AdministratorAccess';
const boundaryArn = arn('policy', 'limit');

function strongest(statements: readonly object[], state: EscalationState = {}, more: Partial<EscalationTarget> & { readonly layers?: PolicySet } = {}): Escalation | undefined {
  const { layers = {}, ...target } = more;
  const policies = { identityPolicies: [document(...statements)], ...layers };
  return findEscalation({ principal: user, policies, ...target }, state, { suppose: false }).escalations[0];
}

const enter = ['iam:CreateRole', 'iam:AttachRolePolicy'];
const attachOnly = (...policies: string[]): object => ({ ArnEquals: { 'iam:PolicyARN': policies } });

describe('which policy may be attached', () => {
  it('does not matter where none is excluded', () => {
    expect(strongest([allow(enter)])?.gains.kind).toBe('administrator');
  });

  it('limits what comes of it', () => {
    const found = strongest([allow('iam:CreateRole'), allow('iam:AttachRolePolicy', '*', attachOnly('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'))]);
    expect(found?.gains).toMatchObject({ kind: 'permissions', witness: { action: 's3:GetObject' } });
  });

  it('is the strongest of those on a list', () => {
    const list = attachOnly('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess', 'arn:aws:iam::aws:policy/job-function/SupportUser', adminPolicy);
    expect(strongest([allow('iam:CreateRole'), allow('iam:AttachRolePolicy', '*', list)])?.gains.kind).toBe('administrator');
  });

  it('excludes the path where the policy gives nothing new', () => {
    const own = allow(['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*']);
    const found = strongest([own, allow('iam:CreateRole'), allow('iam:AttachRolePolicy', '*', attachOnly('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'))]);
    expect(found).toBeUndefined();
  });

  it('may be a policy of its own', () => {
    const found = strongest([allow('iam:CreateRole'), allow('iam:CreatePolicy', arn('policy', 'app-*')), allow('iam:AttachRolePolicy', '*', { ArnLike: { 'iam:PolicyARN': arn('policy', 'app-*') } })]);
    expect(found).toMatchObject({ paths: ['iam-create-role-create-policy-attach-role-policy'], gains: { kind: 'administrator' } });
    expect(found?.steps[2]?.request.context).toEqual({ 'iam:PolicyARN': arn('policy', 'app-x') });
  });

  it('stays out where a deny names it', () => {
    expect(strongest([allow(enter), deny('iam:AttachRolePolicy', '*', attachOnly(adminPolicy))])?.gains.kind).not.toBe('administrator');
  });
});

describe('a permissions boundary that what is made has to carry', () => {
  const required = { StringEquals: { 'iam:PermissionsBoundary': boundaryArn } };
  const limited = [allow([...enter, 'iam:PutRolePolicy'], '*', required)];
  const seen = (boundary: PolicyDocument): EscalationState => ({ managedPolicies: new Map<string, PolicyInput>([[boundaryArn, boundary]]) });

  it('limits it, so that nothing is gained that was not declared', () => {
    expect(strongest(limited, seen(document(allow(['s3:*', 'ec2:*']))))).toBeUndefined();
  });

  it('limits it all the more where the boundary was not seen', () => {
    expect(strongest(limited)).toBeUndefined();
  });

  it('limits nothing if it allows everything', () => {
    expect(strongest(limited, seen(administrator))?.gains.kind).toBe('administrator');
  });

  it('can be taken off again by what it lets do so', () => {
    const found = strongest(limited, seen(document(allow(['s3:*', 'iam:DeleteRolePermissionsBoundary']))));
    expect(found?.paths).toEqual(['iam-create-role-attach-role-policy', 'iam-delete-role-permissions-boundary-self']);
    expect(found).toMatchObject({ gains: { kind: 'administrator' }, certainty: 'shown' });
  });

  it('has to be asked for in every statement that allows it', () => {
    expect(strongest([...limited, allow(enter, arn('role', 'ci-*'))])?.steps[0]?.request.resource).toBe(arn('role', 'ci-x'));
  });
});

describe('tags', () => {
  const tagged = allow(['iam:CreateRole', 'iam:AttachRolePolicy'], '*');
  const onTagged = { StringEquals: { 'aws:ResourceTag/team': 'apps' } };

  it('are put on what is made where later steps ask for them', () => {
    const found = strongest([allow(['iam:CreateRole', 'iam:TagRole']), allow('iam:AttachRolePolicy', '*', onTagged)]);
    expect(found?.steps.map(({ request }) => request.action)).toEqual(['iam:CreateRole', 'iam:TagRole', 'iam:AttachRolePolicy', 'sts:AssumeRole']);
    expect(found?.certainty).toBe('shown');
  });

  it('take the permission to tag', () => {
    expect(strongest([allow('iam:CreateRole'), allow('iam:AttachRolePolicy', '*', onTagged)])).toBeUndefined();
  });

  it('of what is not there yet are none', () => {
    expect(strongest([allow('iam:CreateRole', '*', onTagged), allow(['iam:AttachRolePolicy', 'iam:TagRole'])])).toBeUndefined();
  });

  it('of a role that was seen are as they were seen', () => {
    const role = (tags?: Readonly<Record<string, string>>): EscalationState => ({
      principals: [{ kind: 'role', arn: arn('role', 'app'), identityPolicies: [administrator], trust: trust({ AWS: '111122223333' }), ...(tags === undefined ? {} : { tags }) }],
    });
    const assume = [allow('sts:AssumeRole', '*', onTagged)];
    expect(strongest(assume, role({ team: 'apps' }))?.certainty).toBe('shown');
    expect(strongest(assume, role({ team: 'other' }))).toBeUndefined();
    expect(strongest(assume, role())).toBeUndefined();
    const supposing = findEscalation({ principal: user, policies: { identityPolicies: [document(...assume)] } }, role()).escalations[0];
    expect(supposing).toMatchObject({ certainty: 'possible', assumptions: ['`aws:ResourceTag/team` is `apps` in the request for `sts:AssumeRole`'] });
  });

  it('that nobody has seen may be those that a condition excludes', () => {
    const role: EscalationState = { principals: [{ kind: 'role', arn: arn('role', 'app'), identityPolicies: [administrator], trust: trust({ AWS: '111122223333' }) }] };
    const statements = [allow('sts:AssumeRole'), deny('sts:AssumeRole', '*', onTagged)];
    expect(strongest(statements, role)).toBeUndefined();
    const [found] = findEscalation({ principal: user, policies: { identityPolicies: [document(...statements)] } }, role).escalations;
    expect(found).toMatchObject({ certainty: 'possible', assumptions: [`no tag stands in the way of \`sts:AssumeRole\` on \`${arn('role', 'app')}\``] });
  });

  it('do not stand in the way where nobody asks for them', () => {
    expect(strongest([tagged])?.steps).toHaveLength(3);
  });
});

describe('who the role is passed to', () => {
  const state: EscalationState = {
    principals: [{ kind: 'role', arn: arn('role', 'build'), identityPolicies: [administrator], trust: trust({ Service: 'codebuild.amazonaws.com' }) }],
  };
  const run = ['lambda:CreateFunction', 'lambda:InvokeFunction', 'codebuild:CreateProject', 'codebuild:StartBuild'];
  const pass = (service: string): object => allow('iam:PassRole', '*', { StringEquals: { 'iam:PassedToService': service } });

  it('is the service that the role trusts', () => {
    expect(strongest([allow(run), allow('iam:PassRole')], state)?.paths).toEqual(['codebuild-create-project-build']);
    expect(strongest([allow(run), pass('codebuild.amazonaws.com')], state)?.paths).toEqual(['codebuild-create-project-build']);
  });

  it('gets nowhere by another', () => {
    expect(strongest([allow(run), pass('lambda.amazonaws.com')], state)).toBeUndefined();
  });

  it('meets the conditions that the role has on the service', () => {
    const guarded = (account: string): EscalationState => ({
      principals: [{ kind: 'role', arn: arn('role', 'build'), identityPolicies: [administrator], trust: trust({ Service: 'codebuild.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': account } }) }],
    });
    expect(strongest([allow(run), allow('iam:PassRole')], guarded('111122223333'))?.certainty).toBe('shown');
    expect(strongest([allow(run), allow('iam:PassRole')], guarded('999988887777'))).toBeUndefined();
  });
});

describe('the circumstances of a request', () => {
  it('are named where they are asked for', () => {
    const found = strongest([allow('iam:PutUserPolicy', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })]);
    expect(found?.assumptions).toEqual([
      '`aws:MultiFactorAuthPresent` is `true` in the request for `iam:PutUserPolicy`',
      '`aws:SourceIp` is `203.0.113.0` in the request for `iam:PutUserPolicy`',
    ]);
  });

  it('are met where a deny asks for the opposite', () => {
    expect(strongest([allow('iam:PutUserPolicy'), deny('*', '*', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })])?.certainty).toBe('shown');
  });

  it('can not be made up where they follow from the caller', () => {
    expect(strongest([allow('iam:PutUserPolicy', '*', { StringEquals: { 'aws:username': 'somebody' } })])).toBeUndefined();
    expect(strongest([allow('iam:PutUserPolicy', '*', { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' } })])).toBeUndefined();
  });
});

describe('what binds the whole account', () => {
  const scp = (...statements: object[]): PolicySet => ({ serviceControlPolicies: [[document(allow('*'))], [document(allow('*'), ...statements)]] });

  it('shuts a path', () => {
    expect(strongest([allow(enter)], {}, { layers: scp(deny(['iam:CreateRole', 'iam:Attach*'])) })).toBeUndefined();
  });

  it('leaves an administrator one', () => {
    const found = strongest([allow(enter)], {}, { layers: scp(deny('organizations:LeaveOrganization')) });
    expect(found?.gains.kind).toBe('administrator');
    expect(found?.allowedBy.map(([first]) => first?.layer)).toEqual(['identityPolicies', 'identityPolicies', 'resourcePolicy']);
  });

  it('binds a service no less than the statements say', () => {
    const found = strongest([allow(enter)], {}, { layers: { sessionPolicies: [document(allow('iam:CreateRole'))] } });
    expect(found).toBeUndefined();
  });
});

describe('who may assume the role', () => {
  const state = (principal: object): EscalationState => ({
    principals: [{ kind: 'role', arn: arn('role', 'admin'), identityPolicies: [administrator], trust: trust(principal) }],
  });

  it.each([
    ['the user by name', { AWS: user }, [], true],
    ['the account, and the user has no permission', { AWS: '111122223333' }, [], false],
    ['the account, and the user has the permission', { AWS: '111122223333' }, [allow('sts:AssumeRole')], true],
    ['the user by name, and the user is denied', { AWS: user }, [deny('sts:AssumeRole')], false],
    ['somebody else', { AWS: arn('user', 'other') }, [allow('sts:AssumeRole')], false],
    ['a service', { Service: 'ec2.amazonaws.com' }, [allow('sts:AssumeRole')], false],
    ['anybody', { AWS: '*' }, [], true],
  ])('is decided by its trust policy: %s', (_, principal, statements, open) => {
    const found = strongest([allow('ec2:DescribeInstances'), ...statements], state(principal));
    expect(found?.paths).toEqual(open ? ['sts-assume-role'] : undefined);
  });

  it('is whoever its own deny does not keep out', () => {
    const found = strongest([allow(enter), deny('sts:AssumeRole')]);
    expect(found).toMatchObject({ paths: ['iam-create-role-attach-role-policy-outside'], certainty: 'shown' });
    expect(found?.steps[2]?.request.principal).toBe('arn:aws:iam::999988887777:user/outsider');
  });
});

describe('roles that AWS keeps to itself', () => {
  it.each(['aws-service-role/autoscaling.amazonaws.com/*', 'aws-reserved/sso.amazonaws.com/*'])('are neither made nor changed: %s', (path) => {
    const statements = [allow(['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:UpdateAssumeRolePolicy', 'sts:AssumeRole'], arn('role', path))];
    expect(findEscalation({ principal: user, policies: { identityPolicies: [document(...statements)] } }).escalations).toEqual([]);
  });
});

describe('what has to happen without the caller', () => {
  it('is an assumption', () => {
    const found = findEscalation({ principal: user, policies: { identityPolicies: [document(allow('lambda:UpdateFunctionCode'))] } }).escalations[0];
    expect(found?.certainty).toBe('possible');
    expect(found?.assumptions).toContain('somebody or something invokes the function');
  });
});

describe('identities on the way', () => {
  it('are gone on from', () => {
    const state: EscalationState = {
      principals: [
        { kind: 'role', arn: arn('role', 'deploy'), identityPolicies: [document(allow('iam:PutRolePolicy', arn('role', 'deploy')))], trust: trust({ AWS: '111122223333' }) },
      ],
    };
    const found = strongest([allow('sts:AssumeRole', arn('role', 'deploy'))], state);
    expect(found?.paths).toEqual(['sts-assume-role', 'iam-put-role-policy-self']);
    expect(found).toMatchObject({ gains: { kind: 'administrator', as: arn('role', 'deploy') } });
  });
});
