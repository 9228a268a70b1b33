import { member } from '../model/located.ts';
import { defineRule, type Rule } from './rule.ts';
import { replaceText } from './support/replace-text.ts';
import { reportSourceErrors } from './support/source-errors.ts';
import { memberAt, statementNodes } from './support/statement-nodes.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'invalid-condition-operator',
    docs: {
      summary: 'condition operators that do not exist, and `Null` with `IfExists`',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    fixable: true,
    messages: {
      unknown: { text: '{{message}}', accessAnalyzerCode: 'INVALID_CONDITION_OPERATOR' },
      nullIfExists: { text: '{{message}}', accessAnalyzerCode: 'NULL_WITH_IF_EXISTS' },
    },
  },
  create: (context) =>
    reportSourceErrors(context, { 'unknown-operator': 'unknown', 'null-with-if-exists': 'nullIfExists' }, ({ code, loc }) => {
      if (code !== 'null-with-if-exists') return undefined;
      const conditions = statementNodes(context.source.node).flatMap((statement) => member(statement, 'Condition') ?? []);
      const found = memberAt(conditions.flatMap((condition) => (condition.kind === 'object' ? [condition] : [])), loc);
      const written = found?.member.key;
      if (written?.toLowerCase() !== 'nullifexists' || found?.object.members.some(({ key }) => key.toLowerCase() === 'null') !== false) return undefined;
      return replaceText(context, loc, written, 'Null');
    }),
});
