import { literalText } from '../model/pattern.ts';
import { defineRule, type Rule } from './rule.ts';
import { canBe, formatsOfActions, isJudgeable } from './support/action-resources.ts';
import type { ResourceEntryView, StatementView } from './support/statement-view.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'ineffective-resource',
    docs: {
      summary: 'resources that none of the actions of their statement can be asked for on',
      sources: [
        'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
        'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html',
      ],
    },
    severity: 'warning',
    presets: ['recommended', 'strict'],
    messages: {
      noAction: { text: 'no action of this statement is ever authorized on `{{resource}}`, so the statement {{effect}} nothing there' },
      accountDocument: {
        text: '`{{document}}` belongs to the account, so its ARN has the account ID and this one, with an empty account, never matches: write `{{hint}}`',
      },
    },
  },
  create: (context) => ({
    statement(view) {
      const { statement, resources } = view;
      if (statement.resource?.kind !== 'Resource') return;
      const severity = statement.effect === 'Deny' ? 'security' : 'warning';
      const effect = statement.effect === 'Deny' ? 'denies' : 'allows';
      // Where no action has a resource at all, the actions are what is wrong.
      const judgeable = resources.filter(isJudgeable);
      const isUsed = judgeable.length > 0 && actionsAreKnown(view) ? usedBy(view) : undefined;
      const judged = isUsed !== undefined && resources.some(isUsed) ? judgeable.filter((resource) => !isUsed(resource)) : [];
      for (const resource of resources) {
        const { pattern, loc } = resource.entry;
        const document = accountDocument(resource);
        if (document !== undefined) {
          const hint = pattern.text.replace('::document/', ':*:document/');
          context.report({ messageId: 'accountDocument', data: { document, hint }, loc, severity });
        } else if (judged.includes(resource)) {
          context.report({ messageId: 'noAction', data: { resource: pattern.text, effect }, loc, severity });
        }
      }
    },
  }),
});

function actionsAreKnown({ statement, actions }: StatementView): boolean {
  return statement.action.kind === 'Action' && actions.length > 0 && actions.every(({ all, names }) => !all && names.length > 0);
}

function usedBy({ actions }: StatementView): (resource: ResourceEntryView) => boolean {
  const each = actions.map(({ names }) => formatsOfActions(names));
  if (!each.every(({ known }) => known)) return () => true;
  const formats = [...new Set(each.flatMap((entry) => entry.formats))];
  return (resource) => formats.some((format) => canBe(resource, format));
}

/**
 * Documents of Systems Manager without an account are AWS's own. `SSM-SessionManagerRunShell`, which
 * holds an account's preferences for sessions, is not.
 */
function accountDocument({ arn }: ResourceEntryView): string | undefined {
  if (arn === undefined || literalText(arn.service) !== 'ssm' || literalText(arn.account) !== '') return undefined;
  const resource = literalText(arn.resource);
  return resource === 'document/SSM-SessionManagerRunShell' ? resource.slice('document/'.length) : undefined;
}
