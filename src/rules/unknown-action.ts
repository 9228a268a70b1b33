import { nearest } from '../model/parse/nearest.ts';
import { expandAction } from '../reference/actions.ts';
import { hasService, serviceNames } from '../reference/services.ts';
import { defineRule, type Rule } from './rule.ts';
import { actionHint, didYouMean } from './support/action-hint.ts';
import { reportSourceErrors } from './support/source-errors.ts';
import { UNDOCUMENTED_SERVICES } from './support/undocumented-services.ts';
import { isWithdrawnService, withdrawnActions } from './support/withdrawn-actions.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'unknown-action',
    docs: {
      summary: 'actions, and services of actions, that AWS does not have',
      sources: [
        'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
        'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
      ],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      malformed: { text: '{{message}}', accessAnalyzerCode: 'INVALID_ACTION' },
      service: { text: 'there is no service `{{service}}`{{hint}}', accessAnalyzerCode: 'INVALID_SERVICE_IN_ACTION' },
      undocumented: {
        text: 'AWS documents no service `{{service}}`, though its own policies name it: it is retired, or not open to customers',
        severity: 'suggestion',
      },
      withdrawn: {
        text: 'AWS no longer documents `{{action}}`, which its reference once had{{hint}}',
        severity: 'suggestion',
      },
      action: { text: '`{{service}}` has no action `{{action}}`{{hint}}', accessAnalyzerCode: 'INVALID_ACTION' },
      pattern: { text: 'no action matches `{{action}}`{{hint}}', accessAnalyzerCode: 'INVALID_ACTION' },
    },
  },
  create: (context) => ({
    ...reportSourceErrors(context, { 'invalid-action': 'malformed' }),
    action({ entry, text, service: prefix, wildcard, all, names }) {
      if (text === undefined || prefix === undefined || all) return;
      const { loc } = entry;
      const name = text.slice(prefix.length + 1);
      if (isWithdrawnService(prefix) || (name !== '' && names.length === 0 && withdrawnActions(prefix, entry.pattern).length > 0)) {
        const hint = wildcard ? '' : actionHint(prefix, name);
        context.report({ messageId: 'withdrawn', data: { action: text, hint: hint === '' ? ': leave it out, unless it is known to work' : hint }, loc });
      } else if (!/[*?]/.test(prefix) && !hasService(prefix)) {
        if (prefix === '') return;
        const messageId = UNDOCUMENTED_SERVICES.has(prefix) ? 'undocumented' : 'service';
        const hint = messageId === 'service' ? serviceHint(prefix, name) : '';
        context.report({ messageId, data: { service: text.slice(0, prefix.length), hint }, loc });
      } else if (name !== '' && names.length === 0) {
        const data = wildcard ? { action: text, hint: '' } : { service: prefix, action: name, hint: actionHint(prefix, name) };
        context.report({ messageId: wildcard ? 'pattern' : 'action', data, loc });
      }
    },
  }),
});

/** A service of a similar name that has the action, else any of a similar name. */
function serviceHint(prefix: string, name: string): string {
  const having = /[*?]/.test(name) ? [] : expandAction(`*:${name}`).map((full) => full.slice(0, full.indexOf(':')));
  return didYouMean(nearest(prefix, having) ?? nearest(prefix, serviceNames()));
}
