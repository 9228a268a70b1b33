import { describe, expect, it } from 'vitest';
import { whoCan } from '../../src/lint/who-can/who-can.ts';
import { readSource } from '../../src/sources/index.ts';

const ref = (name: string): unknown => ({ Ref: name });
const sub = (text: string): unknown => ({ 'Fn::Sub': text });
const equals = (left: unknown, right: unknown): unknown => ({ 'Fn::Equals': [left, right] });
const PARAMETERS = {
  Stage: { Type: 'String', AllowedValues: ['live', 'test'] },
  Zone: { Type: 'String', AllowedValues: ['live', 'lab'] },
  Free: { Type: 'String' },
  More: { Type: 'String' },
  List: { Type: 'CommaDelimitedList', AllowedValues: ['live', 'test'] },
};

/** The resources that a policy allows where the condition is true, and where it is not. */
function resources(condition: unknown, resource: unknown, more: object = {}): readonly unknown[] {
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::If': ['C', resource, 'arn:aws:s3:::no'] } }] };
  const template = { Parameters: PARAMETERS, ...more, Conditions: { C: condition }, Resources: { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document } } } };
  const { policies, errors } = readSource('t.json', JSON.stringify(template));
  expect(errors).toEqual([]);
  return policies.map(({ policy, when = [] }) => [policy?.statements[0]?.resource?.entries[0]?.pattern.text, when.map(({ value }) => value)]);
}

const NO = ['arn:aws:s3:::no', [false]];

describe('a condition says of parameters', () => {
  it.each<[string, unknown, unknown, readonly unknown[]]>([
    ['that two are the same: what both may be', equals(ref('Stage'), ref('Zone')), sub('${Stage}/${Zone}'), [['live/live', [true]], NO]],
    ['that one is the same as another of which more is known', equals(ref('Free'), ref('AWS::AccountId')), sub('${Free}'), [['${AWS::AccountId}', [true]], NO]],
    ['that two of which nothing is known are one', equals(ref('More'), ref('Free')), sub('${More}/${Free}'), [['${Free}/${Free}', [true]], NO]],
    ['nothing of what they are when they differ', { 'Fn::Not': [equals(ref('More'), ref('Free'))] }, sub('${More}/${Free}'), [['${More}/${Free}', [true]], NO]],
    ['what one is of several that are the same', { 'Fn::And': [equals(ref('More'), ref('Free')), equals(ref('Free'), 'x')] }, sub('${More}'), [['x', [true]], NO]],
    ['what a text is that one is put into', equals(sub('a-${Free}-b'), 'a-x-b'), ref('Free'), [['x', [true]], NO]],
    ['nothing that can be', equals(sub('a-${Free}'), 'b-x'), ref('Free'), [['arn:aws:s3:::no', []]]],
    ['not that one stands for what does not fit twice', equals(sub('ab${Free}ba'), 'aba'), ref('Free'), [['arn:aws:s3:::no', []]]],
    ['which combinations a text can be of', equals(sub('${Stage}-${Zone}'), 'live-lab'), sub('${Stage}/${Zone}'), [['live/lab', [true]], NO]],
    ['that none of the combinations is it', equals(sub('${Stage}-${Zone}'), 'live-live-x'), ref('Stage'), [['arn:aws:s3:::no', []]]],
    ['nothing of a text with two that may be anything', equals(sub('${Free}-${More}'), 'a-b'), sub('${Free}'), [['${Free}', [true]], NO]],
    ['nothing of a list of allowed values', equals(ref('List'), 'live,test'), sub('${Free}'), [['${Free}', [true]], NO]],
    ['nothing of a list', equals({ 'Fn::Join': ['', ref('List')] }, 'live'), sub('${Free}'), [['${Free}', [true]], NO]],
  ])('%s', (_, condition, resource, expected) => {
    expect(resources(condition, resource)).toEqual(expected);
  });
  it('through the rules of the template, also where nothing else limits them', () => {
    const rules = { Rules: { R: { Assertions: [{ Assert: { 'Fn::Contains': [['eu', 'us'], ref('Free')] } }, { Assert: equals(ref('More'), ref('Free')) }, { Assert: { 'Fn::Not': [equals(ref('More'), 'us')] } }] } } };
    expect(resources(equals(ref('Stage'), 'live'), sub('${Free}'), rules)).toEqual([['eu', [true]], NO]);
  });
});

