import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PATHS } from '../../src/escalation/index.ts';
import { CATALOGUE } from './catalogue-rows.ts';
import { pathTable } from './path-table.ts';

const page = readFileSync(new URL('../../docs/escalation.md', import.meta.url), 'utf8');

/** Rows of the table under a heading, by the text of their first cell. */
function rowsUnder(heading: string): ReadonlyMap<string, string> {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').flatMap((line) => {
    const [, first, ...rest] = line.split('|').map((cell) => cell.trim());
    return first === undefined || first === '' || first.startsWith('---') ? [] : [[first, rest.join(' ').trim()] as const];
  });
  return new Map(rows.slice(1));
}

const notCovered = rowsUnder('Rows that are not covered');

describe('the public catalogues', () => {
  it.each(Object.entries(CATALOGUE))('%s is covered, or it is said why not', (row, permissions) => {
    const covering = PATHS.filter(({ catalogue }) => catalogue.includes(row));
    if (covering.length === 0) {
      expect(notCovered.get(row)?.length).toBeGreaterThan(20);
      return;
    }
    expect(notCovered.has(row)).toBe(false);
    for (const { steps } of covering) expect(steps.map(({ action }) => action)).toEqual(expect.arrayContaining([...permissions]));
  });

  it('have all rows that a path claims to cover', () => {
    expect(PATHS.flatMap(({ catalogue }) => catalogue).filter((row) => !(row in CATALOGUE))).toEqual([]);
  });
});

describe('docs/escalation.md', () => {
  it('has the paths as they are', () => {
    expect(page).toContain(pathTable(PATHS));
  });
});
