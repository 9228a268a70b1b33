import { describe, expect, it } from 'vitest';
import type { AccessRequest, PolicySet, Policy } from 'policy-lint';
import { failureLog } from '../../src/crosscheck/failure-log.ts';
import type { Outcome } from '../../src/crosscheck/report.ts';
import { batches } from '../../src/crosscheck/simulate/batches.ts';
import { contextEntries } from '../../src/crosscheck/simulate/context-entries.ts';
import { readDecision } from '../../src/crosscheck/simulate/read-decision.ts';
import { simulateRequests } from '../../src/crosscheck/simulate/simulate-requests.ts';
import { simulationInput } from '../../src/crosscheck/simulate/simulation-input.ts';
import type { SimulationQuestion } from '../../src/crosscheck/simulate/question.ts';
import { withAws } from './server/with-aws.ts';
import { parsePolicyDocument, scriptedApi } from './support.ts';

const ALICE = 'arn:aws:iam::111122223333:user/alice';
const ROLE = 'arn:aws:iam::111122223333:role/deployer';
const OBJECT = 'arn:aws:s3:::data/a.csv';

const policy = (...statements: readonly object[]): Policy => parsePolicyDocument({ Version: '2012-10-17', Statement: statements });
const allow = (Action: string | readonly string[], Resource: string | readonly string[] = '*', more: object = {}): object => ({ Effect: 'Allow', Action, Resource, ...more });
const READ = policy(allow('s3:GetObject'));

function question(request: Partial<AccessRequest>, policies: PolicySet<Policy> = { identityPolicies: [READ] }, livePrincipal?: string): SimulationQuestion {
  return {
    request: { principal: ALICE, action: 's3:GetObject', resource: OBJECT, ...request },
    origin: 'the test',
    target: 'alice',
    policies,
    ...(livePrincipal === undefined ? {} : { livePrincipal }),
  };
}

describe('what the simulator is not asked', () => {
  const bucket = policy({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' });
  it.each<readonly [string, SimulationQuestion, string]>([
    ['session policies', question({}, { identityPolicies: [READ], sessionPolicies: [READ] }), 'the simulator takes no session policies'],
    ['resource control policies', question({}, { identityPolicies: [READ], resourceControlPolicies: [[READ]] }), 'the simulator takes no resource control policies'],
    ['policies of VPC endpoints', question({}, { identityPolicies: [READ], vpcEndpointPolicy: bucket }), 'the simulator takes no policies of VPC endpoints'],
    ['trust policies', question({ action: 'sts:AssumeRole', resource: ROLE }, { identityPolicies: [READ], resourcePolicy: bucket }), 'the simulator takes no trust policies'],
    ['resource policies for roles', question({ principal: ROLE }, { identityPolicies: [READ], resourcePolicy: bucket }), 'the simulator takes no resource policies where the caller is a role'],
    ['services', question({ principal: 's3.amazonaws.com' }), 'the simulator takes users, groups and roles as callers, and the caller is a service'],
    ['anonymous callers', question({ principal: 'anonymous' }), 'the simulator takes users, groups and roles as callers, and the caller is anonymous'],
    ['federated users', question({ principal: 'arn:aws:sts::111122223333:federated-user/bob' }), 'the simulator takes users, groups and roles as callers, and the caller is a federated user'],
    ['resources of other accounts without their policy', question({ resourceAccount: '444455556666' }), 'the simulator does not ask the owner of a resource where it is given no resource policy, and this one is of another account'],
    ['a caller without policies', question({}, { identityPolicies: [] }), 'the simulator needs a policy of the caller'],
    ['levels without policies', question({}, { identityPolicies: [READ], serviceControlPolicies: [[READ], []] }), 'the simulator takes no level without service control policies'],
    ["a live principal's other SCPs", question({}, { identityPolicies: [READ], serviceControlPolicies: [[READ]] }, ALICE), "the simulator takes the account's own service control policies where it looks up a principal"],
    ['empty lists', question({ context: { 'aws:TagKeys': [] } }, { identityPolicies: [policy(allow('s3:*', '*', { Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } } }))] }), 'the simulator takes no empty list, as `aws:TagKeys` has'],
  ])('%s', (_name, asked, reason) => {
    expect(simulationInput(asked)).toEqual({ ok: false, reason });
  });

  it('is named, and counts neither way', async () => {
    const api = scriptedApi(() => ({}));
    const [found] = await simulateRequests([question({ principal: 's3.amazonaws.com' })], api, failureLog());
    expect(found?.result.outcome).toBe('notCompared');
    expect(api.asked).toEqual([]);
  });
});

