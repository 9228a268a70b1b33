import { isAnything } from '../model/pattern.ts';
import { defineRule, type Rule } from './rule.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'wildcard-in-service-name',
    docs: {
      summary: 'a wildcard in the service of an action or an ARN',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html'],
    },
    severity: 'suggestion',
    presets: ['strict', 'access-analyzer'],
    messages: {
      action: {
        text: '`{{action}}` reaches over services, those of the future included: name the services',
        accessAnalyzerCode: 'WILDCARD_IN_SERVICE_NAME',
      },
      arn: { text: '`{{resource}}` has a wildcard as its service: name the service', accessAnalyzerCode: 'WILDCARD_IN_SERVICE_NAME' },
    },
  },
  create: (context) => ({
    action({ entry, service, wildcard }) {
      if (!wildcard || !/[*?]/.test(service ?? '')) return;
      context.report({ messageId: 'action', data: { action: entry.pattern.text }, loc: entry.loc });
    },
    resource({ entry, arn }) {
      if (!arn?.service.parts.some((part) => part.kind === 'anyRun' || part.kind === 'anyOne')) return;
      // `arn:aws:*:*:*:*` is another way to write `*`.
      if (isAnything(arn.service) && isAnything(arn.region) && isAnything(arn.account) && isAnything(arn.resource)) return;
      context.report({ messageId: 'arn', data: { resource: entry.pattern.text }, loc: entry.loc });
    },
  }),
});
