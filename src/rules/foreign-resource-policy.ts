import { literalText } from '../model/pattern.ts';
import { hasService } from '../reference/services.ts';
import { defineRule, type Rule } from './rule.ts';
import { GUARDED_BY } from './support/resource-policy-services.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'foreign-resource-policy',
    docs: {
      summary: 'actions and resources of another service in a resource-based policy',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['resource', 'trust'],
    messages: {
      action: { text: '`{{action}}` is no action on {{guarded}}: this policy is about {{services}}', accessAnalyzerCode: 'UNSUPPORTED_ACTION_IN_POLICY' },
      resource: { text: '`{{resource}}` is not in {{guarded}}: this policy is about {{services}}', accessAnalyzerCode: 'UNSUPPORTED_RESOURCE_ARN_IN_POLICY' },
    },
  },
  create: (context) => {
    const resourceType = context.type === 'trust' ? 'AWS::IAM::Role' : context.resourceType;
    const services = GUARDED_BY.get(resourceType ?? '');
    if (resourceType === undefined || services === undefined) return {};
    const names = services.map((name) => `\`${name}\``).join(' and ');
    return {
      action({ entry, service }) {
        if (service === undefined || /[*?]/.test(service) || !hasService(service) || services.includes(service)) return;
        context.report({ messageId: 'action', data: { action: entry.pattern.text, guarded: `\`${resourceType}\``, services: names }, loc: entry.loc });
      },
      resource({ entry, arn }) {
        const service = arn === undefined ? undefined : literalText(arn.service);
        if (service === undefined || context.type === 'trust' || !hasService(service) || services.includes(service)) return;
        context.report({ messageId: 'resource', data: { resource: entry.pattern.text, guarded: `\`${resourceType}\``, services: names }, loc: entry.loc });
      },
    };
  },
});
