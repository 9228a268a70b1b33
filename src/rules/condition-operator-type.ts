import type { OperatorFamily } from '../model/condition-operator.ts';
import { conditionKey } from '../reference/condition-keys.ts';
import type { ConditionKeyType } from '../reference/types.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, CONDITION_OPERATORS, SERVICE_AUTHORIZATION_REFERENCE } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';

/** Per type of key, the operators that compare it as what it is; the first is the one to suggest. */
const FAMILIES: Readonly<Record<ConditionKeyType, readonly OperatorFamily[]>> = {
  String: ['string'],
  Numeric: ['numeric'],
  Date: ['date'],
  Bool: ['bool', 'string'],
  ARN: ['arn', 'string'],
  IPAddress: ['ipAddress'],
  Binary: ['binary'],
};

const OPERATOR_OF: Readonly<Record<OperatorFamily, string>> = {
  string: 'StringEquals',
  numeric: 'NumericEquals',
  date: 'DateLessThan',
  bool: 'Bool',
  arn: 'ArnLike',
  ipAddress: 'IpAddress',
  binary: 'BinaryEquals',
  null: 'Null',
};

export const rule: Rule = defineRule({
  meta: {
    id: 'condition-operator-type',
    docs: {
      summary: 'condition operators that do not fit the type of the key',
      sources: [CONDITION_OPERATORS, SERVICE_AUTHORIZATION_REFERENCE, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'warning',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      mismatch: {
        text: '`{{key}}` is of type {{type}}, and `{{operator}}` compares something else: write an operator such as `{{wanted}}`',
        accessAnalyzerCode: 'TYPE_MISMATCH',
      },
      stringLike: {
        text: '`{{operator}}` lets a wildcard in the ARN of `{{key}}` reach over colons into other fields: write `{{wanted}}`',
        accessAnalyzerCode: 'STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS',
        severity: 'security',
      },
    },
  },
  create: (context) => ({
    condition(test) {
      const known = conditionKey(test.key.text);
      const { family, comparison, negated } = traitsOf(test);
      if (known === undefined || family === 'null') return;
      const data = { key: test.key.text, type: known.type, operator: test.operatorText };
      const types = [known.type, ...known.otherTypes];
      if (types.includes('ARN') && !types.includes('String') && family === 'string' && comparison === 'like') {
        if (test.values.every((value) => value.pattern.parts.every((part) => part.kind === 'literal'))) return;
        context.report({ messageId: 'stringLike', data: { ...data, wanted: negated ? 'ArnNotLike' : 'ArnLike' }, loc: test.operatorLoc });
        return;
      }
      if (types.some((type) => FAMILIES[type].includes(family))) return;
      // The value of a tag, or of an encryption context, may well be an ARN.
      if (family === 'arn' && known.name.includes('${')) return;
      const [wanted = 'string'] = FAMILIES[known.type];
      context.report({ messageId: 'mismatch', data: { ...data, wanted: OPERATOR_OF[wanted] }, loc: test.key.loc });
    },
  }),
});
