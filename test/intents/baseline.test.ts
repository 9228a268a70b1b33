import { expect, it } from 'vitest';
import { checkIntents, parseIntents } from '../../src/intents/index.ts';
import type { IntentResult } from '../../src/model/intent-result.ts';
import { readSources } from '../../src/sources/index.ts';

const user = (id: string, name: string | undefined, action: string): object => ({
  [id]: {
    Type: 'AWS::IAM::User',
    Properties: {
      ...(name === undefined ? {} : { UserName: name }),
      Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: action, Resource: '*' } } }],
    },
  },
});
const stack = (...parts: readonly object[]): string => JSON.stringify({ Resources: Object.assign({}, ...parts) as object });
const nested = (path: string): object => ({ Part: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: path } } });

const FILES: Readonly<Record<string, string>> = {
  'now.json': stack(user('Ada', 'ada', 's3:GetObject'), nested('now-part.json')),
  'now-part.json': stack(user('Grace', 'grace', 's3:PutObject')),
  'before/now.json': stack(user('Ada', 'ada', 's3:Get*'), nested('now-part.json')),
  'before/now-part.json': stack(user('Grace', 'grace', 's3:*')),
  'narrow/now.json': stack(nested('now-part.json')),
  'narrow/now-part.json': stack(user('Grace', 'grace', 's3:GetObject')),
  'renamed.json': stack(user('Lovelace', 'ada', 's3:Get*'), user('Other', 'other', '*')),
  'nobody.json': stack(user('Other', 'other', '*'), user('Another', 'another', '*')),
};

const host = {
  readFile: (path: string): Uint8Array => {
    const text = FILES[path];
    if (text === undefined) throw new Error('no such file');
    return new TextEncoder().encode(text);
  },
};

async function judge(principal: string, baseline: string): Promise<IntentResult | undefined> {
  const { intents } = await parseIntents(JSON.stringify({ targets: [{ principal, intents: [{ noNewAccess: baseline }] }] }), 'policy-lint.intents.json');
  const sources = readSources('now.json', FILES['now.json'] ?? '', { host });
  return intents === undefined ? undefined : checkIntents(sources, intents, { host })[0];
}

it.each([
  ['Ada', 'before/now.json', 'holds'],
  ['Grace', 'before/now.json', 'holds'],
  ['Grace', 'narrow/now.json', 'violated'],
  ['Ada', 'renamed.json', 'holds'],
  ['Ada', 'nobody.json', 'unknown'],
])('%s is compared with what she was in %s', async (principal, baseline, verdict) => {
  expect((await judge(principal, baseline))?.verdict).toBe(verdict);
});

const staged = (stage: object, condition: readonly unknown[], resource: unknown = { 'Fn::Sub': 'arn:aws:s3:::${Stage}/*' }): string => {
  const statement = { Effect: 'Allow', Action: { 'Fn::If': ['IsLive', 's3:GetObject', 's3:PutObject'] }, Resource: resource };
  return JSON.stringify({
    Parameters: { Stage: { Type: 'String', ...stage }, Other: { Type: 'String' } },
    Conditions: { IsLive: { 'Fn::Equals': condition } },
    Resources: { Ada: { Type: 'AWS::IAM::User', Properties: { Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } }] } } },
  });
};
const LIVE = [{ Ref: 'Other' }, 'live'];
const TWO = { AllowedValues: ['a', 'b'] };

it.each<[string, string, string, string, string | undefined]>([
  ['stays what it was', staged(TWO, LIVE), staged(TWO, LIVE), 'holds', undefined],
  ['takes fewer values', staged({ AllowedValues: ['a'] }, LIVE), staged(TWO, LIVE), 'holds', undefined],
  ['takes values that were allowed by a pattern', staged(TWO, LIVE), staged({ AllowedPattern: '[a-z]+' }, LIVE), 'holds', undefined],
  ['takes more values', staged({ AllowedValues: ['a', 'b', 'c'] }, LIVE), staged(TWO, LIVE), 'unknown', '`Stage` may have values that it could not have before'],
  ['takes any text', staged({}, LIVE), staged(TWO, LIVE), 'unknown', '`Stage` may have values that it could not have before'],
  ['takes any text, which the policy does not use', staged({}, LIVE, '*'), staged(TWO, LIVE, '*'), 'holds', undefined],
  ['is compared with another value', staged(TWO, [{ Ref: 'Other' }, 'test']), staged(TWO, LIVE), 'unknown', 'the condition `IsLive` is not what it was before'],
  ['takes more values, of which a condition leaves more', staged({ AllowedValues: ['a', 'b', 'c'] }, [{ Ref: 'Stage' }, 'a']), staged(TWO, [{ Ref: 'Stage' }, 'a']), 'violated', undefined],
])('a parameter that %s', async (_, now, before, verdict, message) => {
  const { intents } = await parseIntents(JSON.stringify({ targets: [{ principal: 'Ada', intents: [{ noNewAccess: 'before.json' }] }] }), 'policy-lint.intents.json');
  const options = { host: { readFile: () => new TextEncoder().encode(before) } };
  const [result] = intents === undefined ? [] : checkIntents(readSources('now.json', now), intents, options);
  expect(result?.verdict).toBe(verdict);
  if (message !== undefined) expect(result?.message).toBe(message);
});
