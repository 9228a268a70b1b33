import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/evaluator/index.ts';
import type { AccessRequest, ContextValue } from '../../src/model/access-request.ts';
import type { Decision, Evaluation } from '../../src/model/evaluation.ts';
import type { PolicyDocument } from '../../src/model/generated/policy-document.generated.ts';
import type { PolicySet } from '../../src/model/policy-set.ts';
import { context, policySet, request } from '../oracle/arbitrary.ts';
import { asTemplates, filled, hole, type HoleName } from '../oracle/template.ts';

/** What is said of something unknown has to be true of everything that it may turn out to be. */
function agrees(answer: Evaluation, concrete: Evaluation): boolean {
  const possible: Readonly<Record<Decision, readonly Decision[]>> = {
    allowed: ['allowed'],
    explicitDeny: ['explicitDeny'],
    implicitDeny: ['implicitDeny', 'explicitDeny'],
    dependsOn: ['allowed', 'explicitDeny', 'implicitDeny', 'dependsOn'],
  };
  // A caller known only as a role keeps a doubt of its own.
  return possible[answer.decision].includes(concrete.decision) || (concrete.decision === 'dependsOn' && concrete.dependsOn?.includes('session name') === true);
}

const unknownKeys = fc.subarray(['aws:PrincipalTag/t', 'aws:ResourceTag/*', 'SSM:ResourceTag/t', 'aws:TagKeys', 'x:k', 'aws:username', 'aws:PrincipalArn'], { minLength: 1 });

/** The keys that a declaration of an unknown covers, spelled so that each of a request's names for them is set. */
const covered: Readonly<Record<string, readonly string[]>> = {
  'aws:ResourceTag/*': ['aws:ResourceTag/t'],
  'SSM:ResourceTag/t': ['aws:ResourceTag/t'],
};

function withKeys(one: AccessRequest, keys: readonly string[], values: Readonly<Record<string, ContextValue>>): AccessRequest {
  const set = new Set(keys.flatMap((key) => covered[key] ?? [key]));
  const isSet = (key: string): boolean => [...set].some((name) => name.toLowerCase() === key.toLowerCase().replace(/^(?:ssm|ec2):resourcetag/, 'aws:resourcetag'));
  const kept = Object.entries(one.context ?? {}).filter(([key]) => !isSet(key));
  // An empty list is an absent key, even where the key follows from the caller.
  return { ...one, context: { ...Object.fromEntries(kept), ...Object.fromEntries([...set].map((key) => [key, values[key] ?? []])) } };
}

const allKeys = ['aws:PrincipalTag/t', 'aws:ResourceTag/t', 'aws:TagKeys', 'x:k', 'aws:username', 'aws:PrincipalArn'] as const;
const someValue: Arbitrary<ContextValue> = context.map((values) => Object.values(values)[0] ?? []);
const keyValues: Arbitrary<Readonly<Record<string, ContextValue>>> = fc.tuple(...allKeys.map(() => someValue)).map((values) => Object.fromEntries(allKeys.map((key, index) => [key, values[index] ?? []])));

describe('an answer about an unknown', () => {
  it('is true of whatever an unknown condition key may be', () => {
    const seen = new Map<Decision, number>();
    fc.assert(
      fc.property(policySet, fc.array(fc.tuple(request, unknownKeys), { minLength: 8, maxLength: 8 }), fc.array(keyValues, { minLength: 8, maxLength: 8 }), (policies, requests, instances) => {
        const compiled = compile(policies);
        for (const [one, keys] of requests) {
          const answer = compiled.evaluate({ ...one, unknownKeys: keys });
          seen.set(answer.decision, (seen.get(answer.decision) ?? 0) + 1);
          if (answer.decision === 'dependsOn') expect(answer.dependsOn?.length).toBeGreaterThan(0);
          for (const values of instances) {
            const concrete = withKeys(one, keys, values);
            const { decision } = compiled.evaluate(concrete);
            expect({ concrete, keys, answer: answer.decision, decision }).toSatisfy(() => agrees(answer, compiled.evaluate(concrete)));
          }
        }
      }),
      { numRuns: 600 },
    );
    expect([...seen.keys()].sort()).toEqual(['allowed', 'dependsOn', 'explicitDeny', 'implicitDeny']);
  });

  it('is true of whatever an unresolved template value may be', () => {
    const seen = new Map<Decision, number>();
    fc.assert(
      fc.property(withHoles, fc.array(request, { minLength: 10, maxLength: 10 }), fc.array(holeValues, { minLength: 12, maxLength: 12 }), (policies, requests, instances) => {
        const template = compile(asTemplates(policies));
        const concretes = instances.map((values) => ({ values, policies: filled(policies, values) })).map((one) => ({ ...one, compiled: compile(one.policies) }));
        for (const one of requests) {
          const answer = template.evaluate(one);
          seen.set(answer.decision, (seen.get(answer.decision) ?? 0) + 1);
          for (const { values, compiled } of concretes) {
            const concrete = compiled.evaluate(one);
            // AWS does not take a policy that the value makes malformed.
            if (concrete.errors.length > 0) continue;
            expect({ one, values, answer: answer.decision, concrete: concrete.decision }).toSatisfy(() => agrees(answer, concrete));
          }
        }
      }),
      { numRuns: 600 },
    );
    expect([...seen.keys()].sort()).toEqual(['allowed', 'dependsOn', 'explicitDeny', 'implicitDeny']);
  });
});

const holeText = ['*', 'a', 'ann', '', 's3:GetObject', 'GetObject', 'arn:aws:s3:::b/ann/a', 'b/*', '${aws:username}', 'true', '5', 'one'] as const;
const plainText = ['a', 'ann', 'b', 'arn:aws:s3:::b', 'one', '5', 'app'] as const;

const holeValues: Arbitrary<Readonly<Record<HoleName, string | readonly string[]>>> = fc.record({
  any: fc.constantFrom(...holeText),
  plain: fc.constantFrom(...plainText),
  account: fc.constantFrom('111111111111', '222222222222', '333333333333'),
  choice: fc.constantFrom('a', 'ann', 's3:GetObject', '*'),
  list: fc.oneof(fc.constantFrom(...holeText), fc.array(fc.constantFrom(...holeText), { minLength: 1, maxLength: 2 })),
});

/** Cuts a hole into some of the texts: whole, or a stretch of them. */
const cut = fc.record({ at: fc.nat(20), length: fc.nat(30), name: fc.constantFrom<HoleName>('any', 'plain', 'account', 'choice', 'list'), often: fc.nat(4) });

const withHoles: Arbitrary<PolicySet<PolicyDocument>> = fc.tuple(policySet, fc.array(cut, { minLength: 1, maxLength: 5 })).map(([policies, cuts]) => {
  let count = 0;
  const pierce = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => pierce(item, key));
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, pierce(member, name)]));
    const chosen = cuts[(count += 1) % cuts.length];
    if (typeof value !== 'string' || chosen === undefined || key === 'Version' || key === 'Effect' || chosen.often > 2) return value;
    if (value === '*' || chosen.at === 0) return hole(chosen.name);
    const text = chosen.name === 'account' ? value.replace('111111111111', hole('account')) : undefined;
    if (text !== undefined) return text;
    const name = chosen.name === 'list' ? 'any' : chosen.name;
    return `${value.slice(0, chosen.at)}${hole(name)}${value.slice(chosen.at + chosen.length)}`;
  };
  return pierce(policies, '') as PolicySet<PolicyDocument>;
});
