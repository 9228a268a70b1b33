import type { LocatedMember, LocatedNode } from '../located.ts';
import { childPointer } from '../location.ts';
import type { SourceError } from '../source-error.ts';
import { MAX_DEPTH, type TextParse } from './json-text.ts';

/**
 * Reads a JavaScript value into a located tree that has pointers but no spans. Own enumerable members
 * count, whatever their name; cycles end at the depth limit.
 */
export function parsePlainObject(value: unknown): TextParse {
  const walk: Walk = { errors: [], ancestors: new Set(), budget: MAX_NODES };
  try {
    const root = convert(value, '', walk);
    return { root, errors: walk.errors };
  } catch (error) {
    // A getter or proxy of the caller's threw.
    const message = error instanceof Error ? error.message : 'unknown reason';
    return { errors: [...walk.errors, { code: 'wrong-type', message: `the object can't be read: ${message}`, loc: { pointer: '' } }] };
  }
}

/** An object that holds itself many times over has no end; a 50 MB document has fewer nodes than this. */
const MAX_NODES = 5_000_000;

interface Walk {
  readonly errors: SourceError[];
  readonly ancestors: Set<object>;
  budget: number;
}

function convert(value: unknown, pointer: string, walk: Walk): LocatedNode {
  const loc = { pointer };
  switch (typeof value) {
    case 'string':
      return { kind: 'string', text: [value], loc };
    case 'number':
    case 'bigint':
      return { kind: 'number', source: String(value), loc };
    case 'boolean':
      return { kind: 'boolean', value, loc };
    case 'object':
      break;
    case 'undefined':
    case 'function':
    case 'symbol':
      walk.errors.push({ code: 'wrong-type', message: `JSON has no value of type ${typeof value}`, loc });
      return { kind: 'null', loc };
  }
  if (value === null) return { kind: 'null', loc };
  const refusal = refuse(value, walk);
  if (refusal !== undefined) {
    if (!walk.errors.some((error) => error.code === refusal.code)) walk.errors.push({ ...refusal, loc });
    return { kind: 'null', loc };
  }
  walk.ancestors.add(value);
  const node = convertMembers(value, pointer, walk);
  walk.ancestors.delete(value);
  return node;
}

function refuse(value: object, walk: Walk): Pick<SourceError, 'code' | 'message'> | undefined {
  walk.budget -= 1;
  if (walk.budget < 0) return { code: 'too-large', message: `the document has more than ${MAX_NODES} objects` };
  if (walk.ancestors.has(value)) return { code: 'nesting-too-deep', message: 'the object contains itself' };
  if (walk.ancestors.size >= MAX_DEPTH) return { code: 'nesting-too-deep', message: `nested more than ${MAX_DEPTH} levels deep` };
  return undefined;
}

function convertMembers(value: object, pointer: string, walk: Walk): LocatedNode {
  const loc = { pointer };
  if (Array.isArray(value)) {
    return { kind: 'array', items: value.map((item: unknown, index) => convert(item, childPointer(pointer, index), walk)), loc };
  }
  const members: LocatedMember[] = [];
  for (const [key, member] of Object.entries(value)) {
    // `undefined` members don't exist in JSON: callers build documents with optional parts.
    if (member === undefined) continue;
    const child = childPointer(pointer, key);
    members.push({ key, keyLoc: { pointer: child }, value: convert(member, child, walk) });
  }
  return { kind: 'object', members, loc };
}
