import { OPERATORS } from '../model/condition-operator.ts';
import type { Fix } from '../model/finding.ts';
import { member, type LocatedNode, type LocatedObject } from '../model/located.ts';
import type { ConditionTest } from '../model/policy.ts';
import { defineRule, type Rule, type RuleContext } from './rule.ts';
import { isWithin } from './support/source-text.ts';
import { statementNode } from './support/statement-node.ts';
import { removeElement } from './support/statement-nodes.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'empty-element',
    docs: {
      summary: 'empty lists and objects, which leave a statement without effect',
      sources: [
        'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
        'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
      ],
    },
    severity: 'suggestion',
    presets: ['recommended', 'strict', 'access-analyzer'],
    fixable: true,
    messages: {
      action: { text: '`{{element}}` is an empty list, so the statement {{meaning}}: list actions', accessAnalyzerCode: 'EMPTY_ARRAY_ACTION' },
      resource: { text: '`{{element}}` is an empty list, so the statement {{meaning}}: list resources', accessAnalyzerCode: 'EMPTY_ARRAY_RESOURCE' },
      principalList: { text: '`{{element}}.{{type}}` is an empty list: list principals', accessAnalyzerCode: 'EMPTY_ARRAY_PRINCIPAL' },
      principalObject: { text: '`{{element}}` is an empty object: name the principals', accessAnalyzerCode: 'EMPTY_OBJECT_PRINCIPAL' },
      conditionObject: { text: '`{{element}}` is an empty object, which limits nothing: remove it, or write the condition', accessAnalyzerCode: 'EMPTY_OBJECT_CONDITION' },
      values: { text: '`{{key}}` has no values, so that `{{operator}}` {{meaning}}: list values', accessAnalyzerCode: 'EMPTY_ARRAY_CONDITION' },
      valuesForAll: {
        text: '`{{key}}` has no values, so that `{{operator}}` matches only where the key is absent: write `"Null": { "{{key}}": "true" }` if that is meant',
        accessAnalyzerCode: 'EMPTY_ARRAY_CONDITION_FORALLVALUES',
      },
      valuesForAny: { text: '`{{key}}` has no values, so that `{{operator}}` never matches: list values', accessAnalyzerCode: 'EMPTY_ARRAY_CONDITION_FORANYVALUE' },
      valuesIfExists: {
        text: '`{{key}}` has no values, so that `{{operator}}` matches only where the key is absent: write `"Null": { "{{key}}": "true" }` if that is meant',
        accessAnalyzerCode: 'EMPTY_ARRAY_CONDITION_IFEXISTS',
      },
    },
  },
  create: (context) => ({
    statement({ statement }) {
      const node = statementNode(context.source, statement);
      const element = (name: string): LocatedNode | undefined => member(node, name);
      const meaning = (kind: string): string => (kind.startsWith('Not') ? 'excepts nothing' : 'applies to nothing');
      const { action, resource, principal } = statement;
      const actions = element(action.kind);
      if (actions !== undefined && isEmptyList(actions)) {
        context.report({ messageId: 'action', data: { element: action.kind, meaning: meaning(action.kind) }, loc: actions.loc });
      }
      if (resource !== undefined && isEmptyList(element(resource.kind))) {
        context.report({ messageId: 'resource', data: { element: resource.kind, meaning: meaning(resource.kind) }, loc: resource.loc });
      }
      const principals = principal === undefined ? undefined : element(principal.kind);
      if (principal !== undefined && principals?.kind === 'object') {
        if (principals.members.length === 0) context.report({ messageId: 'principalObject', data: { element: principal.kind }, loc: principals.loc });
        for (const { key, value } of principals.members) {
          if (isEmptyList(value)) context.report({ messageId: 'principalList', data: { element: principal.kind, type: key }, loc: value.loc });
        }
      }
      for (const [name, condition] of conditionObjects(element('Condition'))) {
        if (condition.kind === 'object' && condition.members.length === 0) {
          const fix = node === undefined ? undefined : removeCondition(context, node, condition);
          context.report({ messageId: 'conditionObject', data: { element: name }, loc: condition.loc, ...(fix === undefined ? {} : { fix }) });
        }
      }
    },
    condition(test) {
      if (test.values.length > 0 || context.source.errors.some((error) => error.loc.pointer.startsWith(test.key.loc.pointer))) return;
      const { negated } = OPERATORS[test.operator.name];
      const data = { key: test.key.text, operator: test.operatorText, meaning: negated ? 'always matches' : 'never matches' };
      context.report({ messageId: messageOf(test), data, loc: test.loc });
    },
  }),
});

/** Of everything else that is empty nobody knows what was meant. */
function removeCondition({ text }: Pick<RuleContext, 'text'>, statement: LocatedObject, empty: LocatedObject): Fix | undefined {
  const condition = member(statement, 'Condition');
  if (text === undefined || condition?.kind !== 'object' || !isWrittenEmpty(text, empty, statement)) return undefined;
  const operator = condition.members.find(({ value }) => value === empty);
  const inCondition = operator !== undefined && condition.members.length > 1;
  const edits = inCondition ? removeElement(text, condition, operator.key) : removeElement(text, statement, 'Condition');
  return edits === undefined ? undefined : { description: 'remove it', edits };
}

/** Not what a function of a template left empty. */
function isWrittenEmpty(text: string, { loc }: LocatedNode, within: LocatedNode): boolean {
  return within.loc.span !== undefined && isWithin(loc, within.loc.span) && /^\{\s*\}$/.test(text.slice(loc.span?.start, loc.span?.end));
}

function messageOf({ operator }: ConditionTest) {
  if (operator.setOperator === 'ForAllValues') return 'valuesForAll';
  if (operator.setOperator === 'ForAnyValue') return 'valuesForAny';
  return operator.ifExists ? 'valuesIfExists' : 'values';
}

/** The Condition element and its operators' objects, by name. */
function conditionObjects(condition: LocatedNode | undefined): readonly (readonly [string, LocatedNode])[] {
  if (condition?.kind !== 'object') return [];
  return [['Condition', condition], ...condition.members.map(({ key, value }) => [key, value] as const)];
}

function isEmptyList(node: LocatedNode | undefined): boolean {
  return node?.kind === 'array' && node.items.length === 0;
}
