import { describe, expect, it } from 'vitest';
import { checkIntents, parseIntents } from '../../src/intents/index.ts';
import { everyValue } from '../../src/intents/every-value.ts';
import type { IntentResult } from '../../src/model/intent-result.ts';
import type { UnknownValue } from '../../src/model/unknown-value.ts';
import { readSource } from '../../src/sources/index.ts';

async function judge(statement: object, intent: object): Promise<IntentResult> {
  const { intents } = await parseIntents(JSON.stringify({ targets: [{ principal: 'Ada', intents: [intent] }] }), 'policy-lint.intents.json');
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] };
  const resources = { Ada: { Type: 'AWS::IAM::User', Properties: { UserName: 'ada', Policies: [{ PolicyName: 'own', PolicyDocument: document }] } } };
  const [result] = intents === undefined ? [] : checkIntents([readSource('template.json', JSON.stringify({ Resources: resources }))], intents);
  if (result === undefined) throw new Error('there is no result');
  return result;
}

const sub = (text: string): object => ({ 'Fn::Sub': text });
const ownAccount = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*', Condition: { StringEquals: { 'aws:PrincipalAccount': sub('${AWS::AccountId}') } } };
const ofAccount = (operator: string, account: string): object => ({ never: { Action: 's3:*', Condition: { [operator]: { 'aws:PrincipalAccount': account } } } });

describe('an intent about values that the template leaves open', () => {
  it.each([
    ['an account that an intent names', ownAccount, ofAccount('StringEquals', '999999999999'), 'violated'],
    ['an account that a wildcard takes', ownAccount, ofAccount('StringLike', '5*'), 'unknown'],
    ['another account than its own', ownAccount, { never: { Action: 's3:*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': '${AWS::AccountId}' } } } }, 'holds'],
    ['a partition', { Action: 'ec2:StartInstances', Resource: sub('arn:${AWS::Partition}:ec2:eu-west-1:*:instance/*') }, { never: { Action: 'ec2:*', Resource: 'arn:aws-cn:ec2:*:*:*' } }, 'violated'],
    ['a region', { Action: 'ec2:StartInstances', Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': sub('${AWS::Region}') } } }, { never: { Action: 'ec2:*', Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } } }, 'violated'],
  ])('is judged for %s', async (_name, statement, intent, expected) => {
    expect((await judge(statement, intent)).verdict).toBe(expected);
  });
});

describe('values that stand for all', () => {
  const account: UnknownValue = { name: 'AWS::AccountId', reason: '', shape: { kind: 'accountId' } };
  const region: UnknownValue = { name: 'AWS::Region', reason: '', shape: { kind: 'region' } };
  const partition: UnknownValue = { name: 'AWS::Partition', reason: '', shape: { kind: 'partition' } };

  it.each<[readonly UnknownValue[], readonly string[], number | undefined]>([
    [[account], [], 2],
    [[account], ['arn:aws:iam::123456789012:root', '123456789012'], 3],
    [[account], ['arn:aws:iam::1234*:root'], undefined],
    [[account], ['1234567890123'], undefined],
    [[region], ['us-east-1', 'arn:aws:s3:::data-*/x', 'instance/i-*', 'Get*'], 3],
    [[region], ['us-*'], undefined],
    [[region], ['arn:aws:ec2:?*-1:*:*'], undefined],
    [[region], ['*'], 2],
    [[partition], ['arn:aws-cn:s3:::x', 'arn:*:s3:::x'], 3],
    [[partition], ['arn:aws*:s3:::x'], undefined],
    [[account, region], ['us-east-1'], 6],
    [[{ name: 'Vpc', reason: '', shape: { kind: 'plain' } }], [], undefined],
    [[{ name: 'Name', reason: '', shape: { kind: 'anyText' } }], [], undefined],
    [[{ ...account, maybeList: true }], [], undefined],
  ])('are found among %j and %j', (open, texts, count) => {
    expect(everyValue(open, texts)?.length).toBe(count);
  });
});
