import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS } from './support/aws-pages.ts';
import { actionsKnown, coversAction, federatedKind, principalsOf } from './support/principals.ts';

const WEB_IDENTITY = 'sts:AssumeRoleWithWebIdentity';
const SAML = 'sts:AssumeRoleWithSAML';

/** What a request for a session of a role may be authorized for. */
const ASKED = /^sts:(?:AssumeRole(?:With(?:SAML|WebIdentity))?|TagSession|SetSourceIdentity|SetContext)$/;

export const rule: Rule = defineRule({
  meta: {
    id: 'trust-action-of-principal',
    docs: {
      summary: 'trust policies whose actions their principals cannot call, or that are not about assuming a role',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html', ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['trust'],
    messages: {
      principal: {
        text: '`{{principal}}` assumes a role with `{{wanted}}`, which this statement does not have: add it as an action',
        accessAnalyzerCode: 'MISMATCHED_ACTION_FOR_PRINCIPAL',
      },
      action: {
        text: '`{{action}}` is for principals of {{wanted}}, and this statement names none: leave it out, or name the provider as `Federated`',
        accessAnalyzerCode: 'MISMATCHED_ACTION_FOR_PRINCIPAL',
      },
      never: {
        text: 'the trust policy of a role is only asked about who assumes it, and never about `{{action}}`: leave it out, or move it to a policy of the role',
        severity: 'warning',
      },
    },
  },
  create: (context) => ({
    action({ entry, text, names }, { statement }) {
      if (statement.action.kind === 'NotAction' || text === undefined || names.length === 0 || names.some((name) => ASKED.test(name))) return;
      context.report({ messageId: 'never', data: { action: text }, loc: entry.loc });
    },
    statement(view) {
      const { statement, actions } = view;
      const principals = principalsOf(view);
      if (statement.effect !== 'Allow' || statement.action.kind !== 'Action' || principals.length === 0 || !actionsKnown(view)) return;
      const kinds = principals.map(federatedKind);
      for (const [index, entry] of principals.entries()) {
        const wanted = kinds[index] === 'saml' ? SAML : kinds[index] === 'oidc' ? WEB_IDENTITY : undefined;
        if (wanted !== undefined && !coversAction(view, wanted)) {
          context.report({ messageId: 'principal', data: { principal: entry.text, wanted }, loc: entry.loc });
        }
      }
      if (kinds.includes('unknown') || principals.some((entry) => entry.pattern.kind === 'unresolved' && entry.type === 'all')) return;
      for (const { entry, text } of actions) {
        const lower = text?.toLowerCase();
        const missing =
          (lower === SAML.toLowerCase() && !kinds.includes('saml') && 'a SAML provider') ||
          (lower === WEB_IDENTITY.toLowerCase() && !kinds.includes('oidc') && 'an OpenID Connect provider');
        if (missing !== false && text !== undefined) context.report({ messageId: 'action', data: { action: text, wanted: missing }, loc: entry.loc });
      }
    },
  }),
});
