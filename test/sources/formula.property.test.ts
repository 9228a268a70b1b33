import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explore, merge, outcomes } from '../../src/sources/cloudformation/decision-tree.ts';
import { isSatisfiable, type Formula } from '../../src/sources/cloudformation/formula.ts';
import type { UnknownValue } from '../../src/model/unknown-value.ts';

const stage: UnknownValue = { name: 'Stage', reason: '', shape: { kind: 'oneOf', values: ['a', 'b', 'c'] } };
const free: UnknownValue = { name: 'Free', reason: '', shape: { kind: 'anyText' } };
const other: UnknownValue = { name: 'Other', reason: '', shape: { kind: 'anyText' } };
const atom = fc.oneof(
  fc.constantFrom('x', 'a').map((text): Formula => ({ kind: 'is', unknown: other, text })),
  fc.uniqueArray(fc.constantFrom(stage, free, other), { minLength: 2, maxLength: 2 }).map(([one = stage, two = free]): Formula => ({ kind: 'same', unknowns: [one, two] })),
  fc.constantFrom('a', 'b', 'c', 'outside').map((text): Formula => ({ kind: 'is', unknown: stage, text })),
  fc.constantFrom('x', 'y').map((text): Formula => ({ kind: 'is', unknown: free, text })),
  fc.constantFrom('p', 'q').map((key): Formula => ({ kind: 'opaque', key })),
  fc.boolean().map((value): Formula => ({ kind: 'constant', value })),
);
const formula = fc.letrec<{ node: Formula }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    atom,
    tie('node').map((of): Formula => ({ kind: 'not', of })),
    fc.tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('node'), { maxLength: 3 })).map(([kind, of]): Formula => ({ kind, of })),
  ),
})).node;

interface Values {
  readonly Stage: string;
  readonly Free: string;
  readonly Other: string;
  readonly p: boolean;
  readonly q: boolean;
}

function valueOf({ name }: UnknownValue, { Stage, Free, Other }: Values): string {
  return name === 'Stage' ? Stage : name === 'Free' ? Free : Other;
}

function isTrue(of: Formula, values: Values): boolean {
  switch (of.kind) {
    case 'constant':
      return of.value;
    case 'is':
      return valueOf(of.unknown, values) === of.text;
    case 'same':
      return valueOf(of.unknowns[0], values) === valueOf(of.unknowns[1], values);
    case 'opaque':
      return of.key === 'p' ? values.p : values.q;
    case 'not':
      return !isTrue(of.of, values);
    case 'and':
      return of.of.every((part) => isTrue(part, values));
    case 'or':
      return of.of.some((part) => isTrue(part, values));
  }
}

const FREE = ['a', 'b', 'c', 'x', 'y', 'one', 'two'];
const all: readonly Values[] = ['a', 'b', 'c'].flatMap((Stage) =>
  FREE.flatMap((Free) => FREE.flatMap((Other) => [true, false].flatMap((p) => [true, false].map((q) => ({ Stage, Free, Other, p, q }))))),
);

describe('conditions', () => {
  it('can be true together exactly if some values make them so', () => {
    fc.assert(
      fc.property(fc.array(formula, { maxLength: 3 }), (formulas) => {
        expect(isSatisfiable(formulas)).toBe(all.some((values) => formulas.every((part) => isTrue(part, values))));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('readings', () => {
  it('come to every outcome once, and merging keeps what each combination of answers leads to', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2), { minLength: 16, maxLength: 16 }), (table) => {
        const read = (answers: (id: string) => number): number => table[[0, 1, 2, 3].reduce((index, bit) => index * 2 + answers(`C${bit}`), 0)] ?? 0;
        const tree = explore(16, (choose) => read((id) => choose({ id, options: ['true', 'false'] })));
        expect(tree).toBeDefined();
        if (tree === undefined) return;
        const merged = outcomes(merge(tree, (a, b) => a === b));
        for (let index = 0; index < 16; index += 1) {
          const bits = index.toString(2).padStart(4, '0');
          const matching = merged.filter(({ answers }) => answers.every(({ id, option }) => (option === 'true' ? '0' : '1') === bits.charAt(Number(id.slice(1)))));
          expect(matching.map(({ value }) => value)).toEqual([table[index]]);
        }
      }),
      { numRuns: 300 },
    );
  });
  it('are given up past the limit', () => {
    expect(explore(15, (choose) => [0, 1, 2, 3].map((bit) => choose({ id: String(bit), options: ['a', 'b'] })))).toBeUndefined();
  });
});
