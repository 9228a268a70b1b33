import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocatedNode } from '../../src/model/located.ts';
import { parseJsonText } from '../../src/model/parse/json-text.ts';
import { knownText } from '../../src/model/unknown-value.ts';

/** Back to a JavaScript value, by the plainest route. */
function valueOf(node: LocatedNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map((member) => [member.key, valueOf(member.value)]));
    case 'array':
      return node.items.map(valueOf);
    case 'string':
      return knownText(node.text);
    case 'number':
      return Number(node.source);
    case 'boolean':
      return node.value;
    case 'null':
      return null;
    case 'unknown':
      throw new Error('JSON has no unknown values');
  }
}

function everyNode(node: LocatedNode): readonly LocatedNode[] {
  if (node.kind === 'array') return [node, ...node.items.flatMap(everyNode)];
  if (node.kind === 'object') return [node, ...node.members.flatMap((member) => everyNode(member.value))];
  return [node];
}

function at(value: unknown, pointer: string): unknown {
  let current = value;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof current !== 'object' || current === null) return undefined;
    current = Object.getOwnPropertyDescriptor(current, key)?.value;
  }
  return current;
}

describe('parseJsonText', () => {
  it('reads what JSON.parse reads, and every span and pointer leads back to its value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const expected: unknown = JSON.parse(text);
        const { root, errors } = parseJsonText(text);
        expect(errors).toEqual([]);
        if (root === undefined) throw new Error('no root');
        expect(valueOf(root)).toEqual(expected);
        for (const node of everyNode(root)) {
          const slice: unknown = JSON.parse(text.slice(node.loc.span?.start, node.loc.span?.end));
          expect(slice).toEqual(valueOf(node));
          expect(at(expected, node.loc.pointer)).toEqual(slice);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const soup = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', 'true', 'null', ' ', '\n', '-', '"'), { maxLength: 9 });
    fc.assert(
      fc.property(soup, (tokens) => {
        const text = tokens.join('');
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        const { errors } = parseJsonText(text);
        expect({ text, valid: errors.filter((error) => error.code !== 'duplicate-key').length === 0 }).toEqual({ text, valid });
      }),
      { numRuns: 20_000 },
    );
  });

  it('keeps the source of numbers', () => {
    expect(parseJsonText('1.50').root).toMatchObject({ kind: 'number', source: '1.50' });
  });
});
