import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { LocatedMember, LocatedNode } from '../../model/located.ts';
import { childPointer, type Location, type Span } from '../../model/location.ts';
import { MAX_DEPTH, type TextParse } from '../../model/parse/json-text.ts';
import type { SourceError, SourceErrorCode } from '../../model/source-error.ts';
import { functionOfTag } from './yaml-tags.ts';

/** How many nodes may come out of aliases: far more than any template repeats, far less than a bomb makes. */
const ALIAS_BUDGET = 100_000;

interface Walk {
  readonly text: string;
  readonly anchors: Map<string, Node>;
  /** The anchored nodes that are being converted: an alias to one of them has no end. */
  readonly open: Set<Node>;
  readonly errors: SourceError[];
  /** How deep inside aliases, and how many more nodes may come out of them. */
  aliasDepth: number;
  aliasBudget: number;
  depth: number;
}

/** Turns composed YAML nodes into a located tree. */
export function convertYaml(contents: ParsedNode | null, text: string): TextParse {
  const walk: Walk = { text, anchors: new Map(), open: new Set(), errors: [], aliasDepth: 0, aliasBudget: ALIAS_BUDGET, depth: 0 };
  const root = convert(contents, '', 0, walk);
  // What is left of a document that was cut off would look like all of it.
  return walk.aliasBudget < 0 ? { errors: walk.errors } : { root, errors: walk.errors };
}

function convert(node: Node | null | undefined, pointer: string, at: number, walk: Walk): LocatedNode {
  if (node === null || node === undefined) return { kind: 'null', loc: { pointer, span: { start: at, end: at } } };
  if (walk.aliasDepth > 0 && walk.aliasBudget >= 0) {
    walk.aliasBudget -= 1;
    if (walk.aliasBudget < 0) {
      const start = node.range?.[0] ?? at;
      fail(walk, 'too-large', `the aliases repeat more than ${ALIAS_BUDGET} values`, { pointer, span: { start, end: node.range?.[1] ?? start } });
    }
  }
  if (isAlias(node)) return convertAlias(node, pointer, walk);
  if (isScalar(node) || isMap(node) || isSeq(node)) {
    if (node.anchor !== undefined) walk.anchors.set(node.anchor, node);
    const loc: Location = { pointer, span: spanOf(node, at, walk.text) };
    const name = functionOfTag(node.tag);
    if (name === undefined) return convertContent(node, loc, walk);
    const tagged: Location = { pointer, span: withTag(node.tag ?? '', loc.span ?? { start: at, end: at }, walk.text) };
    const inner = childPointer(pointer, name);
    const keyStart = tagged.span?.start ?? at;
    const keySpan = { start: keyStart, end: keyStart + (node.tag ?? '').length };
    const value = convertContent(node, { ...loc, pointer: inner }, walk);
    return { kind: 'object', members: [{ key: name, keyLoc: { pointer: inner, span: keySpan }, value }], loc: tagged };
  }
  return { kind: 'null', loc: { pointer, span: { start: at, end: at } } };
}

function convertContent(node: Scalar | YAMLMap | YAMLSeq, loc: Location, walk: Walk): LocatedNode {
  if (isScalar(node)) return convertScalar(node, loc);
  if (walk.depth >= MAX_DEPTH) {
    fail(walk, 'nesting-too-deep', `nested more than ${MAX_DEPTH} levels deep`, loc);
    return { kind: 'null', loc };
  }
  walk.depth += 1;
  if (node.anchor !== undefined) walk.open.add(node);
  const converted = isMap(node) ? convertMap(node, loc, walk) : convertSeq(node, loc, walk);
  walk.open.delete(node);
  walk.depth -= 1;
  return converted;
}

/** What a plain scalar of JSON's own types looks like; all else is text. */
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

function convertScalar(node: Scalar, loc: Location): LocatedNode {
  const value = typeof node.value === 'string' ? node.value : '';
  if (node.type === 'PLAIN' && (node.tag === undefined || node.tag.startsWith('tag:yaml.org,2002:'))) {
    const source = node.source ?? value;
    if (node.tag !== 'tag:yaml.org,2002:str') {
      if (source === '' || /^(?:~|null|Null|NULL)$/.test(source)) return { kind: 'null', loc };
      if (/^(?:true|True|TRUE)$/.test(source)) return { kind: 'boolean', value: true, loc };
      if (/^(?:false|False|FALSE)$/.test(source)) return { kind: 'boolean', value: false, loc };
      if (NUMBER.test(source)) return { kind: 'number', source, loc };
    }
    return { kind: 'string', text: [source], loc };
  }
  return { kind: 'string', text: [value], loc };
}

