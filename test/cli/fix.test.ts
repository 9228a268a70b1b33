import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyFixes } from '../../src/lint/apply-fixes.ts';
import { run, WARNED, withFiles } from './run.ts';

test('fixes are made whole or not at all, and only where they don\'t touch', () => {
  const edit = (start: number, end: number, text: string): { readonly span: { readonly start: number; readonly end: number }; readonly text: string } => ({ span: { start, end }, text });
  const fix = (...edits: readonly ReturnType<typeof edit>[]): Parameters<typeof applyFixes>[1][number] => ({ description: '', edits });
  expect(applyFixes('abcdef', [fix(edit(0, 1, 'X'), edit(4, 5, '')), fix(edit(4, 6, 'no'), edit(2, 3, 'no')), fix(edit(2, 3, 'Y'))])).toEqual({ text: 'XbYdf', applied: 2 });
  expect(applyFixes('abc', [fix(edit(1, 9, '')), fix()])).toEqual({ text: 'abc', applied: 0 });
  fc.assert(
    fc.property(fc.string(), fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.string({ maxLength: 3 })), { maxLength: 5 }), (text, list) => {
      const fixes = list.map(([start, length, insert]) => fix(edit(start, start + length, insert)));
      expect(applyFixes(text, fixes).applied).toBeLessThanOrEqual(fixes.length);
    }),
  );
});

test.each([
  ['plain', ''],
  ['with a byte order mark', '\uFEFF'],
])('--fix, %s: mends what it can; a second time changes nothing; --fix-dry-run writes nothing', async (_name, mark) => {
  const before = `${mark}${WARNED.replace('[', '[\r\n')}\r\n`;
  await withFiles({ 'a.json': before }, async (cwd) => {
    const content = (): string => readFileSync(join(cwd, 'a.json'), 'utf8');
    expect((await run(['a.json', '--max-warnings', '0'], { cwd })).code).toBe(1);
    expect((await run(['a.json', '--max-warnings', '0', '--fix-dry-run'], { cwd })).code).toBe(0);
    expect(content()).toBe(before);
    expect((await run(['a.json', '--max-warnings', '0', '--fix'], { cwd })).code).toBe(0);
    const after = content();
    expect(after).toContain('"Version": "2012-10-17"');
    expect(after.startsWith(mark)).toBe(true);
    expect(after).toContain('[\r\n');
    await run(['a.json', '--fix'], { cwd });
    expect(content()).toBe(after);
  });
});
