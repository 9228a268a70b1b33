import { OPERATORS, parseOperator, type ConditionOperator, type OperatorTraits } from '../condition-operator.ts';
import { describeKind, type LocatedMember, type LocatedNode } from '../located.ts';
import { parsePattern, type Pattern } from '../pattern.ts';
import type { ConditionClause, ConditionKeyName, ConditionValue } from '../policy.ts';
import type { SourceError } from '../source-error.ts';
import type { TemplateText } from '../unknown-value.ts';
import { nearest } from './nearest.ts';

type Report = (error: SourceError) => void;

/** Reads a Condition element into one clause per operator and key. */
export function parseConditions(node: LocatedNode, variables: boolean, report: Report): readonly ConditionClause[] {
  if (node.kind === 'unknown') return [{ kind: 'unknown', unknown: node.unknown, loc: node.loc }];
  if (node.kind !== 'object') {
    report({ code: 'wrong-type', message: `expected an object as \`Condition\`, found ${describeKind(node)}`, loc: node.loc });
    return [];
  }
  return node.members.flatMap((member) => operatorClauses(member, variables, report));
}

function operatorClauses(member: LocatedMember, variables: boolean, report: Report): readonly ConditionClause[] {
  const parsed = parseOperator(member.key);
  if (!parsed.ok) {
    if (parsed.problem === 'nullIfExists') {
      report({ code: 'null-with-if-exists', message: '`Null` already asks whether the key exists: write it without `IfExists`', loc: member.keyLoc });
    } else {
      const hint = nearest(member.key.replace(/^For(?:AllValues|AnyValue):/i, '').replace(/IfExists$/i, ''), Object.keys(OPERATORS));
      report({
        code: 'unknown-operator',
        message: `unknown condition operator \`${member.key}\`${hint === undefined ? '' : `, did you mean \`${hint}\`?`}`,
        loc: member.keyLoc,
      });
    }
    return [];
  }
  const block = member.value;
  if (block.kind === 'unknown') return [{ kind: 'unknown', unknown: block.unknown, loc: block.loc }];
  if (block.kind !== 'object') {
    report({ code: 'wrong-type', message: `expected condition keys under \`${member.key}\`, found ${describeKind(block)}`, loc: block.loc });
    return [];
  }
  const seen = new Map<string, string>();
  return block.members.map((keyMember) => {
    const key: ConditionKeyName = { text: keyMember.key, id: keyMember.key.toLowerCase(), loc: keyMember.keyLoc };
    const before = seen.get(key.id);
    if (before !== undefined) {
      const same = before === key.text ? '' : ` as \`${before}\`: key names don't depend on case`;
      report({ code: 'duplicate-condition-key', message: `\`${key.text}\` stands under \`${member.key}\` already${same}`, loc: key.loc });
    }
    seen.set(key.id, key.text);
    return {
      kind: 'test',
      operator: parsed.operator,
      operatorLoc: member.keyLoc,
      operatorText: member.key,
      key,
      values: parseValues(keyMember, parsed.operator, variables, report),
      loc: { pointer: keyMember.keyLoc.pointer, ...spanOf(keyMember) },
    } satisfies ConditionClause;
  });
}

/** From the key to the end of its values. */
function spanOf(member: LocatedMember): Pick<LocatedMember['keyLoc'], 'span'> {
  const start = member.keyLoc.span;
  const end = member.value.loc.span;
  if (start === undefined || end === undefined) return {};
  // A YAML alias puts the value elsewhere in the text.
  return { span: { start: start.start, end: Math.max(start.end, end.start >= start.end ? end.end : start.end) } };
}

function parseValues(member: LocatedMember, operator: ConditionOperator, variables: boolean, report: Report): readonly ConditionValue[] {
  const traits = OPERATORS[operator.name];
  const values: ConditionValue[] = [];
  for (const item of member.value.kind === 'array' ? member.value.items : [member.value]) {
    const scalar = scalarOf(item);
    if (scalar === undefined) {
      report({
        code: 'wrong-type',
        message: `expected a string, number or Boolean as a value of \`${member.key}\`, found ${describeKind(item)}`,
        loc: item.loc,
      });
    } else values.push({ ...scalar, pattern: valuePattern(scalar.text, traits, variables), loc: item.loc });
  }
  return values;
}

function scalarOf(node: LocatedNode): Pick<ConditionValue, 'text' | 'jsonType'> | undefined {
  switch (node.kind) {
    case 'string':
      return { text: node.text, jsonType: 'string' };
    case 'number':
      return { text: [node.source], jsonType: 'number' };
    case 'boolean':
      return { text: [String(node.value)], jsonType: 'boolean' };
    case 'unknown':
      return { text: [node.unknown], jsonType: 'string' };
    case 'array':
    case 'object':
    case 'null':
      return undefined;
  }
}

function valuePattern(text: TemplateText, traits: OperatorTraits, variables: boolean): Pattern {
  return parsePattern(text, {
    wildcards: traits.comparison === 'like',
    variables: traits.variables && variables ? 'all' : 'none',
  });
}
