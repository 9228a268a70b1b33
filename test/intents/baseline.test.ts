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
