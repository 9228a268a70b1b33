import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, PRINCIPAL_ELEMENT } from './support/aws-pages.ts';
import { isEveryone, textWithHoles } from './support/principals.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'wildcard-in-principal',
    docs: {
      summary: 'wildcards in principals, other than one that stands for everyone',
      sources: [PRINCIPAL_ELEMENT, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      partial: {
        text: '`{{principal}}` has a wildcard, which a principal cannot have: name each one, or write `*` with a condition on `aws:PrincipalArn`',
        accessAnalyzerCode: 'UNSUPPORTED_WILDCARD_IN_PRINCIPAL',
      },
      trust: {
        text: 'a role trust policy does not take `"Principal": "*"`: name who may assume the role, or write `{ "AWS": "*" }` with a condition',
        accessAnalyzerCode: 'ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL',
      },
    },
  },
  create: (context) => ({
    principal(entry) {
      if (isEveryone(entry)) {
        if (context.type === 'trust' && entry.type === 'all') context.report({ messageId: 'trust', loc: entry.loc });
      } else if ((entry.type !== 'all' || entry.pattern.kind !== 'invalid') && /[*?]/.test(textWithHoles(entry))) {
        context.report({ messageId: 'partial', data: { principal: entry.text }, loc: entry.loc });
      }
    },
  }),
});
