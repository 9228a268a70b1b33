import { defineRule, type Rule, type RuleMessage } from './rule.ts';
import { reportWideGrant, type WideGrantMessage } from './support/wide-grant.ts';

const messages = {
  wildcard: {
    text: '`iam:PassRole` on any role: whoever holds this can give a service of theirs the most powerful role of the account; name the roles, or the services with `iam:PassedToService`',
    accessAnalyzerCode: 'PASS_ROLE_WITH_STAR_IN_RESOURCE',
  },
  actionWildcard: {
    text: '`{{action}}` includes `iam:PassRole`, here on any role: name the roles',
    accessAnalyzerCode: 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE',
  },
  notAction: {
    text: '`NotAction` leaves in `iam:PassRole`, here on any role: add it to the list, or name the roles',
    accessAnalyzerCode: 'PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
  },
  notResource: {
    text: '`iam:PassRole` with `NotResource` lets every role be passed that is not listed: name the roles in `Resource`',
    accessAnalyzerCode: 'PASS_ROLE_WITH_NOT_RESOURCE',
  },
  actionWildcardNotResource: {
    text: '`{{action}}` includes `iam:PassRole`, which `NotResource` gives for every role that is not listed: name the roles in `Resource`',
    accessAnalyzerCode: 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
  },
  notActionNotResource: {
    text: '`NotAction` leaves in `iam:PassRole`, which `NotResource` gives for every role that is not listed: name the roles in `Resource`',
    accessAnalyzerCode: 'PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE',
  },
} satisfies Record<WideGrantMessage, RuleMessage>;

export const rule: Rule = defineRule({
  meta: {
    id: 'pass-role',
    docs: {
      summary: 'statements that let any role be passed to any service',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html'],
    },
    severity: 'security',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['identity'],
    messages: {
      ...messages,
      withheld: { text: '`iam:PassRole` on any role, which {{kept}}: name the roles, so that nothing else has to keep it back', severity: 'suggestion' },
    },
  },
  create: (context) => ({
    statement(view) {
      reportWideGrant(view, { action: 'iam:PassRole', limitedBy: 'iam:passedtoservice', messages }, context);
    },
  }),
});
