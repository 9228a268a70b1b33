import { literalText } from '../model/pattern.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, GLOBAL_CONDITION_KEYS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'vpc-value',
    docs: {
      summary: 'values of `aws:SourceVpc` and `aws:SourceVpce` that are no ID of a VPC or of an endpoint',
      sources: [GLOBAL_CONDITION_KEYS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      vpc: {
        text: '`{{value}}` is no ID of a VPC: expected `vpc-` and 8 or 17 letters and digits, as in `vpc-0a1b2c3d4e5f67890`',
        accessAnalyzerCode: 'INVALID_VPC_FORMAT',
      },
      endpoint: {
        text: '`{{value}}` is no ID of a VPC endpoint: expected `vpce-` and 8 or 17 letters and digits, as in `vpce-0a1b2c3d4e5f67890`',
        accessAnalyzerCode: 'INVALID_VPCE_FORMAT',
      },
    },
  },
  create: (context) => ({
    conditionValue({ pattern, loc }, test) {
      const text = literalText(pattern);
      if (text === undefined || traitsOf(test).family !== 'string') return;
      const { id } = test.key;
      if (id === 'aws:sourcevpc' && !isId('vpc', text)) context.report({ messageId: 'vpc', data: { value: text }, loc });
      if (id === 'aws:sourcevpce' && !isId('vpce', text)) context.report({ messageId: 'endpoint', data: { value: text }, loc });
    },
  }),
});

function isId(prefix: string, text: string): boolean {
  return new RegExp(`^${prefix}-(?:[0-9a-z]{8}|[0-9a-z]{17})$`).test(text);
}
