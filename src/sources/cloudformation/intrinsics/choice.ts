import { member, type LocatedNode } from '../../../model/located.ts';
import { displayText, knownText, type UnknownValue } from '../../../model/unknown-value.ts';
import { anything, broken, unknown, unknownNode, type Call, type Intrinsic, type Resolver } from '../resolver.ts';
import { hasInclude, membersOf } from '../template.ts';
import { nameOf } from './lists.ts';
import { scalarText } from '../../text/text-pieces.ts';

/** `[condition, value if true, value if false]` */
export const choose: Intrinsic = (call, resolver) => {
  const items = call.argument.kind === 'array' ? call.argument.items : [];
  const [first, whenTrue, whenFalse] = items;
  const name = scalarText(first) ?? scalarText(member(first, 'Condition'));
  const condition = name === undefined ? undefined : displayText(name);
  if (condition === undefined || whenTrue === undefined || whenFalse === undefined || items.length !== 3) {
    return broken(call, resolver, 'template-structure', '`Fn::If` takes the name of a condition and two values');
  }
  if (!resolver.template.conditions.has(condition) && !resolver.template.isOpen) {
    if (knownText(name ?? []) === undefined) return anything(`Fn::If at ${call.loc.pointer}`, 'the name of its condition is not known', call.loc);
    return broken(call, resolver, 'unresolved-reference', `the template has no condition \`${condition}\``, first?.loc ?? call.loc);
  }
  const value = resolver.world.condition(condition);
  if (value === undefined) return anything(`Fn::If(${condition}) at ${call.loc.pointer}`, `it depends on the condition \`${condition}\``, call.loc);
  return resolver.resolve(value ? whenTrue : whenFalse);
};

/**
 * `[mapping, top-level key, second-level key]`, and `{ DefaultValue }` as the language extensions have it.
 * A key that isn't known selects one of the values that are there.
 */
export const findInMap: Intrinsic = (call, resolver) => {
  const items = call.argument.kind === 'array' ? call.argument.items : [];
  const [first, second, third, fourth] = items;
  if (first === undefined || second === undefined || third === undefined || items.length > 4) {
    return broken(call, resolver, 'template-structure', '`Fn::FindInMap` takes the name of a mapping and two keys');
  }
  const mapName = scalarText(resolver.resolve(first));
  const known = mapName === undefined ? undefined : knownText(mapName);
  if (mapName === undefined || known === undefined) return anything(`Fn::FindInMap at ${call.loc.pointer}`, 'the name of the mapping is not known', call.loc);
  const mapping = resolver.template.mappings.get(known);
  const fallback = member(fourth, 'DefaultValue');
  if (mapping === undefined) {
    if (fallback !== undefined && !resolver.template.isOpen) return resolver.resolve(fallback);
    return broken(call, resolver, 'unresolved-reference', `the template has no mapping \`${known}\``, first.loc);
  }
  return lookUp(call, { mapping, mapName: known, keys: [second, third], ...(fallback === undefined ? {} : { fallback }) }, resolver);
};

interface Lookup {
  readonly mapping: LocatedNode;
  readonly mapName: string;
  readonly keys: readonly [LocatedNode, LocatedNode];
  readonly fallback?: LocatedNode;
}

interface Selection {
  readonly value: LocatedNode;
  readonly path: readonly string[];
}

function lookUp(call: Call, { mapping, mapName, keys, fallback }: Lookup, resolver: Resolver): LocatedNode | undefined {
  let selected: readonly Selection[] = [{ value: mapping, path: [] }];
  const read: Key[] = [];
  for (const keyNode of keys) {
    const key = keyOf(keyNode, resolver);
    if (key === undefined) return broken(call, resolver, 'template-structure', 'a key of `Fn::FindInMap` is no text', keyNode.loc);
    read.push(key);
    const isCertain = key.texts?.every((text) => selected.every(({ value }) => member(value, text) !== undefined)) === true;
    if (!isCertain && selected.some(({ value }) => hasInclude(value))) return anything(`Fn::FindInMap at ${call.loc.pointer}`, 'a macro adds to the mapping', call.loc);
    selected = selected.flatMap(({ value, path }) =>
      membersOf(value)
        .filter((entry) => key.texts === undefined || key.texts.includes(entry.key))
        .map((entry) => ({ value: entry.value, path: [...path, entry.key] })),
    );
  }
  const shown = read.map((key) => key.shown);
  if (selected.length > 1 && selected.some(({ value }) => value.kind === 'array')) selected = decide(read, selected, resolver);
  if (selected.length === 0) {
    if (fallback !== undefined) return resolver.resolve(fallback);
    return broken(call, resolver, 'unresolved-reference', `the mapping \`${mapName}\` has no \`${shown.join('.')}\``);
  }
  // A key among several may be missing from the mapping: then the default applies.
  const open = fallback !== undefined && read.some(({ texts }) => texts?.length !== 1);
  const values = selected.map(({ value }) => resolver.resolve(value));
  const [only] = values;
  if (values.length === 1 && !open) return only === undefined ? undefined : { ...only, loc: call.loc };
  const other = open ? [resolver.resolve(fallback)] : [];
  const texts = [...values, ...other].map((value) => knownText(scalarText(value) ?? [unknown('', '', { kind: 'anyText' })]));
  const distinct = [...new Set(texts)];
  const reason = 'it depends on values that are not known';
  const name = `Fn::FindInMap(${[mapName, ...shown, ...other.map(nameOf)].join(', ')})`;
  if (distinct.every((text) => text !== undefined)) return unknownNode(unknown(name, reason, { kind: 'oneOf', values: distinct }), call.loc);
  return anything(name, reason, call.loc);
}

interface Key {
  readonly shown: string;
  /** What it may be; undefined when that is open. */
  readonly texts?: readonly string[];
  readonly unknown?: UnknownValue;
}

function keyOf(node: LocatedNode, resolver: Resolver): Key | undefined {
  const text = scalarText(resolver.resolve(node));
  if (text === undefined) return undefined;
  const known = knownText(text);
  if (known !== undefined) return { shown: known, texts: [known] };
  const [only] = text;
  if (text.length !== 1 || only === undefined || typeof only === 'string') return { shown: displayText(text) };
  const { texts } = resolver.world.bounds(only);
  return { shown: only.name, unknown: only, ...(texts === undefined ? {} : { texts }) };
}

/**
 * Lists can't be one unknown text: where a parameter selects among them, each of its values is looked at
 * by itself. Texts stay one unknown value, which keeps the number of readings low.
 */
function decide(keys: readonly Key[], selected: readonly Selection[], resolver: Resolver): readonly Selection[] {
  let left = selected;
  for (const [index, key] of keys.entries()) {
    if (key.unknown === undefined || key.texts === undefined) continue;
    const picked = resolver.world.pick(key.unknown, key.texts);
    if (picked !== undefined) left = left.filter(({ path }) => path[index] === picked);
  }
  return left;
}
