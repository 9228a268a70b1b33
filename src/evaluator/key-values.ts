import type { AccessRequest, ContextValue } from '../model/access-request.ts';
import { canonicalKey, type ContextKeys } from './context-keys.ts';
import { derivedKeys, type Derivation, type RequestFacts } from './derived-keys.ts';
import { unknownValue, type KeyValue } from './request-view.ts';

/** The values of the condition keys that a set of policies asks for, filled in anew for each request. */
export interface KeyValues {
  readonly current: readonly KeyValue[];
  /**
   * Takes what the request says, then what follows from it, and over both what it declares as unknown.
   * Returns messages on values that no condition key can have.
   */
  readonly fill: (request: AccessRequest, facts: RequestFacts) => readonly string[] | undefined;
}

export function keyValues(keys: ContextKeys): KeyValues {
  const current: KeyValue[] = [];
  const followUps = keys.ids.flatMap((id, slot) => followUp(id, slot));
  return {
    current,
    fill: (request, facts) => {
      // Other policies that the keys are shared with may have come since.
      const size = keys.ids.length;
      for (let slot = 0; slot < size; slot += 1) current[slot] = undefined;
      const { context, unknownKeys } = request;
      let malformed: string[] | undefined;
      if (context !== undefined) {
        for (const key in context) {
          const value = toKeyValue(context[key]);
          if (value === malformedValue) (malformed ??= []).push(`the value of \`${key}\` is neither text, number, Boolean nor a list of texts`);
          else {
            const slot = keys.find(key);
            if (slot !== undefined) current[slot] = value;
          }
        }
      }
      for (const { slot, derive } of followUps) current[slot] ??= derive(facts, context);
      for (let slot = 0; slot < size; slot += 1) {
        // A key given as empty does not follow from anything, and is absent like any other empty one.
        const value = current[slot];
        if (typeof value === 'object' && value.length === 0) current[slot] = undefined;
      }
      if (unknownKeys !== undefined && unknownKeys.length > 0) markUnknown(current, keys, unknownKeys);
      return malformed;
    },
  };
}

const malformedValue: unique symbol = Symbol('malformed');

function toKeyValue(value: ContextValue | undefined): KeyValue | typeof malformedValue {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    case 'undefined':
      return undefined;
    case 'object':
      return Array.isArray(value) && value.every(isScalar) ? value.map(String) : malformedValue;
    default:
      return malformedValue;
  }
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

interface FollowUp {
  readonly slot: number;
  readonly derive: (facts: RequestFacts, context: AccessRequest['context']) => KeyValue;
}

function followUp(id: string, slot: number): readonly FollowUp[] {
  const derivation: Derivation | undefined = derivedKeys.get(id);
  if (derivation !== undefined) return [{ slot, derive: derivation }];
  const canonical = canonicalKey(id);
  return canonical.startsWith('aws:resourcetag/') ? [{ slot, derive: (_facts, context) => sameTag(canonical, context) }] : [];
}

/** The tag's value under another service's name for it. */
function sameTag(canonical: string, context: AccessRequest['context']): KeyValue {
  for (const key in context) {
    if (canonicalKey(key.toLowerCase()) !== canonical) continue;
    const value = toKeyValue(context[key]);
    return value === malformedValue ? undefined : value;
  }
  return undefined;
}

/** An unknown tag of the request leaves the list of its tag keys unknown, too, unless that is given. */
function markUnknown(values: KeyValue[], keys: ContextKeys, unknownKeys: readonly string[]): void {
  for (const unknown of unknownKeys) {
    const wanted = canonicalKey(unknown.toLowerCase());
    const prefix = wanted.endsWith('/*') ? wanted.slice(0, -1) : undefined;
    for (const [slot, id] of keys.ids.entries()) {
      const canonical = canonicalKey(id);
      if (canonical === wanted || (prefix !== undefined && canonical.startsWith(prefix))) values[slot] = unknownValue;
      else if (id === 'aws:tagkeys' && wanted.startsWith('aws:requesttag/') && values[slot] === undefined) values[slot] = unknownValue;
    }
  }
}
