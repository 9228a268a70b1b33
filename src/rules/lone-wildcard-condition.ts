import type { Fix } from '../model/finding.ts';
import type { LocatedMember } from '../model/located.ts';
import type { Span } from '../model/location.ts';
import { isAnything } from '../model/pattern.ts';
import type { ConditionTest } from '../model/policy.ts';
import { knownText } from '../model/unknown-value.ts';
import { defineRule, type Rule, type RuleContext } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, CONDITION_OPERATORS } from './support/aws-pages.ts';
import { conditionNodes, removeTest, type ConditionNodes } from './support/condition-nodes.ts';
import { traitsOf } from './support/condition-tests.ts';
import { isWithin, writtenSpan } from './support/source-text.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'lone-wildcard-condition',
    docs: {
      summary: 'conditions whose value is `*`: they ask whether the key is there, or nothing at all',
      sources: [CONDITION_OPERATORS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'suggestion',
    presets: ['strict', 'access-analyzer'],
    fixable: true,
    messages: {
      present: {
        text: '`*` matches every value, so this only asks that `{{key}}` is there: write `"Null": { "{{key}}": "false" }`',
        accessAnalyzerCode: 'EQUIVALENT_TO_NULL_FALSE',
      },
      absent: {
        text: '`*` matches every value, so this only asks that `{{key}}` is not there: write `"Null": { "{{key}}": "true" }`',
        accessAnalyzerCode: 'EQUIVALENT_TO_NULL_TRUE',
      },
      always: {
        text: '`*` matches every value, and `{{operator}}` is also true without the key, so this is always true: leave it out',
        accessAnalyzerCode: 'REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION',
      },
      never: {
        text: '`*` matches every value, so `{{operator}}` is never true and the statement never applies: name the values, or leave the statement out',
        accessAnalyzerCode: 'REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION',
      },
    },
  },
  create: (context) => ({
    condition(test, { statement }) {
      const { family, comparison } = traitsOf(test);
      if (family !== 'string' || comparison !== 'like' || !test.values.some((value) => isAnything(value.pattern))) return;
      const messageId = meaningOf(test);
      if (messageId === undefined) return;
      const nodes = conditionNodes(context.source, statement, test);
      const fix = nodes === undefined || messageId === 'never' ? undefined : fixOf(context, nodes, messageId);
      context.report({ messageId, data: { key: test.key.text, operator: test.operatorText }, loc: test.loc, ...(fix === undefined ? {} : { fix }) });
    },
  }),
});

/** What is always true is taken out; a `Null` takes the place of an operator that has nothing but `*`. */
function fixOf({ text }: Pick<RuleContext, 'text'>, nodes: ConditionNodes, messageId: 'present' | 'absent' | 'always'): Fix | undefined {
  const { condition, operator, key } = nodes;
  if (text === undefined || starIn(text, key) === undefined) return undefined;
  if (messageId === 'always') {
    const edits = removeTest(text, nodes);
    return edits === undefined ? undefined : { description: 'leave it out', edits };
  }
  const name = writtenSpan(text, operator.keyLoc, operator.key);
  const stars = operator.value.members.flatMap((member) => starIn(text, member) ?? []);
  if (name === undefined || stars.length < operator.value.members.length || condition.members.some((other) => /(?:^|:)null/i.test(other.key))) return undefined;
  const wanted = messageId === 'absent' ? 'true' : 'false';
  return { description: 'ask with `Null` whether the key is there', edits: [{ span: name, text: 'Null' }, ...stars.map((span) => ({ span, text: wanted }))] };
}

/** Where a key's one value is written, if that is `*`. */
function starIn(text: string, { value }: LocatedMember): Span | undefined {
  const only = value.kind === 'array' && value.items.length === 1 ? value.items[0] : value;
  if (only?.kind !== 'string' || knownText(only.text) !== '*' || value.loc.span === undefined || !isWithin(only.loc, value.loc.span)) return undefined;
  return writtenSpan(text, only.loc, '*');
}

function meaningOf(test: ConditionTest): 'present' | 'absent' | 'always' | 'never' | undefined {
  const { setOperator, ifExists } = test.operator;
  // What it does on an absent key is not settled.
  if (setOperator === 'ForAnyValue' && ifExists) return undefined;
  if (traitsOf(test).negated) return setOperator === 'ForAnyValue' ? 'never' : 'absent';
  return setOperator === 'ForAllValues' || ifExists ? 'always' : 'present';
}
