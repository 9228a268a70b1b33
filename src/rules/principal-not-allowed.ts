import { defineRule, type Rule } from './rule.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'principal-not-allowed',
    docs: {
      summary: 'a `Principal` in a policy that has none',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['identity', 'scp'],
    messages: {
      identity: {
        text: 'an identity-based policy has no `{{element}}`: its principal is whoever it is attached to, so remove the element',
        accessAnalyzerCode: 'UNSUPPORTED_PRINCIPAL',
      },
      scp: {
        text: 'a service control policy has no `{{element}}`: to limit it to some principals, put a condition on `aws:PrincipalArn`',
        accessAnalyzerCode: 'SCP_SYNTAX_ERROR_PRINCIPAL',
      },
    },
  },
  create: (context) => ({
    statement({ statement: { principal } }) {
      if (principal === undefined) return;
      const messageId = context.type === 'scp' ? 'scp' : 'identity';
      context.report({ messageId, data: { element: principal.kind }, loc: principal.keyLoc });
    },
  }),
});
