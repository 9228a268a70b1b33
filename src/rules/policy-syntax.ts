import { defineRule, type Rule } from './rule.ts';
import { reportSourceErrors } from './support/source-errors.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'policy-syntax',
    docs: {
      summary: 'texts that are no JSON or YAML, or no document at all',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      json: { text: '{{message}}', accessAnalyzerCode: 'JSON_SYNTAX_ERROR' },
      yaml: { text: '{{message}}' },
      empty: { text: '{{message}}', accessAnalyzerCode: 'JSON_SYNTAX_ERROR' },
      notText: { text: '{{message}}', accessAnalyzerCode: 'JSON_SYNTAX_ERROR' },
      duplicateKey: { text: '{{message}}' },
      tooDeep: { text: '{{message}}' },
      tooLarge: { text: '{{message}}' },
    },
  },
  create: (context) => reportSourceErrors(context, {
      'json-syntax': 'json',
      'yaml-syntax': 'yaml',
      'empty-document': 'empty',
      'not-text': 'notText',
      'duplicate-key': 'duplicateKey',
      'nesting-too-deep': 'tooDeep',
      'too-large': 'tooLarge',
    }),
});
