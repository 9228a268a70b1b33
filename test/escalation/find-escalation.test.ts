import fc from 'fast-check';
import { managedPolicy, parsePolicy, type PolicyDocument } from 'policy-lint';
import { describe, expect, it } from 'vitest';
import { findEscalation, openPaths, PATHS, type EscalationReport } from '../../src/escalation/index.ts';
import { parsePolicyNode } from '../../src/model/parse/policy.ts';
import type { LocatedNode } from '../../src/model/located.ts';
import type { UnknownValue } from '../../src/model/unknown-value.ts';
import { administrator, allow, arn, deny, document } from './support.ts';

function search(policy: PolicyDocument, principal?: string): EscalationReport {
  return findEscalation({ ...(principal === undefined ? {} : { principal }), policies: { identityPolicies: [policy] } });
}

describe('a target', () => {
  it('that may do everything has nothing to gain', () => {
    expect(search(administrator)).toMatchObject({ administrator: true, escalations: [], undecided: [] });
  });

  it('that may do everything but one thing has that to gain', () => {
    const report = search(document(allow('*'), deny('organizations:LeaveOrganization')), arn('user', 'holder'));
    expect(report.administrator).toBe(false);
    expect(report.escalations[0]?.gains).toMatchObject({ kind: 'administrator', witness: { action: 'organizations:LeaveOrganization' } });
  });

  it('without a name may be a user or a role', () => {
    const assumptions = (action: string): readonly string[] | undefined => search(document(allow(action))).escalations[0]?.assumptions;
    expect(assumptions('iam:PutUserPolicy')).toEqual(["the policies are a user's"]);
    expect(assumptions('iam:PutRolePolicy')).toEqual(["the policies are a role's"]);
    expect(search(document(allow(['iam:CreateRole', 'iam:PutRolePolicy']))).escalations.find(({ steps }) => steps.length === 3)?.assumptions).toEqual([]);
  });

  it('that is a session is its role', () => {
    const report = search(document(allow('iam:PutRolePolicy', arn('role', 'ci'))), 'arn:aws:sts::111122223333:assumed-role/ci/build');
    expect(report.escalations[0]).toMatchObject({ paths: ['iam-put-role-policy-self'], gains: { as: arn('role', 'ci') } });
  });

  it('is in the account that its policies speak of', () => {
    const report = search(document(allow(['iam:CreateRole', 'iam:PutRolePolicy'], 'arn:aws-cn:iam::444455556666:role/*')));
    const made = report.escalations.find(({ paths }) => paths[0] === 'iam-create-role-put-role-policy');
    expect(made?.steps[0]?.request).toMatchObject({ principal: 'arn:aws-cn:iam::444455556666:user/holder', resource: 'arn:aws-cn:iam::444455556666:role/escalation' });
  });

  it.each(['s3.amazonaws.com', 'anonymous', 'no principal at all'])('that is %s holds no policies', (principal) => {
    expect(search(document(allow('iam:*')), principal)).toMatchObject({ administrator: false, escalations: [] });
  });

  it('finds a name that all of its scopes agree on', () => {
    const report = search(document(allow('iam:CreateRole', arn('role', 'app-*')), allow('iam:AttachRolePolicy', arn('role', '*-dev'))), arn('user', 'holder'));
    expect(report.escalations[0]).toMatchObject({ certainty: 'shown', gains: { kind: 'administrator', as: arn('role', 'app-x-dev') } });
  });

  it('finds no name where its scopes have none in common', () => {
    const report = search(document(allow('iam:CreateRole', arn('role', 'app-*')), allow('iam:AttachRolePolicy', arn('role', 'web-*'))), arn('user', 'holder'));
    expect(report.escalations.filter(({ certainty }) => certainty === 'shown')).toEqual([]);
  });
});

describe('the same question', () => {
  it('has the same answer', () => {
    const policy = document(allow(['iam:*', 'lambda:*', 'ec2:*'], '*', { StringNotLike: { 'aws:ResourceTag/x': 'y*' } }));
    expect(search(policy)).toEqual(search(policy));
  });
});

describe('what a template leaves open', () => {
  const loc = { pointer: '' };
  const text = (...parts: readonly (string | UnknownValue)[]): LocatedNode => ({ kind: 'string', text: parts, loc });
  const object = (members: Readonly<Record<string, LocatedNode>>): LocatedNode => ({
    kind: 'object',
    members: Object.entries(members).map(([key, value]) => ({ key, keyLoc: loc, value })),
    loc,
  });
  const policyOn = (resource: LocatedNode): PolicyDocument | ReturnType<typeof parsePolicyNode>['policy'] =>
    parsePolicyNode(object({ Version: text('2012-10-17'), Statement: object({ Effect: text('Allow'), Action: text('iam:PutUserPolicy'), Resource: resource }) })).policy;

  it('is given a value, which the report tells', () => {
    const account: UnknownValue = { name: 'AWS::AccountId', reason: 'pseudo parameter', shape: { kind: 'accountId' } };
    const policy = policyOn(text('arn:aws:iam::', account, ':user/*'));
    if (policy === undefined) throw new Error('no policy');
    const report = findEscalation({ principal: arn('user', 'holder'), policies: { identityPolicies: [policy] } });
    expect(report.escalations[0]).toMatchObject({ paths: ['iam-put-user-policy-self'], certainty: 'shown' });
    expect(report.parameters).toEqual({ 'AWS::AccountId': '111122223333' });
    expect(report.assumptions).toContain('`AWS::AccountId` is `111122223333`');
  });

  it('leaves a path undecided where no value comes to mind', () => {
    const name: UnknownValue = { name: 'Name', reason: 'parameter', shape: { kind: 'matching', pattern: '[a-z]+' } };
    const policy = policyOn(text('arn:aws:iam::111122223333:user/', name));
    if (policy === undefined) throw new Error('no policy');
    const report = findEscalation({ principal: arn('user', 'holder'), policies: { identityPolicies: [policy] } });
    expect(report.escalations).toEqual([]);
    expect(report.undecided).toMatchObject([{ path: 'iam-put-user-policy-self', dependsOn: ['Name'] }]);
  });
});