describe('the context of a request', () => {
  const asking = policy(
    allow('s3:*', 'arn:aws:s3:::data/${aws:username}/*', {
      Condition: {
        IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
        Bool: { 'aws:SecureTransport': true },
        NumericLessThan: { 'aws:MultiFactorAuthAge': 60 },
        DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' },
        'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a', 'b'] },
        StringEquals: { 'aws:PrincipalArn': ALICE, 'S3:Prefix': 'x' },
      },
    }),
  );

  it('has the types of the service reference, keys as policies spell them, and what follows from the caller', () => {
    const context = { 'aws:sourceip': '10.1.2.3', 'aws:SecureTransport': true, 'aws:MultiFactorAuthAge': 5, 'aws:CurrentTime': '2026-01-01T00:00:00Z', 'aws:TagKeys': ['a'], 's3:prefix': 'x', 'aws:UserAgent': 'nobody asks' };
    const entries = contextEntries({ principal: ALICE, action: 's3:GetObject', resource: OBJECT, context }, { identityPolicies: [asking] });
    expect(entries.ok && entries.entries.map((entry) => [entry.ContextKeyName, entry.ContextKeyType, entry.ContextKeyValues])).toEqual([
      ['aws:CurrentTime', 'date', ['2026-01-01T00:00:00Z']],
      ['aws:MultiFactorAuthAge', 'numeric', ['5']],
      ['aws:PrincipalArn', 'string', [ALICE]],
      ['aws:SecureTransport', 'boolean', ['true']],
      ['aws:SourceIp', 'ip', ['10.1.2.3']],
      ['aws:TagKeys', 'stringList', ['a']],
      ['aws:username', 'string', ['alice']],
      ['S3:Prefix', 'string', ['x']],
    ]);
  });

  it('goes over what would follow from the caller', () => {
    const entries = contextEntries({ principal: ALICE, action: 's3:GetObject', resource: OBJECT, context: { 'AWS:username': 'bob' } }, { identityPolicies: [asking] });
    expect(entries.ok && entries.entries.find(({ ContextKeyName }) => ContextKeyName === 'aws:username')?.ContextKeyValues).toEqual(['bob']);
  });
});

