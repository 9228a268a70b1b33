import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, GLOBAL_CONDITION_KEYS } from './support/aws-pages.ts';
import { isEndpoint } from './support/endpoint-policies.ts';

/** In a policy of one resource, these always say the same: whose resource it is. */
const KEYS = new Set(['aws:resourceaccount', 'aws:resourceorgid', 'aws:resourceorgpaths', 's3:resourceaccount']);

export const rule: Rule = defineRule({
  meta: {
    id: 'irrelevant-condition-key',
    docs: {
      summary: 'conditions of a resource policy on the owner of that resource',
      sources: [GLOBAL_CONDITION_KEYS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'suggestion',
    presets: ['strict', 'access-analyzer'],
    policyTypes: ['resource'],
    messages: {
      owner: {
        text: '`{{key}}` says who owns this very resource, which its own policy need not ask: ask for the caller, as with `aws:PrincipalAccount`, or leave it out',
        accessAnalyzerCode: 'IRRELEVANT_CONDITION_KEY_IN_POLICY',
      },
    },
  },
  create: (context) => ({
    condition({ key }) {
      // The policy of an endpoint is about the resources of others behind it; one of unknown kind may be that.
      if (context.resourceType === undefined || isEndpoint(context.resourceType)) return;
      if (KEYS.has(key.id)) context.report({ messageId: 'owner', data: { key: key.text }, loc: key.loc });
    },
  }),
});
