import { rule } from '../../src/rules/condition-value-type.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (operator: string, value: unknown): object => conditionPolicy({ [operator]: { 'aws:x': value } });
const cases = (expected: { readonly messageId: string }, code: string, operator: string, values: readonly string[]): readonly Parameters<typeof testRule>[1]['invalid'][number][] =>
  values.map((value) => ({ name: `${operator} ${value}`, policy: policy(operator, value), findings: [{ ...expected, at: `"${value}"`, code }] }));

testRule(rule, {
  valid: [
    ...['true', 'False', true].map((value) => policy('Bool', value)),
    ...['1', '-2.5', 3].map((value) => policy('NumericLessThan', value)),
    ...['2026', '2026-02', '2024-02-29', '2026-12-31T23:59:59Z', '2026-12-31T23:59+01:00'].map((value) => policy('DateLessThan', value)),
    ...['203.0.113.0/24', '203.0.113.5', '2001:db8::/32', '::1', '::ffff:10.0.0.1'].map((value) => policy('IpAddress', value)),
    policy('BinaryEquals', 'QmluYXJ5'),
    policy('Null', 'true'),
    policy('NumericLessThan', '<<Limit>>'),
    policy('StringEquals', ['a', 'b']),
    policy('Bool', '${aws:PrincipalTag/x}'),
  ].map((valid) => ({ policy: valid })),
  invalid: [
    ...cases({ messageId: 'boolean' }, 'TYPE_MISMATCH_BOOLEAN', 'Bool', ['yes', '']),
    ...cases({ messageId: 'boolean' }, 'TYPE_MISMATCH_BOOLEAN', 'Null', ['1']),
    ...cases({ messageId: 'number' }, 'TYPE_MISMATCH_NUMBER', 'NumericEquals', ['12abc', '1*']),
    ...cases({ messageId: 'date' }, 'TYPE_MISMATCH_DATE', 'DateEquals', ['tomorrow', '2026-02-30', '2026-13', '2026-01-01T25:00Z']),
    ...cases({ messageId: 'ambiguousDate' }, 'INVALID_DATE_VALUE', 'DateEquals', ['1798761599', '2026-12-31T23:59:59']),
    ...cases({ messageId: 'ip' }, 'TYPE_MISMATCH_IP_RANGE', 'NotIpAddress', ['203.0.113.256', '203.0.113.0/33', '10.0.0', 'x', '1::2::3', '2001:db8::/129']),
    ...cases({ messageId: 'binary' }, 'TYPE_MISMATCH_STRING', 'BinaryEquals', ['not base64!']),
    {
      policy: conditionPolicy({ StringEquals: { 'aws:x': ['a', 1] } }),
      findings: [{ messageId: 'mixed', at: '"aws:x": [\n            "a",\n            1\n          ]', code: 'INVALID_CONDITION_DATA_TYPE', severity: 'error', message: /string and number/, output: JSON.stringify(conditionPolicy({ StringEquals: { 'aws:x': ['a', '1'] } }), null, 2) }],
    },
  ],
});
