import type { Policy, Statement } from '../model/policy.ts';
import { defineRule, type Rule, type RuleContext, type RuleEngine } from './rule.ts';
import { withStatements } from './support/allowing.ts';
import { actionMeets, couldCover } from './support/action-meet.ts';
import { coveringStatement, statementIndex } from './support/covering-statements.ts';
import { isGenerated } from './support/generated.ts';
import { statementName } from './support/statement-name.ts';
import type { StatementView } from './support/statement-view.ts';

/** Beyond that many statements that have to do with one, a reader would not see the point either. */
const MOST_TOGETHER = 12;

/** So many statements of one policy are put to the prover at most. */
const MOST_JUDGED = 12;

export const rule: Rule = defineRule({
  meta: {
    id: 'statement-without-effect',
    docs: {
      summary: 'statements that are proved to change nothing, in view of all others of the policy',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html'],
    },
    severity: 'suggestion',
    presets: ['strict'],
    needsEngine: true,
    policyTypes: ['identity'],
    messages: {
      implied: { text: 'without the statement {{name}} the policy allows the same: {{others}} {{what}}' },
      denied: { text: 'the statement {{name}} allows nothing: {{others}} together deny all of it', severity: 'warning' },
    },
  },
  create: (context) => ({
    policy(policy, statements) {
      const { engine } = context;
      // What a template doesn't tell may be what makes the difference.
      if (engine === undefined || policy.unseen.length > 0 || statements.length < 2) return;
      const [allowing, denying] = [statementIndex(statements, 'Allow'), statementIndex(statements, 'Deny')];
      const removed = new Set<Statement>();
      let judged = 0;
      for (const view of statements) {
        if (view.statement.effect !== 'Allow' || view.statement.problems.length > 0 || isGenerated(view.statement)) continue;
        const near = [...allowing.candidates(view), ...denying.candidates(view)].filter((other) => other !== view.statement);
        // What one other statement covers is found without a proof; for most, there is none that comes near.
        if (near.length === 0 || coveringStatement(view, near) !== undefined) continue;
        const others = statements.filter((other) => other !== view && !removed.has(other.statement));
        if (!couldCover(view, others)) continue;
        judged += 1;
        if (judged > MOST_JUDGED) return;
        if (judge(view, others, policy, engine, context)) removed.add(view.statement);
      }
    },
  }),
});

/** Whether the statement could go; the others are those that have not gone already. */
function judge(
  view: StatementView,
  others: readonly StatementView[],
  policy: Policy,
  engine: RuleEngine,
  { report }: RuleContext<'implied' | 'denied'>,
): boolean {
  const { statement } = view;
  const near = (effect: Statement['effect']): readonly StatementView[] =>
    others.filter((other) => other.statement.effect === effect && actionMeets(other, view));
  const [allows, denies] = [near('Allow'), near('Deny')];
  if (allows.length + denies.length > MOST_TOGETHER) return false;
  const only = (views: readonly StatementView[]): Policy => withStatements(policy, views.map((each) => each.statement));
  const name = statementName(statement);
  const places = (views: readonly StatementView[], message: string) => views.map((other) => ({ message, loc: other.statement.loc }));
  if (denies.length > 0 && couldCover(view, denies) && engine.isEmpty?.(only([view, ...denies])).verdict === 'holds') {
    if (engine.isEmpty(only([view])).verdict !== 'violated') return false;
    report({ messageId: 'denied', data: { name, others: namesOf(denies) }, loc: statement.loc, related: places(denies, 'one of those that deny it') });
    return true;
  }
  // What is allowed by others is so under any Deny, and those that are about all of AWS make a question long.
  const counted = denies.filter(({ statement: { action }, actions }) => action.kind === 'Action' && !actions.some(({ all }) => all));
  if (allows.length === 0 || !couldCover(view, [...allows, ...counted])) return false;
  const suffice = (fewer: readonly StatementView[]): boolean => {
    const verdict = engine.implies?.(only([view, ...counted]), only([...fewer, ...counted]));
    return verdict?.verdict === 'holds' && !verdict.vacuous;
  };
  if (!suffice(allows)) return false;
  const needed = neededOf(allows, suffice);
  const what = needed.length === 1 ? `allows ${counted.length > 0 ? 'what is not denied of it' : 'all of it'}` : 'together allow all of it';
  report({ messageId: 'implied', data: { name, others: namesOf(needed), what }, loc: statement.loc, related: places(needed, 'one of those that allow it') });
  return true;
}

/** As few of them as still do. */
function neededOf(views: readonly StatementView[], suffice: (fewer: readonly StatementView[]) => boolean): readonly StatementView[] {
  let needed = views;
  for (const view of views) {
    const fewer = needed.filter((other) => other !== view);
    if (fewer.length > 0 && suffice(fewer)) needed = fewer;
  }
  return needed;
}

function namesOf(views: readonly StatementView[]): string {
  const names = views.map(({ statement }) => statementName(statement));
  return `the statement${names.length > 1 ? 's' : ''} ${names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`}`;
}
