import { defineRule, type Rule } from './rule.ts';
import { canBe, formatsOfAction, hasKnownFormats, judgeableResources, mayBeUnlisted } from './support/action-resources.ts';
import { patternSymbols, symbolsMeet } from './support/pattern-meet.ts';
import type { ResourceEntryView } from './support/statement-view.ts';

/** The resource of a request for an action that supports none: a lone asterisk, as a character. */
const ASTERISK = ['*'.charCodeAt(0)];

export const rule: Rule = defineRule({
  meta: {
    id: 'ineffective-action',
    docs: {
      summary: 'actions that can never match the resources of their statement',
      sources: ['https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html'],
    },
    severity: 'warning',
    presets: ['recommended', 'strict'],
    messages: {
      onlyWildcard: {
        text: '`{{action}}` supports no resource type, and then only a statement on `*` counts: this one {{effect}} it nowhere; move it to a statement with `"Resource": "*"`',
      },
      otherType: {
        text: '`{{action}}` is authorized on {{formats}}, and no resource of this statement can be one: the statement {{effect}} it nowhere',
      },
      noneOfPattern: {
        text: 'no action that `{{action}}` stands for is authorized on a resource of this statement, which {{effect}} it nowhere',
      },
    },
  },
  create: (context) => ({
    statement(view) {
      const { statement, actions, resources } = view;
      if (statement.action.kind !== 'Action' || !judgeableResources(view)) return;
      const severity = statement.effect === 'Deny' ? 'security' : 'warning';
      const effect = statement.effect === 'Deny' ? 'denies' : 'allows';
      for (const { entry, all, text, wildcard, names } of actions) {
        const [name] = names;
        if (all || name === undefined || names.some((full) => canMatch(full, resources))) continue;
        const data = { action: text ?? name, effect, formats: someFormats(name) };
        const messageId = wildcard ? 'noneOfPattern' : formatsOfAction(name).length === 0 ? 'onlyWildcard' : 'otherType';
        context.report({ messageId, data, loc: entry.loc, severity });
      }
    },
  }),
});

function canMatch(full: string, resources: readonly ResourceEntryView[]): boolean {
  if (!hasKnownFormats(full)) return true;
  const formats = formatsOfAction(full);
  return resources.some((resource) => {
    if (formats.length === 0) return symbolsMeet(patternSymbols(resource.entry.pattern), ASTERISK) || mayBeUnlisted(resource, full);
    return formats.some((format) => canBe(resource, format));
  });
}

function someFormats(full: string): string {
  // The plainest first: a bucket before the access points to it.
  const texts = formatsOfAction(full).map((format) => format.text);
  const formats = texts.sort((a, b) => a.length - b.length).map((text) => `\`${text}\``);
  return formats.length > 2 ? `${formats.slice(0, 2).join(', ')} and ${formats.length - 2} more` : formats.join(' or ');
}