function convertSeq(node: YAMLSeq, loc: Location, walk: Walk): LocatedNode {
  const items: LocatedNode[] = [];
  for (const [index, item] of node.items.entries()) {
    if (walk.aliasBudget < 0) break;
    items.push(convert(isNode(item) ? item : null, childPointer(loc.pointer, index), loc.span?.end ?? 0, walk));
  }
  return { kind: 'array', items, loc };
}

function convertMap(node: YAMLMap, loc: Location, walk: Walk): LocatedNode {
  const members: LocatedMember[] = [];
  const merged: LocatedMember[] = [];
  const keys = new Set<string>();
  let unreadable = false;
  for (const pair of node.items) {
    if (walk.aliasBudget < 0) break;
    const keyNode = isNode(pair.key) ? pair.key : null;
    const key = keyText(keyNode, walk);
    const keySpan = keyNode === null ? loc.span : spanOf(keyNode, loc.span?.start ?? 0, walk.text);
    if (key === undefined) {
      fail(walk, 'yaml-syntax', 'a key has to be a text', { pointer: loc.pointer, ...(keySpan === undefined ? {} : { span: keySpan }) });
      unreadable = true;
      continue;
    }
    const pointer = childPointer(loc.pointer, key);
    const value = convert(isNode(pair.value) ? pair.value : null, pointer, keySpan?.end ?? 0, walk);
    const keyLoc: Location = { pointer, ...(keySpan === undefined ? {} : { span: keySpan }) };
    if (key === '<<' && isScalar(keyNode) && keyNode.type === 'PLAIN') {
      merged.push(...mergedMembers(value, loc.pointer, walk));
      continue;
    }
    if (keys.has(key)) fail(walk, 'duplicate-key', `duplicate key \`${key}\``, keyLoc);
    keys.add(key);
    members.push({ key, keyLoc, value });
  }
  if (unreadable) {
    // Without one of its members the map would say something else.
    return { kind: 'unknown', unknown: { name: `map at ${loc.pointer}`, reason: 'a key of it is no text', shape: { kind: 'anyText' }, maybeList: true }, loc };
  }
  // A map's own keys win over merged ones, earlier merged maps over later ones.
  for (const member of merged) {
    if (keys.has(member.key)) continue;
    keys.add(member.key);
    members.push(member);
  }
  return { kind: 'object', members, loc };
}

function mergedMembers(value: LocatedNode, pointer: string, walk: Walk): readonly LocatedMember[] {
  if (value.kind === 'array') return value.items.flatMap((item) => mergedMembers(item, pointer, walk));
  if (value.kind === 'object') return value.members;
  if (value.kind !== 'unknown') fail(walk, 'yaml-syntax', 'a merge key takes a map or a list of maps', value.loc);
  return [];
}

function keyText(node: Node | null, walk: Walk): string | undefined {
  if (node === null) return '';
  const target = isAlias(node) ? walk.anchors.get(node.source) : node;
  if (!isScalar(target) || functionOfTag(target.tag) !== undefined) return undefined;
  if (target.anchor !== undefined) walk.anchors.set(target.anchor, target);
  if (target.type === 'PLAIN') return target.source ?? '';
  return typeof target.value === 'string' ? target.value : '';
}

function convertAlias(node: Alias, pointer: string, walk: Walk): LocatedNode {
  const span: Span = { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
  const loc: Location = { pointer, span };
  const target = walk.anchors.get(node.source);
  const refuse = (code: SourceErrorCode, message: string): LocatedNode => {
    fail(walk, code, message, loc);
    return { kind: 'unknown', unknown: { name: `*${node.source}`, reason: message, shape: { kind: 'anyText' }, maybeList: true }, loc };
  };
  // An alias without an anchor is an error of the composer's already.
  if (target === undefined) return refuse('yaml-syntax', `the alias \`*${node.source}\` has no anchor before it`);
  if (walk.open.has(target)) return refuse('yaml-syntax', `the alias \`*${node.source}\` stands inside of what it names`);
  walk.aliasDepth += 1;
  const converted = convert(target, pointer, span.start, walk);
  walk.aliasDepth -= 1;
  return converted;
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

function fail(walk: Walk, code: SourceErrorCode, message: string, loc: Location): void {
  if (walk.errors.length < 50 || code === 'too-large') walk.errors.push({ code, message, loc });
}

/** Block collections and block scalars reach beyond their last line break in the library's reckoning. */
function spanOf(node: Node, at: number, text: string): Span {
  const start = node.range?.[0] ?? at;
  let end = Math.min(node.range?.[1] ?? start, text.length);
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}

/** The span from the tag on: `!Sub text` is one value to its author. An anchor may stand between the two. */
function withTag(tag: string, span: Span, text: string): Span {
  const start = text.lastIndexOf(tag, Math.max(0, span.start - 1));
  return start === -1 || span.start - start > tag.length + 200 ? span : { start, end: span.end };
}
