import { AccessCheckResourceType, ValidatePolicyResourceType } from '@aws-sdk/client-accessanalyzer';
import { describe, expect, it } from 'vitest';
import { checkIntents, parseIntents, readSource, type SourceFile } from 'policy-lint';
import type { JudgedIntent } from '../../src/intents/check-intents.ts';
import { accessOf } from '../../src/crosscheck/checks/access.ts';
import { planCheck } from '../../src/crosscheck/checks/plan.ts';
import { publicCheckType, PUBLIC_CHECK_TYPES } from '../../src/crosscheck/checks/public-types.ts';
import { countCalls } from '../../src/crosscheck/checks/run-checks.ts';
import { crossCheck } from '../../src/crosscheck/cross-check.ts';
import { policyKind } from '../../src/crosscheck/validate/policy-kind.ts';
import type { CrossCheckReport } from '../../src/crosscheck/report.ts';
import { parsePolicyDocument, scriptedApi, type ScriptedApi } from './support.ts';

const ROLE = `
Parameters: { Bucket: { Type: String } }
Resources:
  Boundary:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 's3:*', Resource: '*' }] }
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: 'sts:AssumeRole' }] }
      Policies:
        - PolicyName: read
          PolicyDocument: { Version: '2012-10-17', Statement: [{ Sid: A, Effect: Allow, Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::\${Bucket}/*' }] }
        - PolicyName: list
          PolicyDocument: { Version: '2012-10-17', Statement: [{ Sid: A, Effect: Allow, Action: ['s3:ListBucket', 'ec2:DescribeInstances'], Resource: '*' }] }
  Topic: { Type: AWS::SNS::Topic }
  Shared:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Topic]
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Principal: { AWS: '111122223333' }, Action: 'sns:Publish', Resource: !Ref Topic }] }
  Log:
    Type: AWS::Logs::ResourcePolicy
    Properties:
      PolicyName: log
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Principal: { Service: es.amazonaws.com }, Action: 'logs:PutLogEvents', Resource: '*' }] }
`.replaceAll('\\$', '$');

async function judge(targets: string, template: string = ROLE): Promise<{ readonly source: SourceFile; readonly judged: readonly JudgedIntent[] }> {
  const source = readSource('stack.yaml', template);
  const { intents, errors } = await parseIntents(`targets:\n${targets}`, 'intents.yaml');
  if (intents === undefined) throw new Error(errors[0]?.message);
  const judged: JudgedIntent[] = [];
  checkIntents([source], intents, { onJudged: (one) => judged.push(one) });
  return { source, judged };
}

async function run(targets: string, answer: (operation: string) => object, template: string = ROLE): Promise<{ readonly report: CrossCheckReport; readonly api: ScriptedApi; readonly charged: readonly number[] }> {
  const { judged } = await judge(targets, template);
  const api = scriptedApi(answer);
  const charged: number[] = [];
  const report = await crossCheck({ sources: [], judged, questions: [], paidChecks: true, onPaidChecks: (count) => charged.push(count) }, api);
  return { report, api, charged };
}

const PASS = { result: 'PASS', message: 'nothing new' };
const FAIL = { result: 'FAIL', message: 'there is more', reasons: [{ description: 'a statement', statementIndex: 0 }] };

describe('the tables', () => {
  it('have all types that the SDK knows', () => {
    expect([...PUBLIC_CHECK_TYPES].sort()).toEqual(Object.values(AccessCheckResourceType).sort());
    expect(PUBLIC_CHECK_TYPES).toHaveLength(26);
    for (const type of Object.values(ValidatePolicyResourceType)) {
      if (type === 'AWS::IAM::AssumeRolePolicyDocument') expect(policyKind({ type: 'trust' }).validatePolicyResourceType).toBe(type);
      else expect(policyKind({ type: 'resource', resourceType: type }).validatePolicyResourceType).toBe(type);
    }
  });

  it('know trust policies, and not what AWS has no check for', () => {
    expect(publicCheckType({ type: 'trust' })).toBe('AWS::IAM::AssumeRolePolicyDocument');
    expect(publicCheckType({ type: 'resource', resourceType: 'AWS::Logs::LogGroup' })).toBeUndefined();
    expect(publicCheckType({ type: 'resource' })).toBeUndefined();
  });
});

