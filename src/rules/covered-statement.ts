import type { Statement } from '../model/policy.ts';
import { defineRule, type Rule, type RuleContext } from './rule.ts';
import { coveringStatement, statementIndex } from './support/covering-statements.ts';
import { isGenerated } from './support/generated.ts';
import { heldPolicies, isInlineOf, isSame } from './support/held-policies.ts';
import { statementCovers } from './support/statement-cover.ts';
import { statementName } from './support/statement-name.ts';
import type { StatementView } from './support/statement-view.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'covered-statement',
    docs: {
      summary: 'statements that add nothing to another one, of the same policy or of another of the principal',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html'],
    },
    severity: 'suggestion',
    presets: ['recommended', 'strict'],
    messages: {
      covered: { text: 'the statement {{name}} {{effect}} nothing that the statement {{other}} does not: remove it, or narrow the other' },
      elsewhere: { text: 'the statement {{name}} {{effect}} nothing that the policy `{{policy}}` of {{holders}} does not: remove it, or narrow the other' },
    },
  },
  create: (context) => ({
    policy(_policy, statements) {
      const byEffect = { Allow: statementIndex(statements, 'Allow'), Deny: statementIndex(statements, 'Deny') };
      for (const view of statements) {
        const { statement } = view;
        if (isGenerated(statement)) continue;
        const covering = coveringStatement(view, byEffect[statement.effect].candidates(view), (other) => comesFirst(other, statement));
        const elsewhere = covering === undefined ? coveredElsewhere(view, context) : undefined;
        const data = { name: statementName(statement), effect: statement.effect === 'Allow' ? 'allows' : 'denies' };
        if (covering !== undefined) {
          const related = [{ message: `the statement that ${data.effect} all of it`, loc: covering.loc }];
          context.report({ messageId: 'covered', data: { ...data, other: statementName(covering) }, loc: statement.loc, related });
        } else if (elsewhere !== undefined) {
          const related = elsewhere.seen === undefined ? [] : [{ message: `the statement that ${data.effect} all of it`, loc: elsewhere.seen.loc }];
          context.report({ messageId: 'elsewhere', data: { ...data, policy: elsewhere.policy, holders: elsewhere.holders }, loc: statement.loc, related });
        }
      }
    },
  }),
});

/** Of two that cover each other one is enough: the earlier. Where they have the same entries, another rule says so. */
function comesFirst(other: Statement, statement: Statement): boolean {
  if (!statementCovers(statement, other)) return true;
  return other.index < statement.index && sizeOf(other) !== sizeOf(statement);
}

function sizeOf({ action, resource, principal, conditions }: Statement): string {
  const distinct = (texts: readonly string[] = []): number => new Set(texts).size;
  return [
    action.kind,
    distinct(action.entries.map(({ pattern }) => pattern.text.toLowerCase())),
    resource?.kind,
    distinct(resource?.entries.map(({ pattern }) => pattern.text)),
    distinct(principal?.entries.map(({ text }) => text)),
    conditions.length,
  ].join(' ');
}

interface Elsewhere {
  readonly policy: string;
  readonly holders: string;
  /** The statement, where it stands in this file. */
  readonly seen?: Statement;
}

/** What covers a statement of an inline policy for everyone who holds it. Of a managed policy nobody knows who else does. */
function coveredElsewhere(view: StatementView, { source }: Pick<RuleContext, 'source'>): Elsewhere | undefined {
  const holders = source.type === 'identity' ? (source.holders ?? []) : [];
  if (holders.length === 0 || !holders.every((holder) => isInlineOf(holder, source))) return undefined;
  let found: Elsewhere | undefined;
  for (const holder of holders) {
    const held = heldPolicies(holder);
    const position = held.findIndex((other) => other.source !== undefined && isSame(other.source, source));
    let here: Elsewhere | undefined;
    for (const [index, { name, policy, source: from }] of held.entries()) {
      if (index === position || here !== undefined) continue;
      const covering = policy.statements.find((other) => other.effect === view.statement.effect && statementCovers(other, view.statement) && (index < position || !statementCovers(view.statement, other)));
      if (covering !== undefined) here = { policy: name, holders: `\`${holder.id}\``, ...(from === undefined ? {} : { seen: covering }) };
    }
    if (here === undefined) return undefined;
    found ??= here;
  }
  return found;
}

