import { defineRule, type Rule, type RuleMessage } from './rule.ts';
import { reportWideGrant, type WideGrantMessage } from './support/wide-grant.ts';

const messages = {
  wildcard: {
    text: '`iam:CreateServiceLinkedRole` for any service: name the role, as in `role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`, or the service with `iam:AWSServiceName`',
    accessAnalyzerCode: 'CREATE_SLR_WITH_STAR_IN_RESOURCE',
  },
  actionWildcard: {
    text: '`{{action}}` includes `iam:CreateServiceLinkedRole`, here for any service: name the roles',
    accessAnalyzerCode: 'CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE',
  },
  notAction: {
    text: '`NotAction` leaves in `iam:CreateServiceLinkedRole`, here for any service: add it to the list, or name the roles',
    accessAnalyzerCode: 'CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
  },
  notResource: {
    text: '`iam:CreateServiceLinkedRole` with `NotResource` is for every service that is not listed: name the roles in `Resource`',
    accessAnalyzerCode: 'CREATE_SLR_WITH_NOT_RESOURCE',
  },
  actionWildcardNotResource: {
    text: '`{{action}}` includes `iam:CreateServiceLinkedRole`, which `NotResource` gives for every service that is not listed: name the roles in `Resource`',
    accessAnalyzerCode: 'CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
  },
  notActionNotResource: {
    text: '`NotAction` leaves in `iam:CreateServiceLinkedRole`, which `NotResource` gives for every service that is not listed: name the roles in `Resource`',
    accessAnalyzerCode: 'CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE',
  },
} satisfies Record<WideGrantMessage, RuleMessage>;

export const rule: Rule = defineRule({
  meta: {
    id: 'create-service-linked-role',
    docs: {
      summary: 'statements that let service-linked roles be created for any service',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html'],
    },
    severity: 'warning',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['identity'],
    messages: {
      ...messages,
      withheld: { text: '`iam:CreateServiceLinkedRole` for any service, which {{kept}}: name the roles, so that nothing else has to keep it back', severity: 'suggestion' },
    },
  },
  create: (context) => ({
    statement(view) {
      reportWideGrant(view, { action: 'iam:CreateServiceLinkedRole', limitedBy: 'iam:awsservicename', messages }, context);
    },
  }),
});
