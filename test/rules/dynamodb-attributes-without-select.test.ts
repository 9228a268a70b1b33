import { rule } from '../../src/rules/dynamodb-attributes-without-select.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const attributes = { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['id', 'name'] } };
const policy = (Condition: unknown, Effect = 'Allow'): object => conditionPolicy(Condition, { Action: 'dynamodb:Query', Effect });

testRule(rule, {
  valid: [
    { policy: policy({ ...attributes, StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } }) },
    { policy: policy({ ...attributes, StringEquals: { 'dynamodb:Select': '<<Select>>' } }) },
    { policy: policy(attributes, 'Deny') },
  ],
  invalid: [
    { policy: policy(attributes), findings: [{ messageId: 'missing', at: '"dynamodb:Attributes"', code: 'DYNAMODB_ATTRIBUTES_WITHOUT_SELECT', severity: 'security' }] },
    { policy: policy({ ...attributes, StringEquals: { 'dynamodb:Select': 'COUNT' } }), findings: [{ messageId: 'missing', at: '"dynamodb:Attributes"' }] },
  ],
});
