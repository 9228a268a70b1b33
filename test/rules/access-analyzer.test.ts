import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { accessAnalyzerCodesOf } from '../../src/rules/rule.ts';

const root = new URL('../../', import.meta.url);
const checks = JSON.parse(readFileSync(new URL('fixtures/rules/access-analyzer-codes.json', root), 'utf8')) as Readonly<Record<string, string>>;
const page = readFileSync(new URL('docs/access-analyzer.md', root), 'utf8');

/** The checks that the page says can't be decided here: rows of the table under that heading. */
const undecided = Array.from((page.split('## Not decided here')[1] ?? '').matchAll(/^\| `([A-Z_]+)` \|/gm), ([, code]) => code ?? '');

describe("Access Analyzer's checks", () => {
  it('have a rule each, or a reason on the page', () => {
    const covered = new Set([...rules.flatMap(accessAnalyzerCodesOf), ...undecided]);
    expect(Object.keys(checks).filter((code) => !covered.has(code))).toEqual([]);
    expect(undecided.filter((code) => rules.some((rule) => accessAnalyzerCodesOf(rule).includes(code)))).toEqual([]);
    expect(undecided.length).toBeLessThanOrEqual(8);
  });

  it('are what the preset holds, and nothing else', () => {
    const preset = rules.filter(({ meta }) => meta.presets.includes('access-analyzer')).map(({ meta }) => meta.id);
    expect(preset).toEqual(rules.filter((rule) => accessAnalyzerCodesOf(rule).length > 0).map(({ meta }) => meta.id));
  });

  it.each(rules.map((rule) => [rule.meta.id, rule] as const))('%s names checks that there are, and takes their severity', (_, { meta }) => {
    for (const message of Object.values(meta.messages)) {
      if (message.accessAnalyzerCode === undefined) continue;
      expect([message.accessAnalyzerCode, message.severity ?? meta.severity]).toEqual([message.accessAnalyzerCode, checks[message.accessAnalyzerCode]]);
    }
  });
});
