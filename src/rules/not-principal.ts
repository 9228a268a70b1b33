import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS } from './support/aws-pages.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'not-principal',
    docs: {
      summary: '`NotPrincipal` where it lets in everyone else, or where it is not supported',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html', ACCESS_ANALYZER_CHECKS],
    },
    severity: 'security',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['resource', 'trust'],
    messages: {
      allow: {
        text: '`NotPrincipal` with `Allow` lets in everyone who is not named, anonymous callers included: name who may, with `Principal`',
        accessAnalyzerCode: 'ALLOW_WITH_NOT_PRINCIPAL',
      },
      trust: {
        text: 'a role trust policy does not take `NotPrincipal`: name who may assume the role, with `Principal`',
        accessAnalyzerCode: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL',
        severity: 'error',
      },
    },
  },
  create: (context) => ({
    statement({ statement: { effect, principal } }) {
      if (principal?.kind !== 'NotPrincipal') return;
      if (context.type === 'trust') context.report({ messageId: 'trust', loc: principal.keyLoc });
      else if (effect === 'Allow') context.report({ messageId: 'allow', loc: principal.keyLoc });
    },
  }),
});
