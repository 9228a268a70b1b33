import type { Statement } from '../model/policy.ts';
import { defineRule, type Rule, type RuleContext } from './rule.ts';
import { coveringStatement, statementIndex } from './support/covering-statements.ts';
import { isGenerated } from './support/generated.ts';
import { heldPolicies } from './support/held-policies.ts';
import { statementCovers } from './support/statement-cover.ts';
import { statementName } from './support/statement-name.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'denied-allow',
    docs: {
      summary: 'statements that allow only what another statement denies',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html'],
    },
    severity: 'warning',
    presets: ['recommended', 'strict'],
    messages: {
      same: { text: 'the statement {{name}} allows nothing: the statement {{other}} denies all of it, and a Deny always wins' },
      elsewhere: { text: 'the statement {{name}} allows `{{holder}}` nothing: the policy `{{policy}}` denies all of it, and a Deny always wins' },
    },
  },
  create: (context) => ({
    policy(_policy, statements) {
      const denies = statementIndex(statements, 'Deny');
      for (const view of statements) {
        const { statement } = view;
        if (statement.effect !== 'Allow' || isGenerated(statement)) continue;
        const name = statementName(statement);
        const denying = coveringStatement(view, denies.candidates(view));
        if (denying !== undefined) {
          const related = [{ message: 'the statement that denies it', loc: denying.loc }];
          context.report({ messageId: 'same', data: { name, other: statementName(denying) }, loc: statement.loc, related });
          continue;
        }
        const elsewhere = deniedElsewhere(statement, context);
        if (elsewhere === undefined) continue;
        const related = elsewhere.seen === undefined ? [] : [{ message: 'the statement that denies it', loc: elsewhere.seen.loc }];
        context.report({ messageId: 'elsewhere', data: { name, policy: elsewhere.policy, holder: elsewhere.holder }, loc: statement.loc, related });
      }
    },
  }),
});

/** A Deny in any policy of a principal counts, whatever else it may hold; it has to be so for everyone who is seen to hold the statement. */
function deniedElsewhere(statement: Statement, { source }: Pick<RuleContext, 'source'>): { readonly policy: string; readonly holder: string; readonly seen?: Statement } | undefined {
  const found = (source.holders ?? []).map((holder) => {
    for (const { name, policy, source: from } of heldPolicies(holder)) {
      if (policy === source.policy) continue;
      const denying = policy.statements.find((other) => other.effect === 'Deny' && statementCovers(other, statement));
      if (denying !== undefined) return { policy: name, holder: holder.id, ...(from === undefined ? {} : { seen: denying }) };
    }
    return undefined;
  });
  return source.type === 'identity' && found.every((each) => each !== undefined) ? found[0] : undefined;
}
