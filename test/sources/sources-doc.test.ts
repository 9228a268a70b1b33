import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sourcesPage } from '../../tools/sources-doc.ts';

it('docs/sources.md says what the tables say', () => {
  expect(readFileSync('docs/sources.md', 'utf8')).toBe(sourcesPage());
});
