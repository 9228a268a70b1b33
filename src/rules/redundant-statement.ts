import type { Fix } from '../model/finding.ts';
import { member } from '../model/located.ts';
import type { ConditionClause, Statement } from '../model/policy.ts';
import { defineRule, type Rule, type RuleContext } from './rule.ts';
import { removeItems } from './support/list-edit.ts';
import { standsAsWritten } from './support/source-text.ts';
import { statementNode } from './support/statement-node.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'redundant-statement',
    docs: {
      summary: 'statements that say the same as another',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html'],
    },
    severity: 'suggestion',
    presets: ['recommended', 'strict', 'access-analyzer'],
    fixable: true,
    messages: {
      same: { text: 'the statement {{name}} says the same as the statement {{other}}: remove one', accessAnalyzerCode: 'REDUNDANT_STATEMENT' },
    },
  },
  create: (context) => ({
    policy({ statements }) {
      const seen = new Map<string, Statement>();
      const outlines = new Map<string, number>();
      for (const statement of statements) {
        const outline = outlineOf(statement);
        outlines.set(outline, (outlines.get(outline) ?? 0) + 1);
      }
      for (const statement of statements) {
        // Most statements differ at first sight.
        if (outlines.get(outlineOf(statement)) === 1) continue;
        const meaning = meaningOf(statement);
        if (meaning === undefined) continue;
        const before = seen.get(meaning);
        if (before === undefined) seen.set(meaning, statement);
        else {
          const fix = removeStatement(context, statement, before);
          context.report({
            messageId: 'same',
            data: { name: nameOf(statement), other: nameOf(before) },
            loc: statement.loc,
            related: [{ message: 'the statement that says the same', loc: before.loc }],
            ...(fix === undefined ? {} : { fix }),
          });
        }
      }
    },
  }),
});

/** Only what the file says with the same words twice over goes: what a template fills in may differ tomorrow. */
function removeStatement({ source, text }: Pick<RuleContext, 'source' | 'text'>, statement: Statement, before: Statement): Fix | undefined {
  const [list, node, other] = [member(source.node, 'Statement'), statementNode(source, statement), statementNode(source, before)];
  if (text === undefined || list?.kind !== 'array' || node === undefined || other === undefined) return undefined;
  if (!standsAsWritten(text, node) || !standsAsWritten(text, other)) return undefined;
  const edits = removeItems(text, list, new Set([statement.index]));
  return edits === undefined ? undefined : { description: `remove the statement ${nameOf(statement)}`, edits };
}

function nameOf(statement: Statement): string {
  return statement.sid === undefined ? `number ${statement.index + 1}` : `\`${statement.sid.text}\``;
}

/** What two statements that say the same have in common in any case. */
function outlineOf({ effect, action, resource, conditions }: Statement): string {
  let first = '';
  for (const { pattern } of action.entries) {
    const text = pattern.text.toLowerCase();
    if (first === '' || text < first) first = text;
  }
  return [effect, action.kind, first, resource?.kind, conditions.length > 0].join(' ');
}

/** What a statement says, whatever the order of its lists; undefined for one that allows and denies nothing for sure. */
function meaningOf(statement: Statement): string | undefined {
  if (statement.problems.length > 0 || statement.action.entries.length === 0) return undefined;
  const conditions = statement.conditions.map(conditionMeaning);
  if (conditions.includes(undefined)) return undefined;
  return JSON.stringify([
    statement.effect,
    statement.principal?.kind,
    sorted(statement.principal?.entries.map(({ type, text }) => `${type} ${text}`) ?? []),
    statement.action.kind,
    sorted(statement.action.entries.map(({ pattern }) => pattern.text.toLowerCase())),
    statement.resource?.kind,
    sorted(statement.resource?.entries.map(({ pattern }) => pattern.text) ?? []),
    sorted(conditions.filter((meaning) => meaning !== undefined)),
  ]);
}

function conditionMeaning(clause: ConditionClause): string | undefined {
  if (clause.kind === 'unknown') return undefined;
  const { name, setOperator, ifExists } = clause.operator;
  return JSON.stringify([name, setOperator, ifExists, clause.key.id, sorted(clause.values.map(({ pattern }) => pattern.text))]);
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
