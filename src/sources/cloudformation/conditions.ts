import { member, type LocatedNode } from '../../model/located.ts';
import { displayText, knownText, type TemplateText, type UnknownValue } from '../../model/unknown-value.ts';
import { FALSE, TRUE, type Formula } from './formula.ts';
import type { Resolver } from './resolver.ts';
import { hasInclude, membersOf, plainText } from './template.ts';
import { scalarText } from '../text/text-pieces.ts';
import type { Formulas } from './world.ts';

/**
 * The conditions of a template as formulas over its unknown values.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html
 */
export function conditionFormulas(resolver: Resolver): Formulas {
  const known = new Map<string, Formula>();
  const open = new Set<string>();
  const byName: Formulas = (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const node = resolver.template.conditions.get(name);
    if (node === undefined) return { kind: 'opaque', key: name };
    if (open.has(name)) {
      resolver.report('template-structure', `the condition \`${name}\` refers to itself`, node.loc);
      return { kind: 'opaque', key: name };
    }
    open.add(name);
    const formula = formulaOf(node, byName, resolver);
    open.delete(name);
    known.set(name, formula);
    return formula;
  };
  return byName;
}

function formulaOf(node: LocatedNode, byName: Formulas, resolver: Resolver): Formula {
  const [only, ...others] = membersOf(node);
  const unreadable = (message: string): Formula => {
    resolver.report('template-structure', message, node.loc);
    return { kind: 'opaque', key: node.loc.pointer };
  };
  if (node.kind === 'boolean') return node.value ? TRUE : FALSE;
  if (only === undefined || others.length > 0) return unreadable('expected a condition function');
  const { key, value } = only;
  const operands = value.kind === 'array' ? value.items : [value];
  switch (key) {
    case 'Condition': {
      const name = plainText(value);
      if (name !== undefined && (resolver.template.conditions.has(name) || resolver.template.isOpen)) return byName(name);
      return unreadable(name === undefined ? '`Condition` takes the name of a condition' : `the template has no condition \`${name}\``);
    }
    case 'Fn::Not': {
      const [operand] = operands;
      return operand === undefined || operands.length !== 1 ? unreadable('`Fn::Not` takes a list of one condition') : { kind: 'not', of: formulaOf(operand, byName, resolver) };
    }
    case 'Fn::And':
    case 'Fn::Or':
      return { kind: key === 'Fn::And' ? 'and' : 'or', of: operands.map((operand) => formulaOf(operand, byName, resolver)) };
    case 'Fn::Equals': {
      const [left, right] = operands;
      if (left === undefined || right === undefined || operands.length !== 2) return unreadable('`Fn::Equals` takes a list of two values');
      return equality(left, right, resolver);
    }
    default:
      return unreadable(`\`${key}\` is no condition function`);
  }
}

/** A text that an operand has when a guard holds. */
interface Case {
  readonly guard: Formula;
  readonly text: TemplateText;
}

function equality(left: LocatedNode, right: LocatedNode, resolver: Resolver): Formula {
  const lefts = cases(left, resolver);
  const rights = cases(right, resolver);
  if (lefts === undefined || rights === undefined) return { kind: 'opaque', key: `${left.loc.pointer} = ${right.loc.pointer}` };
  return {
    kind: 'or',
    of: lefts.flatMap((a) => rights.map((b): Formula => ({ kind: 'and', of: [a.guard, b.guard, sameTextFormula(a.text, b.text)] }))),
  };
}

/** When two texts are the same. */
export function sameTextFormula(left: TemplateText, right: TemplateText): Formula {
  const a = knownText(left);
  const b = knownText(right);
  if (a !== undefined && b !== undefined) return a === b ? TRUE : FALSE;
  if (displayText(left) === displayText(right)) return TRUE;
  const [one, two] = [loneUnknown(left), loneUnknown(right)];
  if (one !== undefined && two !== undefined) return { kind: 'same', unknowns: [one, two] };
  const [unknown, text] = one === undefined ? [two, a] : [one, b];
  if (unknown !== undefined && text !== undefined) return { kind: 'is', unknown, text };
  return sameByHole(left, b) ?? sameByHole(right, a) ?? sameByValues(left, right) ?? { kind: 'opaque', key: [displayText(left), displayText(right)].sort().join(' = ') };
}

