import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleEngine } from '../../../src/lint/engine.ts';
import { evaluate } from '../../../src/evaluator/index.ts';
import { rule as covered } from '../../../src/rules/covered-statement.ts';
import { rule as denied } from '../../../src/rules/denied-allow.ts';
import { rule as withoutEffect } from '../../../src/rules/statement-without-effect.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import { runRules } from '../../../src/rules/run-rules.ts';
import { sourceOf } from '../rule-tester.ts';

const some = <Value>(...values: readonly Value[]): fc.Arbitrary<readonly Value[]> => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
const action = fc.oneof(
  some('s3:*', 's3:Get*', 's3:GetObject', 's3:PutObject', '*').map((Action) => ({ Action })),
  some('s3:Get*', 's3:PutObject', 'iam:*').map((NotAction) => ({ NotAction })),
);
const resource = fc.oneof(
  some('*', 'arn:aws:s3:::*', 'arn:aws:s3:::a/*', 'arn:aws:s3:::a/b', 'arn:aws:s3:::${aws:username}/*').map((Resource) => ({ Resource })),
  some('arn:aws:s3:::a/*', 'arn:aws:s3:::b/*').map((NotResource) => ({ NotResource })),
);
const test = fc.record({
  operator: fc.constantFrom('StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike', 'StringEqualsIfExists', 'StringNotEqualsIfExists', 'StringEqualsIgnoreCase', 'Null'),
  values: some('x', 'y', 'x*', 'X'),
});
const sets = fc.record({
  operator: fc.constantFrom('ForAnyValue:StringEquals', 'ForAllValues:StringEquals', 'ForAnyValue:StringNotEquals', 'ForAllValues:StringNotLike', 'ForAllValues:StringLike', 'ForAnyValue:StringEqualsIfExists'),
  values: some('x', 'y', 'x*'),
});
const condition = fc.record({ single: fc.option(test, { freq: 2 }), set: fc.option(sets, { freq: 4 }) }).map(({ single, set }) => {
  const ofKey = (key: string, found: { readonly operator: string; readonly values: readonly string[] } | null): object =>
    found === null ? {} : { [found.operator]: { [key]: found.operator === 'Null' ? String(found.values.length > 1) : found.values } };
  const made = { ...ofKey('aws:PrincipalTag/team', single), ...ofKey('aws:TagKeys', set) };
  return Object.keys(made).length === 0 ? {} : { Condition: made };
});
const statement = fc.tuple(fc.constantFrom('Allow', 'Allow', 'Deny'), action, resource, condition).map(([Effect, ...parts]) => ({ Effect, ...parts[0], ...parts[1], ...parts[2] }));
const policy = fc.array(statement, { minLength: 2, maxLength: 4 });

const contexts = [undefined, 'x', 'y', 'xx', 'X', 'z'].flatMap((team) =>
  [undefined, ['x'], ['y'], ['x', 'y'], ['z'], ['xx', 'z'], []].map((keys) => ({
    ...(team === undefined ? {} : { 'aws:PrincipalTag/team': team }),
    ...(keys === undefined ? {} : { 'aws:TagKeys': keys }),
  })),
);
const requests = ['s3:GetObject', 's3:PutObject', 's3:GetObjectAcl', 'ec2:RunInstances'].flatMap((name) =>
  ['arn:aws:s3:::a/b', 'arn:aws:s3:::a/c', 'arn:aws:s3:::b/b', 'arn:aws:s3:::u/b'].flatMap((on) =>
    contexts.map((context) => ({ principal: 'arn:aws:iam::111122223333:user/u', action: name, resource: on, context })),
  ),
);

describe.each<readonly [string, Rule, number]>([
  ['covered', covered, 5],
  ['denied', denied, 5],
  // Found too rarely to count on: cases of its own show that it is.
  ['without effect', withoutEffect, -1],
])('a statement that is found to be %s', (_, rule, least) => {
  it('can go without any change of what is decided', { timeout: 120_000 }, () => {
    let found = 0;
    fc.assert(
      fc.property(policy, (statements) => {
        const source = sourceOf(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
        const whole = source.policy;
        if (whole === undefined) return;
        for (const finding of runRules(source, { rules: [rule], settings: { [rule.meta.id]: {} }, engine: ruleEngine })) {
          found += 1;
          const left = { ...whole, statements: whole.statements.filter(({ loc }) => loc !== finding.loc) };
          expect(left.statements.length).toBe(whole.statements.length - 1);
          for (const request of requests) {
            const [before, after] = [whole, left].map((each) => evaluate({ identityPolicies: [each] }, request).decision);
            expect(after, JSON.stringify({ statements, finding: finding.message, request })).toBe(before);
          }
        }
      }),
      { numRuns: 1_000 },
    );
    expect(found).toBeGreaterThan(least);
  });
});
