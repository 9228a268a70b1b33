import { rule } from '../../src/rules/empty-element.ts';
import { testRule } from './rule-tester.ts';

const base = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 's3:GetObject', Resource: '*' };
const policy = (more: object): string => JSON.stringify({ Statement: [{ ...base, ...more }] });
const condition = (operator: string): string => policy({ Condition: { [operator]: { 'aws:username': [] } } });
const marked = '"aws:username":[]';

testRule(rule, {
  valid: [
    { policy: policy({ Condition: { StringEquals: { 'aws:username': 'a' } } }), type: 'resource' },
    { name: 'what a template leaves open', policy: { Statement: [{ ...base, Action: '<<Actions>>', Principal: '<<Principal>>', Condition: '<<Condition>>' }] }, type: 'resource' },
    { name: 'a value of a wrong type is no missing one', policy: policy({ Condition: { StringEquals: { 'aws:username': [null] } } }), type: 'resource' },
  ],
  invalid: [
    { policy: policy({ Action: [] }), type: 'resource', findings: [{ messageId: 'action', at: '[]', message: /applies to nothing/, code: 'EMPTY_ARRAY_ACTION', severity: 'suggestion' }] },
    {
      policy: JSON.stringify({ Statement: { Effect: 'Allow', NotAction: [], Resource: '*' } }),
      findings: [{ messageId: 'action', at: '[]', message: /excepts nothing/ }],
    },
    { policy: policy({ Resource: [] }), type: 'resource', findings: [{ messageId: 'resource', at: '[]', code: 'EMPTY_ARRAY_RESOURCE' }] },
    { policy: policy({ Principal: { AWS: [] } }), type: 'resource', findings: [{ messageId: 'principalList', at: '[]', code: 'EMPTY_ARRAY_PRINCIPAL' }] },
    { policy: policy({ Principal: {} }), type: 'resource', findings: [{ messageId: 'principalObject', at: '{}', code: 'EMPTY_OBJECT_PRINCIPAL' }] },
    { policy: policy({ Condition: {} }), type: 'resource', findings: [{ messageId: 'conditionObject', at: '{}', code: 'EMPTY_OBJECT_CONDITION', output: policy({}) }] },
    { policy: policy({ Condition: { Bool: {} } }), type: 'resource', findings: [{ messageId: 'conditionObject', at: '{}', message: /`Bool` is an empty object/, output: policy({}) }] },
    {
      name: 'an operator beside another',
      policy: policy({ Condition: { Bool: {}, StringEquals: { 'aws:username': 'a' } } }),
      type: 'resource',
      findings: [{ messageId: 'conditionObject', at: '{}', output: policy({ Condition: { StringEquals: { 'aws:username': 'a' } } }) }],
    },
    {
      name: 'a statement beside another',
      policy: JSON.stringify({ Statement: [{ ...base, Action: [] }, base] }),
      type: 'resource',
      findings: [{ messageId: 'action', at: '[]', output: null }],
    },
    {
      name: 'a statement that applies to everything because of it',
      policy: JSON.stringify({ Statement: [{ Effect: 'Deny', NotAction: [], Resource: '*' }, { Effect: 'Allow', Action: 's3:*', Resource: '*' }] }),
      findings: [{ messageId: 'action', at: '[]', output: null }],
    },
    { policy: condition('StringEquals'), type: 'resource', findings: [{ messageId: 'values', at: marked, message: /never matches/, code: 'EMPTY_ARRAY_CONDITION' }] },
    { policy: condition('StringNotEquals'), type: 'resource', findings: [{ messageId: 'values', at: marked, message: /always matches/ }] },
    { policy: condition('ForAllValues:StringEquals'), type: 'resource', findings: [{ messageId: 'valuesForAll', at: marked, code: 'EMPTY_ARRAY_CONDITION_FORALLVALUES' }] },
    { policy: condition('ForAnyValue:StringEquals'), type: 'resource', findings: [{ messageId: 'valuesForAny', at: marked, code: 'EMPTY_ARRAY_CONDITION_FORANYVALUE' }] },
    { policy: condition('StringEqualsIfExists'), type: 'resource', findings: [{ messageId: 'valuesIfExists', at: marked, code: 'EMPTY_ARRAY_CONDITION_IFEXISTS' }] },
  ],
});
