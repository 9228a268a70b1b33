import { rule } from '../../src/rules/contradicting-conditions.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const user = 'aws:username';
const number = 's3:max-keys';
const time = 'aws:CurrentTime';

testRule(rule, {
  valid: [
    { StringEquals: { [user]: ['a', 'b'] }, StringNotEquals: { [user]: 'a' } },
    { StringEquals: { [user]: 'ab' }, StringLike: { [user]: 'a*' } },
    { StringEquals: { [user]: 'AB' }, StringEqualsIgnoreCase: { [user]: 'ab' } },
    { StringEquals: { [user]: '<<User>>' }, StringLike: { [user]: 'a*' } },
    { StringEquals: { [user]: 'a' }, Null: { [user]: 'false' } },
    { StringNotEquals: { [user]: 'a' }, Null: { [user]: 'true' } },
    { StringEqualsIfExists: { [user]: 'a' }, StringLikeIfExists: { [user]: 'b' } },
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' }, 'ForAllValues:StringEquals': { 'aws:TagKeys': 'b' } },
    { NumericLessThan: { [number]: '10' }, NumericGreaterThan: { [number]: '5' } },
    { NumericLessThanEquals: { [number]: '10' }, NumericGreaterThanEquals: { [number]: '10' } },
    { DateGreaterThan: { [time]: '2026-01-01T00:00:00Z' }, DateLessThan: { [time]: '2026-12-31T00:00:00Z' } },
  ].map((condition) => ({ policy: conditionPolicy(condition) })),
  invalid: [
    {
      policy: conditionPolicy({ StringEquals: { [user]: 'a' }, Null: { [user]: 'true' } }),
      findings: [{ messageId: 'allow', at: `"${user}": "true"`, severity: 'warning' }],
    },
    { policy: conditionPolicy({ StringEquals: { [user]: 'a' }, StringLike: { [user]: 'b*' } }), findings: [{ messageId: 'allow', at: `"${user}": "b*"` }] },
    {
      policy: conditionPolicy({ StringEquals: { [user]: 'a' }, StringNotEquals: { 'AWS:UserName': 'a' } }, { Effect: 'Deny' }),
      findings: [{ messageId: 'deny', at: '"AWS:UserName": "a"', severity: 'security' }],
    },
    { policy: conditionPolicy({ NumericLessThan: { [number]: '5' }, NumericGreaterThan: { [number]: 10 } }), findings: [{ messageId: 'allow', at: `"${number}": 10` }] },
    { policy: conditionPolicy({ NumericLessThan: { [number]: '5' }, NumericEquals: { [number]: '5' } }), findings: [{ messageId: 'allow', at: `"${number}": "5"`, nth: 2 }] },
    {
      policy: conditionPolicy({ DateLessThan: { [time]: '2026-01-01T00:00:00Z' }, DateGreaterThan: { [time]: '2026-12-31T00:00:00Z' } }),
      findings: [{ messageId: 'allow', at: `"${time}": "2026-12-31T00:00:00Z"` }],
    },
    {
      policy: conditionPolicy({ Bool: { 'aws:SecureTransport': 'true' }, BoolIfExists: { 'aws:SecureTransport': 'false' } }),
      findings: [{ messageId: 'allow', at: '"aws:SecureTransport": "false"' }],
    },
  ],
});