describe('the quick look', () => {
  const parsed = (policy: PolicyDocument): { identityPolicies: [ReturnType<typeof asPolicy>] } => ({ identityPolicies: [asPolicy(policy)] });
  const asPolicy = (policy: PolicyDocument): NonNullable<ReturnType<typeof parsePolicy>['policy']> => {
    const { policy: found } = parsePolicy(policy);
    if (found === undefined) throw new Error('no policy');
    return found;
  };

  it('leaves out what is not allowed anywhere', () => {
    const open = openPaths(parsed(document(allow('iam:PutUserPolicy', 'arn:aws:s3:::x')))).map(({ id }) => id);
    expect(open).toContain('iam-put-user-policy-self');
    expect(open).not.toContain('iam-attach-user-policy-self');
    expect(open).not.toContain('lambda-create-function-invoke');
  });

  it('reads patterns in any case, and NotAction', () => {
    expect(openPaths(parsed(document(allow('*')))).length).toBe(PATHS.length);
    expect(openPaths(parsed(document(allow('IAM:put*policy')))).map(({ id }) => id)).toContain('iam-put-group-policy');
    expect(openPaths(parsed(document({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }))).map(({ id }) => id)).not.toContain('iam-put-group-policy');
  });

  it('never leaves out a path that the search finds', () => {
    for (const name of ['IAMFullAccess', 'PowerUserAccess', 'AWSLambda_FullAccess', 'AmazonSageMakerFullAccess', 'AmazonEC2FullAccess', 'AWSCodeBuildDeveloperAccess']) {
      const policy = parsePolicy(managedPolicy(name)?.document).policy;
      if (policy === undefined) throw new Error(`no ${name}`);
      const open = openPaths({ identityPolicies: [policy] }).map(({ id }) => id);
      for (const { paths } of findEscalation({ policies: { identityPolicies: [policy] } }, {}, { hops: 1 }).escalations) expect(open).toContain(paths[0]);
    }
  });
});

const actions = ['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy', 'iam:PutUserPolicy', 'iam:CreateAccessKey', 'iam:CreatePolicyVersion', 'sts:AssumeRole', 'iam:*', 's3:*'];
const resources = ['*', arn('role', '*'), arn('role', 'app-*'), arn('user', '*'), arn('user', '${aws:username}'), arn('policy', '*'), 'arn:aws:s3:::*'];
const conditions = [undefined, { StringEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' } }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, { Null: { 'aws:ResourceTag/x': 'false' } }];
const statement = (effect: 'Allow' | 'Deny'): fc.Arbitrary<object> =>
  fc
    .tuple(fc.subarray(actions, { minLength: 1 }), fc.subarray(resources, { minLength: 1, maxLength: 3 }), fc.constantFrom(...conditions))
    .map(([Action, Resource, condition]) => ({ ...(effect === 'Allow' ? allow(Action, Resource, condition) : deny(Action, Resource, condition)) }));

const strength = ({ escalations: [strongest], administrator: already }: EscalationReport): number => {
  if (already) return 4;
  if (strongest === undefined) return 0;
  return (strongest.certainty === 'shown' ? 2 : 0) + (strongest.gains.kind === 'administrator' ? 2 : 1);
};

describe('laws', () => {
  it('a deny that names no conditions opens nothing', () => {
    const denial = fc.tuple(fc.subarray(actions, { minLength: 1 }), fc.subarray(resources, { minLength: 1, maxLength: 2 })).map(([Action, Resource]) => deny(Action, Resource));
    fc.assert(
      fc.property(fc.array(statement('Allow'), { minLength: 1, maxLength: 3 }), denial, (statements, more) => {
        expect(strength(search(document(...statements, more), arn('user', 'holder')))).toBeLessThanOrEqual(strength(search(document(...statements), arn('user', 'holder'))));
      }),
      { numRuns: 40 },
    );
  });

  it('the order of statements does not matter', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(statement('Allow'), statement('Deny')), { minLength: 2, maxLength: 4 }), (statements) => {
        const forward = search(document(...statements), arn('user', 'holder'));
        const backward = search(document(...[...statements].reverse()), arn('user', 'holder'));
        expect(strength(backward)).toBe(strength(forward));
      }),
      { numRuns: 40 },
    );
  });

  it('bad policies never throw', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.object(), statement('Allow'), statement('Deny')), { maxLength: 4 }), (statements) => {
        expect(() => search({ Version: '2012-10-17', Statement: statements } as PolicyDocument)).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });
});