describe('calls', () => {
  const ready = (...questions: readonly SimulationQuestion[]): ReturnType<typeof batches> =>
    batches(
      questions.map((asked) => {
        const input = simulationInput(asked);
        if (!input.ok) throw new Error(input.reason);
        return { question: asked, rest: input.rest };
      }),
    );
  const shape = (found: ReturnType<typeof batches>): readonly string[] => found.map(({ actions, resources }) => `${actions.join(' ')} on ${resources.join(' ')}`);

  it('carry together what differs in action and resource only, and nothing else', () => {
    const other = 'arn:aws:s3:::data/b.csv';
    expect(
      shape(
        ready(
          question({}),
          question({ action: 's3:PutObject' }),
          question({ resource: other }),
          question({ resource: other, action: 'S3:putobject' }),
          question({ resource: 'arn:aws:s3:::data', action: 's3:ListBucket' }),
          question({ resource: '*', action: 's3:ListAllMyBuckets' }),
          question({ context: { 'aws:SourceIp': '10.0.0.1' } }),
        ),
      ),
    ).toEqual([`s3:GetObject s3:PutObject on ${OBJECT} ${other}`, 's3:ListBucket on arn:aws:s3:::data', 's3:ListAllMyBuckets on ']);
  });

  it('are apart for other policies, other context that a policy asks for, and resources that have a policy', () => {
    const asking = { identityPolicies: [policy(allow('s3:*', '*', { Condition: { StringEquals: { 's3:prefix': 'a' } } }))] };
    expect(ready(question({}, asking), question({ context: { 's3:prefix': 'a' } }, asking), question({}))).toHaveLength(3);
    const guarded = { identityPolicies: [READ], resourcePolicy: policy({ Effect: 'Allow', Principal: { AWS: ALICE }, Action: 's3:*', Resource: 'arn:aws:s3:::data/*' }) };
    expect(ready(question({}, guarded), question({ resource: 'arn:aws:s3:::data/b' }, guarded))).toHaveLength(2);
  });

  it('have no more actions and resources than an answer has pages for', () => {
    const many = Array.from({ length: 120 }, (_, index) => question({ action: `s3:Action${index}` }));
    expect(ready(...many).map(({ actions }) => actions.length)).toEqual([50, 50, 20]);
    const places = Array.from({ length: 45 }, (_, index) => question({ resource: `arn:aws:s3:::data/${index}` }));
    expect(ready(...places).map(({ resources }) => resources.length)).toEqual([20, 20, 5]);
  });

  it('say to each operation what it takes', () => {
    const scp = policy(allow('*'));
    const whole = simulationInput(question({ resourceAccount: '111122223333' }, { identityPolicies: [READ, READ], permissionsBoundary: READ, serviceControlPolicies: [[scp], [scp, scp]], resourcePolicy: policy({ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::data/*' }) }));
    expect(whole.ok && whole.rest).toMatchObject({
      operation: 'SimulateCustomPolicy',
      input: { PolicyInputList: [expect.any(String), expect.any(String)], PermissionsBoundaryPolicyInputList: [expect.any(String)], OrderedOrganizationPolicyInputList: [{ ServiceControlPolicyInputList: [expect.any(String)] }, { ServiceControlPolicyInputList: [expect.any(String), expect.any(String)] }], CallerArn: ALICE, ResourceOwner: 'arn:aws:iam::111122223333:root' },
    });
    const live = simulationInput(question({}, { identityPolicies: [] }, ALICE));
    expect(live.ok && live.rest).toEqual({ operation: 'SimulatePrincipalPolicy', input: { PolicySourceArn: ALICE } });
  });
});

describe('answers', () => {
  const request: AccessRequest = { principal: ALICE, action: 's3:GetObject', resource: OBJECT };
  const template = 'arn:${Partition}:s3:::${BucketName}/${KeyName}';

  it('of a resource are its own, not those of all resources together', () => {
    const results = [
      {
        EvalActionName: 'S3:GetObject',
        EvalResourceName: template,
        EvalDecision: 'implicitDeny' as const,
        ResourceSpecificResults: [
          { EvalResourceName: 'arn:aws:s3:::other', EvalResourceDecision: 'implicitDeny' as const },
          { EvalResourceName: OBJECT, EvalResourceDecision: 'allowed' as const, MissingContextValues: ['s3:prefix'] },
        ],
      },
    ];
    expect(readDecision(results, request, false)).toMatchObject({ decision: 'allowed', missing: ['s3:prefix'] });
  });

  it('of older services are one result for each resource', () => {
    const results = [OBJECT, 'arn:aws:s3:::other'].map((EvalResourceName) => ({ EvalActionName: 's3:GetObject', EvalResourceName, EvalDecision: EvalResourceName === OBJECT ? ('allowed' as const) : ('explicitDeny' as const) }));
    expect(readDecision(results, request, false)?.decision).toBe('allowed');
  });

  it('that name no resource are of the one that was asked', () => {
    const results = [{ EvalActionName: 's3:GetObject', EvalResourceName: template, EvalDecision: 'allowed' as const }];
    expect(readDecision(results, request, true)?.decision).toBe('allowed');
    expect(readDecision(results, request, false)).toBeUndefined();
    expect(readDecision(results, { ...request, action: 's3:PutObject' }, true)).toBeUndefined();
  });
});

describe('decisions beside each other', () => {
  const boundary = policy(allow('ec2:*'));
  const keyed = policy(allow('s3:GetObject', '*', { Condition: { StringNotEquals: { 's3:ExistingObjectTag/team': 'a' } } }));
  const organization = { OrganizationsDecisionDetail: { AllowedByOrganizations: false } };
  it.each<readonly [string, SimulationQuestion, object, Outcome]>([
    ['the same', question({}), { EvalDecision: 'allowed' }, { outcome: 'agreed' }],
    ['another', question({}), { EvalDecision: 'implicitDeny' }, { outcome: 'disagreed', message: 'AWS decides `implicitDeny`, the evaluator `allowed` by `statement 1 of identityPolicies 1`' }],
    ['another, with what decided on either side', question({}, { identityPolicies: [policy(allow('s3:*', '*', { Sid: 'Storage' }))] }), { EvalDecision: 'explicitDeny', MatchedStatements: [{ SourcePolicyId: 'PolicyInputList.1', SourcePolicyType: 'IAM Policy' }] }, { outcome: 'disagreed', message: 'AWS decides `explicitDeny` by `PolicyInputList.1`, the evaluator `allowed` by `Storage`' }],
    ['another kind of denial', question({ action: 's3:PutObject' }), { EvalDecision: 'explicitDeny' }, { outcome: 'disagreed', message: 'AWS decides `explicitDeny`, the evaluator `implicitDeny`' }],
    ['another kind of denial where several layers deny', question({}, { identityPolicies: [READ], permissionsBoundary: boundary }), { EvalDecision: 'explicitDeny' }, { outcome: 'agreed', note: 'both deny, AWS as `explicitDeny`' }],
    ['one that depends on what is not known', question({ unknownKeys: ['s3:ExistingObjectTag/team'] }, { identityPolicies: [keyed] }), { EvalDecision: 'implicitDeny' }, { outcome: 'notCompared', reason: 'the decision depends on `s3:existingobjecttag/team`' }],
    ['one without a value for a key', question({}, { identityPolicies: [keyed] }), { EvalDecision: 'implicitDeny', MissingContextValues: ['s3:ExistingObjectTag/team'] }, { outcome: 'notCompared', reason: "the simulator decides `implicitDeny` without values for `s3:ExistingObjectTag/team`, which the request doesn't have" }],
    ['one that says nothing of the SCPs', question({}, { identityPolicies: [READ], serviceControlPolicies: [[boundary]] }), { EvalDecision: 'allowed' }, { outcome: 'notCompared', reason: 'the simulator does not speak of the service control policies that it was given' }],
    ['one of SCPs with global keys', question({}, { identityPolicies: [READ], serviceControlPolicies: [[policy(allow('*'), { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } } })]] }), { EvalDecision: 'explicitDeny', ...organization }, { outcome: 'notCompared', reason: 'the simulator does not test service control policies with global condition keys, such as `aws:PrincipalAccount`' }],
    ["one by the account's own SCPs", question({}, { identityPolicies: [READ] }, ALICE), { EvalDecision: 'implicitDeny', ...organization }, { outcome: 'notCompared', reason: "the account's service control policies deny it, which are not seen here" }],
  ])('%s', async (_name, asked, result, expected) => {
    const api = scriptedApi((_operation, { ActionNames }) => ({ EvaluationResults: [{ EvalActionName: String(ActionNames), EvalResourceName: OBJECT, ...result }], IsTruncated: false }));
    const failures = failureLog();
    const [found] = await simulateRequests([asked], api, failures);
    expect(found?.result).toEqual(expected);
    expect(failures.all()).toEqual([]);
  });

  it('that AWS leaves out are a failure', async () => {
    const failures = failureLog();
    const [found] = await simulateRequests([question({})], scriptedApi(() => ({ EvaluationResults: [], IsTruncated: false })), failures);
    expect(found?.result).toEqual({ outcome: 'failed', reason: `the simulator's answer says nothing of \`s3:GetObject\` on \`${OBJECT}\`` });
    expect(failures.all()).toHaveLength(1);
  });
});

describe('against the server', () => {
  it('pages are put together, and what came before a failure is kept', async () => {
    const asked = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];
    await withAws(
      ({ input }) => {
        const actions = input['ActionNames'] as readonly string[];
        const at = Number(input['Marker'] ?? 0);
        if (at === 2) return { error: 'ServiceFailure', status: 500 };
        return {
          output: {
            EvaluationResults: [{ EvalActionName: actions[at], EvalResourceName: 'template', EvalDecision: 'implicitDeny', ResourceSpecificResults: [{ EvalResourceName: OBJECT, EvalResourceDecision: actions[at] === 's3:GetObject' ? 'allowed' : 'implicitDeny', MissingContextValues: [] }] }],
            IsTruncated: true,
            Marker: String(at + 1),
          },
        };
      },
      async (api, server) => {
        const failures = failureLog();
        const found = await simulateRequests(asked.map((action) => question({ action })), api, failures);
        expect(server.refused).toEqual([]);
        // Actions are asked in the order of their names.
        expect(found.map(({ request, result }) => `${request.action} ${result.outcome}`)).toEqual(['s3:GetObject agreed', 's3:PutObject failed', 's3:DeleteObject agreed']);
        expect(failures.all()).toHaveLength(1);
      },
    );
  });
});