it('can do something whatever the values are that parameters share', () => {
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: [sub('arn:aws:s3:::${Stage}-*'), 'arn:aws:s3:::lab-*'] }] };
  const template = (same: boolean): unknown => ({
    Parameters: PARAMETERS,
    Conditions: { C: same ? equals(ref('Stage'), ref('Zone')) : equals(ref('Free'), 'x') },
    Resources: { R: { Type: 'AWS::IAM::User', Condition: 'C', Properties: { UserName: 'r', Policies: [{ PolicyName: 'p', PolicyDocument: document }] } } },
  });
  const ability = (same: boolean): unknown => whoCan({ action: 's3:GetObject', resource: 'arn:aws:s3:::live-data/key' }, [readSource('t.json', JSON.stringify(template(same)))]).answers.map((answer) => answer.ability);
  expect(ability(true)).toEqual(['can']);
  expect(ability(false)).toEqual(['may']);
});

it('tries values of which a policy of the resource tells less than the template', () => {
  const statement = (resource: unknown, more: object = {}): unknown => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: resource, ...more }] });
  const template = {
    Parameters: { Tier: { Type: 'String', AllowedValues: ['live', 'test', 'dev'] } },
    Conditions: { IsLive: equals(ref('Tier'), 'live'), IsNot: { 'Fn::Not': [{ Condition: 'IsLive' }] } },
    Resources: {
      R: { Type: 'AWS::IAM::User', Properties: { UserName: 'r', Policies: [{ PolicyName: 'p', PolicyDocument: statement(sub('arn:aws:s3:::${Tier}-data/*')) }] } },
      B: { Type: 'AWS::S3::BucketPolicy', Condition: 'IsNot', Properties: { Bucket: 'live-data', PolicyDocument: statement('arn:aws:s3:::live-data/*', { Principal: { AWS: sub('arn:aws:iam::111122223333:user/${Tier}') } }) } },
    },
  };
  const file = readSource('t.json', JSON.stringify(template), { parameters: { 'AWS::AccountId': '111122223333', 'AWS::Partition': 'aws' } });
  expect(whoCan({ action: 's3:GetObject', resource: 'arn:aws:s3:::live-data/key' }, [file]).answers.map(({ ability }) => ability)).toEqual(['may']);
});

it('reads what comes before a condition as it is where the condition is so', () => {
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: [sub('arn:aws:s3:::${Stage}'), { 'Fn::FindInMap': ['M', ref('Stage'), 'b'] }, { 'Fn::If': ['C', 'arn:aws:s3:::a', 'arn:aws:s3:::b'] }] }] };
  const template = { Parameters: PARAMETERS, Mappings: { M: { live: { b: 'x' }, test: { b: 'y' } } }, Conditions: { C: equals(ref('Stage'), 'live') }, Resources: { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document } } } };
  const seen = readSource('t.json', JSON.stringify(template)).policies.map(({ policy }) => policy?.statements[0]?.resource?.entries.map(({ pattern }) => pattern.text));
  expect(seen).toEqual([['arn:aws:s3:::live', 'x', 'arn:aws:s3:::a'], ['arn:aws:s3:::test', 'y', 'arn:aws:s3:::b']]);
});

it.each([
  ['texts', ['a', 'b', 'a'], { kind: 'oneOf', values: ['a', 'b'] }],
  ['others', ['a', sub('${Free}')], { kind: 'anyText' }],
])('takes an item at a place that is not known for any of them, where they are %s', (_, items, shape) => {
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Select': [ref('Free'), items] } }] };
  const { policies } = readSource('t.json', JSON.stringify({ Parameters: PARAMETERS, Resources: { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document } } } }));
  expect(policies[0]?.policy?.statements[0]?.resource?.entries[0]?.pattern.parts).toMatchObject([{ kind: 'unresolved', unknown: { shape } }]);
});
