import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkIntents, parseIntents } from '../../src/intents/index.ts';
import type { IntentResult } from '../../src/model/intent-result.ts';
import { readSource } from '../../src/sources/index.ts';

async function escalation(template: string, principal: string): Promise<IntentResult | undefined> {
  const { intents } = await parseIntents(JSON.stringify({ targets: [{ principal, intents: [{ noPrivilegeEscalation: true }] }] }), 'policy-lint.intents.json');
  return intents === undefined ? undefined : checkIntents([readSource('template.yaml', template)], intents)[0];
}

const allow = (Action: string | readonly string[], Resource: unknown = '*', more: object = {}): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource, ...more }] });
const user = (document: object, more: object = {}): object => ({ Type: 'AWS::IAM::User', Properties: { UserName: 'ada', Policies: [{ PolicyName: 'own', PolicyDocument: document }], ...more } });
const role = (service: string, document: object, more: object = {}): object => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] },
    Policies: [{ PolicyName: 'own', PolicyDocument: document }],
    ...more,
  },
});

describe('what the search for escalations is told of a template', () => {
  it('shows the session on the instance of the stack, with what the role of the instance may do', async () => {
    const result = await escalation(readFileSync('fixtures/templates/deepsql/deepsql-stack.yaml', 'utf8'), 'SupportUser');
    expect(result).toMatchObject({ verdict: 'violated', statement: { sid: 'StartSessionOnManagedInstances' } });
    expect(result?.steps?.map(({ request }) => [request.action, request.resource])).toEqual([
      ['ssm:StartSession', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0'],
      ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/example-instancerole'],
    ]);
  });

  it('knows the tags of the instance', async () => {
    const text = readFileSync('fixtures/templates/deepsql/deepsql-stack.yaml', 'utf8').replace("Value: 'true'", "Value: 'false'");
    expect((await escalation(text, 'SupportUser'))?.verdict).not.toBe('violated');
  });

  const resources: readonly (readonly [name: string, resources: object, verdict: string, steps: readonly string[] | undefined])[] = [
    [
      'a managed policy of its own that it may rewrite',
      { Ada: user(allow('iam:CreatePolicyVersion')), Own: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'own', Users: [{ Ref: 'Ada' }], PolicyDocument: allow('s3:GetObject') } } },
      'violated',
      ['iam:CreatePolicyVersion'],
    ],
    [
      'a managed policy named by its ARN',
      { Ada: user(allow('iam:CreatePolicyVersion'), { ManagedPolicyArns: [{ Ref: 'Own' }] }), Own: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: allow('s3:GetObject') } } },
      'violated',
      ['iam:CreatePolicyVersion'],
    ],
    [
      'a group that it is in',
      { Ada: user(allow('iam:PutGroupPolicy'), { Groups: [{ Ref: 'Team' }] }), Team: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'team' } } },
      'violated',
      ['iam:PutGroupPolicy'],
    ],
    ['a managed policy of AWS is not rewritten', { Ada: user(allow('iam:CreatePolicyVersion', 'arn:aws:iam::aws:policy/*'), { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] }) }, 'holds', undefined],
    [
      'a function with a stronger role',
      {
        Ada: user(allow(['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'])),
        Work: role('lambda.amazonaws.com', allow('*')),
        Run: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'run', Role: { 'Fn::GetAtt': ['Work', 'Arn'] } } },
      },
      'violated',
      ['lambda:UpdateFunctionCode', 'lambda:InvokeFunction', 'sts:AssumeRole'],
    ],
    [
      'its own tags, as far as they are written out',
      { Ada: user(allow('iam:PutUserPolicy', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ops' } } }), { Tags: [{ Key: 'team', Value: 'ops' }] }) },
      'violated',
      ['iam:PutUserPolicy'],
    ],
    [
      'other tags of its own',
      { Ada: user(allow('iam:PutUserPolicy', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ops' } } }), { Tags: [{ Key: 'team', Value: 'web' }] }) },
      'holds',
      undefined,
    ],
    ['tags that nobody has seen', { Ada: user(allow('iam:PutUserPolicy', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ops' } } })) }, 'unknown', undefined],
    [
      'its boundary',
      { Ada: user(allow('iam:PutUserPolicy', '*', { Condition: { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/IAMFullAccess' } } }), { PermissionsBoundary: 'arn:aws:iam::aws:policy/IAMFullAccess' }) },
      'violated',
      undefined,
    ],
  ];

  it.each(resources)('%s', async (_name, Resources, verdict, steps) => {
    const result = await escalation(JSON.stringify({ Resources }), 'Ada');
    expect([result?.verdict, result?.message]).toEqual([verdict, expect.any(String)]);
    if (steps !== undefined) expect(result?.steps?.map(({ request }) => request.action)).toEqual(steps);
  });
});
