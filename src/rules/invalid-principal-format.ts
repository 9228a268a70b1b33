import { defineRule, type Rule } from './rule.ts';
import { reportSourceErrors } from './support/source-errors.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'invalid-principal-format',
    docs: {
      summary: 'principals that are malformed',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      malformed: { text: '{{message}}', accessAnalyzerCode: 'INVALID_PRINCIPAL_FORMAT' },
      unknownType: { text: '{{message}}', accessAnalyzerCode: 'INVALID_PRINCIPAL_KEY' },
    },
  },
  create: (context) => {
    const errors = reportSourceErrors(context, { 'invalid-principal': 'malformed', 'invalid-principal-key': 'unknownType' });
    const principals = (context.source.policy?.statements ?? []).flatMap(({ principal }) => principal?.entries ?? []);
    // `wildcard-in-principal` says what is wrong with these.
    const patterns = new Set(principals.filter(({ type, text }) => type !== 'all' && /[*?]/.test(text)).map(({ loc }) => loc));
    return { source: (source) => errors.source?.({ ...source, errors: source.errors.filter(({ loc }) => !patterns.has(loc)) }) };
  },
});
