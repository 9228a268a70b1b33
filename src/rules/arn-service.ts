import { nearest } from '../model/parse/nearest.ts';
import { literalText } from '../model/pattern.ts';
import { servicesOfArn } from '../reference/arn-templates.ts';
import { hasService, serviceNames } from '../reference/services.ts';
import { defineRule, type Rule } from './rule.ts';
import { UNDOCUMENTED_SERVICES } from './support/undocumented-services.ts';
import { isWithdrawnService } from './support/withdrawn-actions.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'arn-service',
    docs: {
      summary: 'ARNs whose service does not exist or is not in lower case',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      case: { text: 'the service of an ARN is in lower case: write `{{lower}}`, not `{{service}}`', accessAnalyzerCode: 'INVALID_ARN_SERVICE_CASE' },
      unknown: { text: 'there is no service `{{service}}` in ARNs{{hint}}', accessAnalyzerCode: 'INVALID_SERVICE' },
      empty: { text: 'the third field of the ARN, its service, is empty', accessAnalyzerCode: 'INVALID_SERVICE' },
    },
  },
  create: (context) => ({
    resource({ entry: { loc }, arn }) {
      if (arn === undefined) return;
      const name = literalText(arn.service);
      if (name === undefined) return;
      const lower = name.toLowerCase();
      if (name === '') context.report({ messageId: 'empty', loc });
      else if (!isKnown(lower)) {
        const hint = nearest(lower, serviceNames());
        context.report({ messageId: 'unknown', data: { service: name, hint: hint === undefined ? '' : `, did you mean \`${hint}\`?` }, loc });
      } else if (lower !== name) context.report({ messageId: 'case', data: { service: name, lower }, loc });
    },
  }),
});

/** In ARNs some services have another name than in actions: `elasticloadbalancing`, `execute-api`. */
function isKnown(lower: string): boolean {
  return hasService(lower) || servicesOfArn(lower).length > 0 || UNDOCUMENTED_SERVICES.has(lower) || isWithdrawnService(lower);
}