function loneUnknown(text: TemplateText): UnknownValue | undefined {
  const [only] = text;
  // A list of allowed values has other texts than these.
  return text.length === 1 && typeof only === 'object' && only.maybeList !== true ? only : undefined;
}

/** `${Stage}-data` is `live-data` where the one unknown value is `live`. */
function sameByHole(text: TemplateText, whole: string | undefined): Formula | undefined {
  const at = text.findIndex((part) => typeof part !== 'string');
  const unknown = text[at];
  if (whole === undefined || typeof unknown !== 'object' || unknown.maybeList === true || text.length > 3) return undefined;
  const [before, after] = [knownText(text.slice(0, at)), knownText(text.slice(at + 1))];
  if (before === undefined || after === undefined) return undefined;
  const fits = whole.length >= before.length + after.length && whole.startsWith(before) && whole.endsWith(after);
  return fits ? { kind: 'is', unknown, text: whole.slice(before.length, whole.length - after.length) } : FALSE;
}

/** More combinations of allowed values than this are not compared one by one. */
const MAX_COMBINATIONS = 64;

/** Of texts that are put together from parameters with allowed values: the combinations with which they are the same. */
function sameByValues(left: TemplateText, right: TemplateText): Formula | undefined {
  const unknowns = new Map([...left, ...right].flatMap((part) => (typeof part === 'string' ? [] : [[part.name, part] as const])));
  let combinations: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const { name, shape, maybeList } of unknowns.values()) {
    if (shape.kind !== 'oneOf' || maybeList === true || combinations.length * shape.values.length > MAX_COMBINATIONS) return undefined;
    combinations = combinations.flatMap((before) => shape.values.map((value) => new Map([...before, [name, value]])));
  }
  const same = combinations.filter((values) => filledIn(left, values) === filledIn(right, values));
  return { kind: 'or', of: same.map((values) => ({ kind: 'and', of: [...unknowns.values()].map((unknown): Formula => ({ kind: 'is', unknown, text: values.get(unknown.name) ?? '' })) })) };
}

function filledIn(text: TemplateText, values: ReadonlyMap<string, string>): string {
  return text.map((part) => (typeof part === 'string' ? part : values.get(part.name))).join('');
}

/** The texts of an operand. A mapping that an unknown value selects from has a case for each key. */
function cases(node: LocatedNode, resolver: Resolver): readonly Case[] | undefined {
  const argument = member(node, 'Fn::FindInMap');
  const items = argument?.kind === 'array' ? argument.items : [];
  const [mapNode, ...keys] = items;
  const mapping = resolver.template.mappings.get(plainText(mapNode) ?? '');
  if (mapping !== undefined && keys.length === 2) {
    let selected: readonly { readonly guard: readonly Formula[]; readonly value: LocatedNode }[] = [{ guard: [], value: mapping }];
    for (const keyNode of keys) {
      const key = scalarText(resolver.resolve(keyNode));
      if (key === undefined || selected.some(({ value }) => hasInclude(value))) return undefined;
      selected = selected.flatMap(({ guard, value }) =>
        membersOf(value).map((entry) => ({ guard: [...guard, sameTextFormula(key, [entry.key])], value: entry.value })),
      );
    }
    const found: Case[] = [];
    for (const { guard, value } of selected) {
      const text = scalarText(value);
      if (text === undefined) return undefined;
      found.push({ guard: { kind: 'and', of: guard }, text });
    }
    return found;
  }
  const text = scalarText(resolver.resolve(node));
  return text === undefined ? undefined : [{ guard: TRUE, text }];
}
