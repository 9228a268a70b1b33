import { literalText, type Pattern } from '../model/pattern.ts';
import { defineRule, type Rule } from './rule.ts';
import { templatesOfArnService } from './support/arn-templates.ts';
import { hasUnlistedFormat } from './support/unlisted-arns.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'arn-resource',
    docs: {
      summary: 'ARNs whose resource has none of the formats of the service',
      sources: ['https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      noFormat: {
        text: '`{{resource}}` is no resource of `{{service}}`: its ARNs end like {{formats}}',
        accessAnalyzerCode: 'INVALID_ARN_RESOURCE',
      },
      noFormatFits: {
        text: 'no resource of `{{service}}` that AWS documents has an ARN that fits `{{resource}}`: they end like {{formats}}',
        severity: 'warning',
      },
      empty: { text: 'the ARN names no resource behind its fifth colon: `{{service}}` has {{formats}}', accessAnalyzerCode: 'INVALID_ARN_RESOURCE' },
    },
  },
  create: (context) => ({
    resource({ entry: { loc }, arn, formats }, { statement }) {
      const service = arn === undefined ? undefined : literalText(arn.service);
      if (arn === undefined || service === undefined) return;
      const templates = templatesOfArnService(service);
      // No name is empty, be it a placeholder of a format.
      if (templates.length === 0 || (formats.length > 0 && arn.resource.parts.length > 0) || hasUnlistedFormat(arn, service)) return;
      const endings = templates.map(({ text }) => `\`${text.split(':').slice(5).join(':')}\``);
      const messageId = messageOf(arn.resource);
      context.report({
        messageId,
        data: { resource: arn.resource.text, service, formats: someOf(endings, arn.resource.text) },
        loc,
        ...(messageId === 'noFormatFits' && statement.effect === 'Deny' ? { severity: 'security' } : {}),
      });
    },
  }),
});

/** What has a `*` is a pattern; Access Analyzer's check is documented for ARNs. */
function messageOf({ parts }: Pattern): 'noFormat' | 'noFormatFits' | 'empty' {
  if (parts.length === 0) return 'empty';
  return parts.some((part) => part.kind === 'anyRun') ? 'noFormatFits' : 'noFormat';
}

/** Those that begin most like what is written. */
function someOf(formats: readonly string[], written: string): string {
  const alike = (format: string): number => {
    let at = 0;
    while (at < written.length && format.charAt(at + 1).toLowerCase() === written.charAt(at).toLowerCase()) at += 1;
    return at;
  };
  const shown = [...formats].sort((a, b) => alike(b) - alike(a)).slice(0, 3).join(', ');
  return formats.length > 3 ? `${shown} and ${formats.length - 3} more` : shown;
}