describe('what an intent comes down to', () => {
  const never = (statement: string): string => `  - { principal: Reader, intents: [{ never: [${statement}] }] }\n`;

  it('never: the actions and resources of each statement, and the policies of the principal as one document', async () => {
    const { judged } = await judge(never('{ Action: [iam:*, kms:Decrypt], Resource: "arn:aws:iam::111122223333:role/a*" }, { Action: ec2:RunInstances }'));
    const plan = judged.map(planCheck)[0];
    expect(plan?.calls.map(({ operation, input }) => [operation, 'access' in input ? input.access : []])).toEqual([
      ['CheckAccessNotGranted', [{ actions: ['iam:*', 'kms:Decrypt'], resources: ['arn:aws:iam::111122223333:role/a*'] }]],
      ['CheckAccessNotGranted', [{ actions: ['ec2:RunInstances'] }]],
    ]);
    const [call] = plan?.calls ?? [];
    const document: unknown = call !== undefined && 'policyDocument' in call.input ? JSON.parse(call.input.policyDocument ?? '') : undefined;
    expect(document).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::example-bucket/*'] },
        { Effect: 'Allow', Action: ['s3:ListBucket', 'ec2:DescribeInstances'], Resource: ['*'] },
      ],
    });
  });

  it('is asked with the values of the witness', async () => {
    const { judged } = await judge(never('{ Action: s3:GetObject, Resource: "arn:aws:s3:::data/*" }'));
    const [first] = judged;
    expect(first?.result.verdict).toBe('violated');
    const [call] = first === undefined ? [] : (planCheck(first)?.calls ?? []);
    const bucket = first?.result.parameters?.['Bucket'] ?? '';
    expect(JSON.stringify(call?.input)).toContain(`arn:aws:s3:::${bucket}/*`);
  });

  it.each([
    ['a condition', '{ Action: s3:*, Condition: { StringEquals: { aws:PrincipalTag/a: b } } }', '`CheckAccessNotGranted` takes no conditions'],
    ['all but some', '{ NotAction: s3:* }', '`CheckAccessNotGranted` takes actions and resources, not all but some'],
    ['a wildcard before the last field', '{ Action: s3:*, Resource: "arn:*:s3:::x" }', '`CheckAccessNotGranted` takes wildcards only in the last field of an ARN, and there is `arn:*:s3:::x`'],
    ['a variable', '{ Action: s3:*, Resource: "arn:aws:s3:::x/${aws:username}" }', '`CheckAccessNotGranted` takes no variables, and there is `arn:aws:s3:::x/${aws:username}`'],
  ])('never can not be asked with %s', async (_name, statement, reason) => {
    const { judged } = await judge(never(statement));
    expect(judged.map(planCheck)).toMatchObject([{ calls: [], reason }]);
  });

  it('never is asked in calls of at most a hundred actions and resources', () => {
    const many = (count: number, text: string): readonly string[] => Array.from({ length: count }, (_, index) => `${text}${index}`);
    const policy = parsePolicyDocument({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: many(150, 's3:A'), Resource: many(101, 'arn:aws:s3:::b') } });
    const access = accessOf(policy);
    expect(access.ok && access.access.map(({ actions = [], resources = [] }) => [actions.length, resources.length])).toEqual([[100, 100], [100, 1], [50, 100], [50, 1]]);
  });

  it('atMost: no new access beyond the bound', async () => {
    const { judged } = await judge('  - { principal: Reader, intents: [{ atMost: [{ Action: s3:* }] }] }\n  - { policy: Shared, intents: [{ atMost: [{ Action: sns:Publish }] }] }\n  - { trust: Reader, intents: [{ atMost: [{ Action: sts:AssumeRole, Principal: { Service: ec2.amazonaws.com } }] }] }\n');
    const calls = judged.flatMap((intent) => planCheck(intent)?.calls ?? []);
    expect(calls.map(({ operation, input }) => [operation, 'policyType' in input ? input.policyType : ''])).toEqual([
      ['CheckNoNewAccess', 'IDENTITY_POLICY'],
      ['CheckNoNewAccess', 'RESOURCE_POLICY'],
      ['CheckNoNewAccess', 'RESOURCE_POLICY'],
    ]);
    const bounds = calls.map(({ input }): unknown => ('existingPolicyDocument' in input ? JSON.parse(input.existingPolicyDocument ?? '') : undefined));
    expect(bounds[0]).toEqual({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:*'], Resource: ['*'] }] });
    expect(bounds[1]).toMatchObject({ Statement: [{ Principal: '*', Action: ['sns:Publish'], Resource: ['*'] }] });
    // A trust policy has no Resource, and its bound has none either.
    expect(bounds[2]).toEqual({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: ['ec2.amazonaws.com'] }, Action: ['sts:AssumeRole'] }] });
  });

  it('notPublic: a check of what the policy guards', async () => {
    const { judged } = await judge('  - { policy: [Shared, Log], intents: [{ notPublic: true }] }\n  - { trust: Reader, intents: [{ notPublic: true }] }\n');
    expect(judged.map(planCheck).map((plan) => plan?.reason ?? plan?.calls.map(({ input }) => ('resourceType' in input ? input.resourceType : '')))).toEqual([
      ['AWS::SNS::Topic'],
      '`CheckNoPublicAccess` does not know `AWS::Logs::LogGroup`',
      ['AWS::IAM::AssumeRolePolicyDocument'],
    ]);
  });

  it('nothing for other kinds, and for what is not decided here', async () => {
    const { judged } = await judge("  - { principal: Reader, intents: [{ readOnly: true }, { regions: [eu-west-1] }, { noPrivilegeEscalation: true }] }\n");
    expect(judged.map(planCheck)).toEqual([undefined, undefined, undefined]);
  });

  it('is counted once for the same call', async () => {
    const { judged } = await judge(`${never('{ Action: iam:* }')}${never('{ Action: iam:* }')}${never('{ Action: kms:* }')}`);
    expect(countCalls(judged.flatMap((intent) => planCheck(intent) ?? []))).toBe(2);
  });
});

describe('verdicts beside the checks', () => {
  const HOLDS = '  - { principal: Reader, intents: [{ name: n, never: [{ Action: iam:* }] }] }\n';
  const VIOLATED = '  - { principal: Reader, intents: [{ name: n, never: [{ Action: s3:ListBucket }] }] }\n';

  it.each([
    ['holds and PASS', HOLDS, PASS, { outcome: 'agreed' }],
    ['violated and FAIL', VIOLATED, FAIL, { outcome: 'agreed' }],
    ['holds and FAIL', HOLDS, FAIL, { outcome: 'disagreed', message: 'AWS answers `FAIL`, and the intent is proved to hold: there is more a statement (stack.yaml:14:64)' }],
    ['violated and PASS', VIOLATED, PASS, { outcome: 'disagreed', message: 'AWS answers `PASS`, and the intent is violated by a request' }],
  ])('%s', async (_name, targets, answer, result) => {
    const { report, charged } = await run(targets, () => answer);
    expect(report.intents).toMatchObject([{ result }]);
    expect(charged).toEqual([1]);
  });

  it('that hold only under a boundary are not held against AWS, which sees the document alone', async () => {
    const limited = ROLE.replace('      Policies:\n        - PolicyName: read', '      PermissionsBoundary: !Ref Boundary\n      Policies:\n        - PolicyName: read');
    const { report } = await run('  - { principal: Reader, intents: [{ never: [{ Action: ec2:DescribeInstances }] }] }\n', () => FAIL, limited);
    expect(report.intents).toMatchObject([{ own: 'holds', aws: 'FAIL', result: { outcome: 'notCompared' } }]);
  });

  it('need all calls for PASS, and one for FAIL', async () => {
    const two = '  - { principal: Reader, intents: [{ never: [{ Action: iam:* }, { Action: kms:* }] }] }\n';
    let asked = 0;
    const once = await run(two, () => ((asked += 1) === 1 ? FAIL : { ok: false, failure: { kind: 'refused', name: 'X', message: 'refused' } }));
    expect(once.report.intents).toMatchObject([{ aws: 'FAIL', result: { outcome: 'disagreed' } }]);
    expect(once.report.failures).toHaveLength(1);
    asked = 0;
    const half = await run(two, () => ((asked += 1) === 1 ? PASS : { ok: false, failure: { kind: 'refused', name: 'X', message: 'refused' } }));
    expect(half.report.intents).toMatchObject([{ result: { outcome: 'failed', reason: 'refused' } }]);
  });

  it('are not asked about unless it is paid for', async () => {
    const { judged } = await judge(HOLDS);
    const api = scriptedApi(() => PASS);
    const report = await crossCheck({ sources: [], judged, questions: [], paidChecks: false }, api);
    expect(api.asked).toEqual([]);
    expect(report.paidChecks).toEqual({ planned: 1, run: false });
    expect(report.intents).toMatchObject([{ result: { outcome: 'notCompared', reason: 'AWS charges for this check: `--paid-checks` runs it' } }]);
  });
});
