import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/evaluator/index.ts';
import { rule } from '../../../src/rules/contradicting-conditions.ts';
import { runRules } from '../../../src/rules/run-rules.ts';
import { sourceOf } from '../rule-tester.ts';

const families = [
  { key: 'aws:username', operators: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringLike', 'StringNotLike'], values: ['a', 'A', 'ab', 'a*', '*', '?b'], inputs: ['a', 'A', 'ab', 'AB', 'b', 'a*', ''] },
  {
    key: 's3:max-keys',
    operators: ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals'],
    values: ['1', '2', '3'],
    inputs: ['0', '1', '1.5', '2', '2.5', '3', '4'],
  },
  { key: 'aws:SourceIp', operators: ['IpAddress', 'NotIpAddress'], values: ['203.0.113.0/24', '203.0.113.7', '198.51.100.0/24'], inputs: ['203.0.113.7', '203.0.113.8', '198.51.100.1', '192.0.2.1'] },
  {
    key: 'aws:SourceArn',
    operators: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'StringEquals', 'StringLike', 'StringNotLike'],
    values: ['arn:aws:sns:us-east-1:1:a', 'arn:aws:sns:*:1:*', 'arn:aws:sqs:*:*:*', 'arn:aws:*:us-east-1:1:a'],
    inputs: ['arn:aws:sns:us-east-1:1:a', 'arn:aws:sns:us-east-1:1:b', 'arn:aws:sqs:us-east-1:1:a', 'arn:aws:sqs:eu-west-1:1:a', 'arn:aws:sns:eu-west-1:2:a'],
  },
  {
    key: 'aws:TagKeys',
    operators: ['ForAllValues:StringEquals', 'ForAllValues:StringNotEquals', 'ForAllValues:StringLike', 'ForAllValues:StringNotLike', 'ForAnyValue:StringEquals', 'ForAnyValue:StringNotEquals', 'ForAnyValue:StringLike'],
    values: ['a', 'b', 'a*'],
    inputs: [[], ['a'], ['b'], ['ab'], ['a', 'b'], ['b', 'c'], ['c']],
  },
  { key: 'aws:SecureTransport', operators: ['Bool'], values: ['true', 'false'], inputs: ['true', 'false'] },
] as const;

const pair = fc.constantFrom(...families).chain(({ key, operators, values, inputs }) => {
  const ofKey = fc.oneof(
    fc.record({ operator: fc.tuple(fc.constantFrom<string>(...operators), fc.constantFrom('', 'IfExists')).map((parts) => parts.join('')), values: fc.array(fc.constantFrom<string>(...values), { minLength: 1, maxLength: 2 }) }),
    fc.record({ operator: fc.constant('Null'), values: fc.constantFrom(['true'], ['false']) }),
  );
  return fc.tuple(ofKey, ofKey).map(([first, second]) => ({ key, inputs, first, second }));
});

describe('conditions that are said to contradict each other', () => {
  it('are true together of no request', () => {
    let contradictions = 0;
    fc.assert(
      fc.property(pair, ({ key, inputs, first, second }) => {
        if (first.operator === second.operator) return;
        const policy = {
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { [first.operator]: { [key]: first.values }, [second.operator]: { [key]: second.values } } },
        };
        const source = sourceOf(JSON.stringify(policy));
        if (source.policy === undefined || runRules(source, { rules: [rule], settings: { [rule.meta.id]: {} } }).length === 0) return;
        contradictions += 1;
        for (const context of [{}, ...inputs.map((input) => ({ [key]: input }))]) {
          const request = { principal: 'arn:aws:iam::111122223333:user/u', action: 's3:ListBucket', resource: 'arn:aws:s3:::b', context };
          expect(evaluate({ identityPolicies: [source.policy] }, request).decision, JSON.stringify({ policy, context })).toBe('implicitDeny');
        }
      }),
      { numRuns: 1000 },
    );
    expect(contradictions).toBeGreaterThan(20);
  });
});
