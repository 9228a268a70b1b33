import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluator/index.ts';
import { principalVariant } from '../../src/intents/targets/principal-target.ts';
import type { AccessRequest } from '../../src/model/access-request.ts';
import { parseArn } from '../../src/model/arn.ts';
import type { PolicySet } from '../../src/model/policy-set.ts';
import type { Policy } from '../../src/model/policy.ts';
import type { SourceFile } from '../../src/model/policy-source.ts';
import { knownText } from '../../src/model/unknown-value.ts';
import { readSource } from '../../src/sources/index.ts';

/** The values that each page of notes gives to what its templates leave open. */
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  deepsql: { 'AWS::Partition': 'aws', 'AWS::Region': 'eu-west-1', 'AWS::AccountId': '111122223333', SupportUserName: 'deepsql-support' },
  doit: { 'AWS::Partition': 'aws', 'AWS::Region': 'us-east-1', 'AWS::AccountId': '111122223333', AccountNumberParameter: '*' },
  sst: { 'AWS::Partition': 'aws', 'AWS::Region': 'us-east-1', 'AWS::AccountId': '112233445566' },
};

interface Noted {
  readonly system: string;
  readonly expected: string;
  readonly template: string;
  readonly request: AccessRequest;
}

const noted: readonly Noted[] = readdirSync('fixtures/templates').flatMap((system) => {
  if (PARAMETERS[system] === undefined) return [];
  const page = readFileSync(`fixtures/templates/${system}/NOTES.md`, 'utf8');
  return [...page.matchAll(/^ *```json (\w+) (\S+)\n([\s\S]*?)^ *```$/gm)].map(([, expected = '', template = '', text = '']) => ({
    system,
    expected,
    template,
    request: JSON.parse(text) as AccessRequest,
  }));
});

/** The policies of whoever asks; for a role that is to be assumed, its trust policy. */
function policiesFor(file: SourceFile, { request, expected }: Noted): PolicySet<Policy> {
  const named = (arn: string): string | undefined => parseArn(arn)?.resource.split('/').slice(1)[0];
  const find = (name: string | undefined): SourceFile['principals'][number] | undefined => file.principals.find((principal) => knownText(principal.name) === name);
  if (typeof request.principal !== 'string' || expected === 'trust') {
    const trust = find(named(request.resource))?.trust?.policy;
    return trust === undefined ? {} : { resourcePolicy: trust };
  }
  const principal = find(named(request.principal));
  return principal === undefined ? {} : principalVariant(principal, file).policies;
}

describe('requests in the notes on the systems', () => {
  it('are many', () => {
    expect(noted.length).toBeGreaterThan(20);
  });

  it.each(noted)('$system/$template: $request.action is $expected', (note) => {
    const path = `fixtures/templates/${note.system}/${note.template}`;
    const file = readSource(path, readFileSync(path, 'utf8'), { parameters: PARAMETERS[note.system] ?? {} });
    expect(evaluate(policiesFor(file, note), note.request).decision).toBe(note.expected === 'trust' ? 'allowed' : note.expected);
  });
});
