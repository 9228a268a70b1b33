import type { SourcePrincipal } from '../model/policy-source.ts';
import { literalPattern } from '../model/pattern.ts';
import type { Statement } from '../model/policy.ts';
import { action } from '../reference/services.ts';
import { defineRule, type Rule } from './rule.ts';
import { dependentUse } from './support/dependent-use.ts';
import { isGenerated } from './support/generated.ts';
import { boundaryOf, granteesOf, heldPolicies, isWhole } from './support/held-policies.ts';
import { booleanOption, listOption } from './support/options.ts';
import { covers } from './support/pattern-cover.ts';
import { quotedList } from './support/quoted-list.ts';
import { statementCovers } from './support/statement-cover.ts';

const MESSAGES = [
  ['always', 'missing'],
  ['first', 'first'],
  ['optional', 'optional'],
] as const;

export const rule: Rule = defineRule({
  meta: {
    id: 'missing-dependent-action',
    docs: {
      summary: 'actions that need another one, such as `iam:PassRole`, which nothing allows their principal',
      sources: ['https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html'],
    },
    severity: 'suggestion',
    presets: ['strict'],
    policyTypes: ['identity'],
    messages: {
      missing: { text: '`{{action}}` also needs {{dependents}}, and the policies of {{holders}} do not allow that: allow it in a statement with the resources that it is about' },
      first: { text: '`{{action}}` also needs {{dependents}} in an account that does not have the service-linked role yet, and the policies of {{holders}} do not allow that' },
      optional: { text: '`{{action}}` also needs {{dependents}} where a request makes use of it, and the policies of {{holders}} do not allow that' },
    },
    options: {
      schema: { type: 'object', properties: { ignore: { type: 'array', items: { type: 'string' } }, optional: { type: 'boolean' } }, additionalProperties: false },
      defaults: { ignore: [], optional: false },
    },
  },
  create: (context) => {
    const ignored = new Set(listOption(context.options, 'ignore').map((name) => name.toLowerCase()));
    const withOptional = booleanOption(context.options, 'optional');
    const holders = granteesOf(context.source);
    if (holders.length === 0 || !holders.every(isWhole)) return {};
    return {
      action({ entry, text, wildcard, names: [name] }, { statement }) {
        if (wildcard || text === undefined || name === undefined || statement.effect !== 'Allow' || statement.action.kind !== 'Action' || isGenerated(statement)) return;
        const dependents = dependentsOf(name).filter((dependent) => !ignored.has(dependent.toLowerCase()) && !holders.some((holder) => isAllowed(dependent, holder)));
        const ids = quotedList([...new Set(holders.map(({ id }) => id))]);
        for (const [use, messageId] of MESSAGES) {
          const needed = dependents.filter((dependent) => dependentUse(name, dependent) === use);
          if (needed.length === 0 || (use === 'optional' && !withOptional)) continue;
          context.report({ messageId, data: { action: text, dependents: quotedList(needed), holders: ids }, loc: entry.loc });
        }
      },
    };
  },
});

/** What the action itself depends on, or on every resource type that it has to be allowed on. */
function dependentsOf(name: string): readonly string[] {
  const found = action(name)?.action;
  if (found === undefined) return [];
  const all = [...found.dependentActions, ...found.resourceTypes.flatMap((type) => (type.required ? type.dependentActions : []))];
  return [...new Set(all)].filter((dependent) => action(dependent) !== undefined);
}

/** Whether a statement allows it, on whatever, and neither a Deny nor the boundary takes all of that back. */
function isAllowed(name: string, holder: SourcePrincipal): boolean {
  const held = heldPolicies(holder).flatMap(({ policy }) => policy.statements);
  const boundary = boundaryOf(holder);
  const denies = [...held, ...(boundary?.statements ?? [])].filter(({ effect }) => effect === 'Deny');
  if (boundary?.unseen.length === 0 && !boundary.statements.some((statement) => allows(statement, name))) return false;
  return held.some((statement) => allows(statement, name) && !denies.some((deny) => statementCovers(deny, ofAction(statement, name))));
}

function allows({ effect, action: { kind, entries } }: Statement, name: string): boolean {
  const wanted = literalPattern(name);
  return effect === 'Allow' && entries.some(({ pattern }) => covers(pattern, wanted, { ignoreCase: true })) === (kind === 'Action');
}

/** What a statement allows of one action. */
function ofAction(statement: Statement, name: string): Statement {
  const { action: element } = statement;
  return { ...statement, action: { ...element, kind: 'Action', entries: [{ pattern: literalPattern(name), loc: element.loc }] } };
}
