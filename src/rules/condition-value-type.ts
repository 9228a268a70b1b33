import type { Fix } from '../model/finding.ts';
import type { ConditionTest, ConditionValue } from '../model/policy.ts';
import { knownText } from '../model/unknown-value.ts';
import { defineRule, type Rule, type RuleContext } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, CONDITION_OPERATORS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';
import { dateForm } from './support/date-form.ts';
import { parseIpRange } from './support/ip-range.ts';
import { isWithin, writtenSpan } from './support/source-text.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'condition-value-type',
    docs: {
      summary: 'condition values that the operator cannot compare, such as a word where a number is needed',
      sources: [CONDITION_OPERATORS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'warning',
    presets: ['recommended', 'strict', 'access-analyzer'],
    fixable: true,
    messages: {
      boolean: { text: '`{{value}}` is no Boolean: `{{operator}}` compares with `true` or `false`', accessAnalyzerCode: 'TYPE_MISMATCH_BOOLEAN' },
      number: { text: '`{{value}}` is no number, and `{{operator}}` compares numbers', accessAnalyzerCode: 'TYPE_MISMATCH_NUMBER' },
      date: {
        text: '`{{value}}` is no date: write one as in `2026-12-31T23:59:59Z`',
        accessAnalyzerCode: 'TYPE_MISMATCH_DATE',
      },
      ambiguousDate: {
        text: '`{{value}}` may not be taken for the time that is meant: write a date with its time zone, as in `2026-12-31T23:59:59Z`',
        accessAnalyzerCode: 'INVALID_DATE_VALUE',
      },
      ip: {
        text: '`{{value}}` is no range of addresses: write an address, or one with a prefix length as in `203.0.113.0/24`',
        accessAnalyzerCode: 'TYPE_MISMATCH_IP_RANGE',
        severity: 'error',
      },
      binary: { text: '`{{value}}` is not base64, which `{{operator}}` compares', accessAnalyzerCode: 'TYPE_MISMATCH_STRING' },
      mixed: {
        text: 'the values of `{{key}}` are of different JSON types, {{types}}: write all of them as strings',
        accessAnalyzerCode: 'INVALID_CONDITION_DATA_TYPE',
        severity: 'error',
      },
    },
  },
  create: (context) => ({
    condition(test) {
      const types = [...new Set(test.values.flatMap((value) => (knownText(value.text) === undefined ? [] : [value.jsonType])))];
      if (types.length < 2) return;
      const fix = quoteAll(context, test);
      context.report({ messageId: 'mixed', data: { key: test.key.text, types: types.join(' and ') }, loc: test.loc, ...(fix === undefined ? {} : { fix }) });
    },
    conditionValue(value, test) {
      const text = knownText(value.text);
      const messageId = text === undefined || hasVariable(value) ? undefined : problemOf(text, test);
      if (text !== undefined && messageId !== undefined) {
        context.report({ messageId, data: { value: text, operator: test.operatorText }, loc: value.loc });
      }
    },
  }),
});

/** As strings the values mean the same. */
function quoteAll({ source, text }: Pick<RuleContext, 'source' | 'text'>, { values }: ConditionTest): Fix | undefined {
  const outer = source.node.loc.span;
  if (text === undefined || outer === undefined) return undefined;
  const edits = values.flatMap((value) => {
    const written = knownText(value.text);
    const span = written === undefined || !isWithin(value.loc, outer) ? undefined : writtenSpan(text, value.loc, written);
    return value.jsonType === 'string' ? [] : [span === undefined || written === undefined ? undefined : { span, text: `"${written}"` }];
  });
  const sure = edits.filter((edit) => edit !== undefined);
  return sure.length < edits.length || sure.length === 0 ? undefined : { description: 'write all of them as strings', edits: sure };
}

type Problem = 'boolean' | 'number' | 'date' | 'ambiguousDate' | 'ip' | 'binary';

function problemOf(text: string, test: ConditionTest): Problem | undefined {
  switch (traitsOf(test).family) {
    case 'bool':
    case 'null':
      return /^(?:true|false)$/i.test(text) ? undefined : 'boolean';
    case 'numeric':
      return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? undefined : 'number';
    case 'date':
      return { date: undefined, ambiguous: 'ambiguousDate' as const, none: 'date' as const }[dateForm(text)];
    case 'ipAddress':
      return parseIpRange(text) === undefined ? 'ip' : undefined;
    case 'binary':
      return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) ? undefined : 'binary';
    case 'string':
    case 'arn':
      return undefined;
  }
}

/** A variable where none is expanded is another rule's business. */
function hasVariable(value: ConditionValue): boolean {
  return value.pattern.text.includes('${');
}
