import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/crosscheck/aws/operations.ts';
import { UNDECIDED_CHECKS } from '../../src/crosscheck/known-differences.ts';
import { crossCheckCommand } from '../../cli/commands/cross-check.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('docs/cross-check.md');
const rows = (text: string, heading: string): readonly string[] => Array.from((text.split(heading)[1] ?? '').matchAll(/^\| `([A-Z_]+)` \|/gm), ([, code]) => code ?? '');

describe('the page of cross-check', () => {
  it.each(Object.keys(OPERATIONS))('names the call %s', (operation) => {
    expect(page).toContain(`\`${operation}\``);
  });

  it('lists the differences that are not counted, as the page of Access Analyzer does', () => {
    const codes = UNDECIDED_CHECKS.map(({ code }) => code);
    expect(rows(page, '## Known differences')).toEqual(codes);
    expect([...rows(read('docs/access-analyzer.md'), '## Not decided here')].sort()).toEqual([...codes].sort());
    for (const { reason } of UNDECIDED_CHECKS) expect(page).toContain(reason);
  });

  it.each(['--region', '--profile', '--endpoint-url', '--permissions', '--concurrency', '--timeout', '--max-attempts', '--record', '--replay', '--live', '--paid-checks', '--requests', '--principal-id', '--boundary', '--scp', '--intents', '--parameter', '--parameter-file'])('tells of an option that there is: %s', (option) => {
    expect(page).toContain(option);
    expect(crossCheckCommand().options.map(({ long }) => long)).toContain(option);
  });
});
