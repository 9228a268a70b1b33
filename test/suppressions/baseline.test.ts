import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { applyBaseline, baselineOf, parseBaseline, printBaseline } from '../../src/suppressions/index.ts';

const finding = (ruleId: string, message = 'm', line = 1): Finding => ({
  ruleId,
  severity: 'warning',
  message,
  start: { line, column: 1 },
  end: { line, column: 2 },
  pointer: `/Statement/${line}`,
});
const results = (findings: readonly Finding[], path = 'a.json'): Parameters<typeof baselineOf>[0] => ({ files: [{ path, findings }], intents: [] });
const named = (path: string): string => path;
const exists = (): boolean => true;

const findings = fc.array(
  fc.record({ rule: fc.constantFrom('one', 'two', 'invalid-file'), message: fc.constantFrom('m', 'n', '`"\\` line 3'), line: fc.integer({ min: 1, max: 9 }) }),
  { maxLength: 8 },
).map((list) => list.map(({ rule, message, line }) => finding(rule, message, line)));

describe('a baseline', () => {
  test('hides all that it was made of, wherever it moves, but never a file that can\'t be checked', () => {
    fc.assert(
      fc.property(findings, fc.integer({ min: 0, max: 50 }), (list, by) => {
        const baseline = baselineOf(results(list), named);
        const moved = list.map((each) => ({ ...each, start: { ...each.start, line: each.start.line + by }, pointer: `/x${each.pointer}` }));
        const applied = applyBaseline(results(moved), baseline, named, exists);
        expect(applied.files[0]?.findings.map(({ ruleId }) => ruleId)).toEqual(list.map(({ ruleId }) => ruleId).filter((id) => id === 'invalid-file'));
        expect(applied).toMatchObject({ stale: 0, pruned: baseline });
      }),
    );
  });

  test('is read as it was written', () => {
    fc.assert(
      fc.property(findings, (list) => {
        const baseline = baselineOf(results(list), named);
        expect(parseBaseline(printBaseline(baseline))).toEqual(baseline);
      }),
    );
  });

  test('knows how many: one more of the same is shown', () => {
    const applied = applyBaseline(results([finding('one'), finding('one', 'm', 5)]), baselineOf(results([finding('one')]), named), named, exists);
    expect(applied.files[0]?.findings.map(({ start }) => start.line)).toEqual([5]);
    expect(applied).toMatchObject({ count: 1, stale: 0 });
  });

  test('is pruned of what is gone, in files that were looked at or are gone themselves', () => {
    const baseline = new Map([...baselineOf(results([finding('one'), finding('two')]), named), ...baselineOf(results([finding('one')], 'b.json'), named), ...baselineOf(results([finding('one')], 'gone.json'), named)]);
    const applied = applyBaseline(results([finding('two')]), baseline, named, (path) => path !== 'gone.json');
    expect(applied.stale).toBe(2);
    expect(applied.pruned).toEqual(new Map([...baselineOf(results([finding('two')]), named), ...baselineOf(results([finding('one')], 'b.json'), named)]));
  });

  test.each(['', '[]', '{"version":2,"entries":[]}', '{"version":1}', '{"version":1,"entries":[{"count":0,"finding":[]}]}', '{"version":1,"entries":[{"count":1,"finding":[1]}]}'])('%j is none', (text) => {
    expect(parseBaseline(text)).toBeUndefined();
  });
});
