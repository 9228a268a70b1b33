import type { Fix } from '../model/finding.ts';
import type { LocatedNode } from '../model/located.ts';
import type { ConditionTest } from '../model/policy.ts';
import { knownText } from '../model/unknown-value.ts';
import { defineRule, type Rule, type RuleContext } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, CONDITION_OPERATORS } from './support/aws-pages.ts';
import { conditionNodes } from './support/condition-nodes.ts';
import { knownValues, traitsOf } from './support/condition-tests.ts';
import { removeItems } from './support/list-edit.ts';
import { standsAsWritten } from './support/source-text.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'redundant-numeric-value',
    docs: {
      summary: 'several limits for one number, of which one decides',
      sources: [CONDITION_OPERATORS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'suggestion',
    presets: ['strict', 'access-analyzer'],
    fixable: true,
    messages: {
      redundant: {
        text: '`{{operator}}` is true when any of its values makes it true, so of these limits only `{{value}}` counts: leave out the others',
        accessAnalyzerCode: 'REDUNDANT_CONDITION_VALUE_NUM',
      },
    },
  },
  create: (context) => ({
    condition(test, { statement }) {
      const value = decidingValue(test);
      if (value === undefined) return;
      const fix = keepOnly(context, conditionNodes(context.source, statement, test)?.key.value, value);
      context.report({ messageId: 'redundant', data: { operator: test.operatorText, value }, loc: test.loc, ...(fix === undefined ? {} : { fix }) });
    },
  }),
});

/** Takes the other values out of a list that the file has as it was read. */
function keepOnly({ text }: Pick<RuleContext, 'text'>, list: LocatedNode | undefined, value: number): Fix | undefined {
  if (text === undefined || list?.kind !== 'array' || !standsAsWritten(text, list)) return undefined;
  const kept = list.items.findIndex((item) => numberOf(item) === value);
  const edits = kept === -1 ? undefined : removeItems(text, list, new Set([...list.items.keys()].filter((index) => index !== kept)));
  return edits === undefined ? undefined : { description: `leave only \`${value}\``, edits };
}

function numberOf(node: LocatedNode): number | undefined {
  if (node.kind === 'number') return Number(node.source);
  return node.kind === 'string' ? Number(knownText(node.text)) : undefined;
}

function decidingValue(test: ConditionTest): number | undefined {
  const { family, comparison } = traitsOf(test);
  const values = knownValues(test).map(Number);
  if (family !== 'numeric' || values.length < 2 || values.length < test.values.length || values.some(Number.isNaN)) return undefined;
  if (comparison === 'lessThan' || comparison === 'lessThanEquals') return Math.max(...values);
  return comparison === 'greaterThan' || comparison === 'greaterThanEquals' ? Math.min(...values) : undefined;
}
