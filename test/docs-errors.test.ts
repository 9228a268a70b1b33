import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('docs/errors.md has a row for each code, and no other', () => {
  const source = readFileSync(new URL('../src/model/source-error.ts', import.meta.url), 'utf8');
  const start = source.indexOf('SourceErrorCode =');
  const union = source.slice(start, source.indexOf(';', start));
  const codes = [...union.matchAll(/\| '([a-z-]+)'/g)].map((match) => match[1]);
  const rows = [...readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8').matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);
  expect(codes.length).toBeGreaterThan(20);
  expect(rows.toSorted()).toEqual(codes.toSorted());
});
