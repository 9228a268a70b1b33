import { nearest } from '../model/parse/nearest.ts';
import { conditionKey } from '../reference/condition-keys.ts';
import { globalConditionKeys } from '../reference/global-condition-keys.ts';
import { hasService, service, serviceNames } from '../reference/services.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, GLOBAL_CONDITION_KEYS, SERVICE_AUTHORIZATION_REFERENCE } from './support/aws-pages.ts';
import { isProviderKey, keyPrefix } from './support/condition-tests.ts';
import { UNDOCUMENTED_SERVICES } from './support/undocumented-services.ts';
import { isWithdrawnService } from './support/withdrawn-actions.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'unknown-condition-key',
    docs: {
      summary: 'condition keys that AWS does not have',
      sources: [GLOBAL_CONDITION_KEYS, SERVICE_AUTHORIZATION_REFERENCE, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      global: { text: 'there is no global condition key `{{key}}`{{hint}}', accessAnalyzerCode: 'INVALID_GLOBAL_CONDITION_KEY' },
      service: { text: '`{{service}}` has no condition key `{{key}}`{{hint}}', accessAnalyzerCode: 'INVALID_SERVICE_CONDITION_KEY' },
      prefix: { text: 'there is no service `{{service}}` whose condition key this could be{{hint}}', accessAnalyzerCode: 'INVALID_SERVICE' },
      unsupported: {
        text: '`{{key}}` is not supported: write `aws:PrincipalArn` for the caller, `aws:SourceArn` for the resource behind a calling service',
        accessAnalyzerCode: 'UNSUPPORTED_GLOBAL_CONDITION_KEY',
      },
      deprecated: {
        text: '`{{key}}` is deprecated: write `aws:PrincipalArn`',
        accessAnalyzerCode: 'DEPRECATED_GLOBAL_CONDITION_KEY',
        severity: 'warning',
      },
    },
  },
  create: (context) => ({
    condition({ key: { text, id, loc } }) {
      const prefix = keyPrefix(id);
      if (prefix === undefined || prefix === '' || id.endsWith(':') || id.endsWith('/') || text.includes('${') || isProviderKey(id)) return;
      if (id === 'aws:arn') {
        const messageId = context.type === 'identity' || context.type === 'scp' ? 'deprecated' : 'unsupported';
        context.report({ messageId, data: { key: text }, loc });
      } else if (conditionKey(text) !== undefined || isTagKey(prefix, id) || UNDOCUMENTED_SERVICES.has(prefix) || isWithdrawnService(prefix)) return;
      else if (prefix === 'aws') {
        if (/^aws:(?:resource|request|principal)tag$/.test(id)) return;
        const names = globalConditionKeys().map((known) => known.name);
        context.report({ messageId: 'global', data: { key: text, hint: hint(text, names) }, loc });
      } else if (hasService(prefix)) {
        const names = Array.from(service(prefix)?.conditionKeys.values() ?? [], (known) => known.name);
        context.report({ messageId: 'service', data: { service: prefix, key: text, hint: hint(text, names) }, loc });
      } else context.report({ messageId: 'prefix', data: { service: prefix, hint: hint(prefix, serviceNames()) }, loc });
    },
  }),
});

/** Where AWS documents `service:ResourceTag/tag-key`, the last part stands for any tag. */
function isTagKey(prefix: string, id: string): boolean {
  const slash = id.indexOf('/');
  return slash !== -1 && service(prefix)?.conditionKeys.has(`${id.slice(0, slash)}/tag-key`) === true;
}

/** The tail of a template is not for comparing. */
function hint(text: string, names: readonly string[]): string {
  const near = nearest(text, names.filter((name) => !name.includes('${')));
  return near === undefined ? '' : `, did you mean \`${near}\`?`;
}
