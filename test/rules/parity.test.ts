import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleEngine } from '../../src/lint/engine.ts';
import { POLICY_TYPES } from '../../src/model/policy.ts';
import { rules } from '../../src/rules/index.ts';
import { accessAnalyzerCodesOf, type Rule, type RuleOptions } from '../../src/rules/rule.ts';
import { runRules } from '../../src/rules/run-rules.ts';
import { codesTable, examplesOf, headerTable, rulesTable, SECTIONS, withGenerated, type DocExample } from '../../tools/rule-docs.ts';
import { sourceOf } from './rule-tester.ts';
import { templateTextFindings } from './template-findings.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const notRules = new Set(['index', 'rule', 'run-rules']);
const namesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(new URL(folder, root))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();

describe('the rules', () => {
  const ids = rules.map((rule) => rule.meta.id);

  it('are the files of their folder', () => {
    expect(ids).toEqual(namesIn('src/rules', '.ts').filter((name) => !notRules.has(name)));
  });

  it('have a page each, and no page is left over', () => {
    expect(namesIn('docs/rules', '.md').filter((name) => name !== 'README')).toEqual(ids);
    expect(read('docs/rules/README.md')).toBe(withGenerated(read('docs/rules/README.md'), rulesTable(rules)));
  });

  it('give every Access Analyzer code to one place', () => {
    const page = read('docs/access-analyzer.md');
    expect(page).toBe(withGenerated(page, codesTable(rules)));
  });
});

describe.each(rules.map((rule) => [rule.meta.id, rule] as const))('%s', (id, rule) => {
  const page = existsSync(new URL(`docs/rules/${id}.md`, root)) ? read(`docs/rules/${id}.md`) : '';

  it('has a test that checks every message and every code', () => {
    const test = read(`test/rules/${id}.test.ts`);
    const untested = Object.keys(rule.meta.messages).filter((messageId) => !new RegExp(`messageId: '${messageId}'`).test(test));
    expect(untested).toEqual([]);
    expect(accessAnalyzerCodesOf(rule).filter((code) => !test.includes(code))).toEqual([]);
  });

  it('says what it has to say in the style of messages', () => {
    for (const { text } of Object.values(rule.meta.messages)) {
      expect(text).not.toMatch(/\.$/);
      expect(text).toMatch(/^(?:[^A-Z]|[A-Z]{2})/);
    }
    expect(rule.meta.docs.summary).toMatch(/^(?:[^A-Z]|[A-Z]{2}).*[^.]$/);
    expect(rule.meta.docs.sources.length).toBeGreaterThan(0);
  });

  it('has a page with the sections and the table that it should have', () => {
    expect(page.startsWith(`# \`${id}\`\n`)).toBe(true);
    expect(page).toBe(withGenerated(page, headerTable(rule)));
    expect(Array.from(page.matchAll(/^## (.+)$/gm), ([, heading]) => heading)).toEqual(SECTIONS);
    for (const source of rule.meta.docs.sources) expect(page).toContain(source);
    for (const option of Object.keys(rule.meta.options?.defaults ?? {})) expect(page).toContain(`\`${option}\``);
  });

  it('finds what its page says to avoid, and not what it says to prefer', () => {
    const examples = examplesOf(page);
    expect(examples.map((example) => example.section)).toEqual(expect.arrayContaining(['Avoid', 'Prefer']));
    for (const example of examples) {
      const found = findingsIn(rule, example).length > 0;
      expect(found, example.policy).toBe(example.section === 'Avoid');
    }
  });
});

function findingsIn(rule: Rule, { policy, settings }: DocExample): readonly unknown[] {
  // Some rules ask who holds a policy, which only a template tells.
  if (policy.includes('"Resources"')) return templateTextFindings(rule, policy, ruleEngine);
  const type = POLICY_TYPES.find((candidate) => candidate === (settings['type'] ?? 'identity'));
  if (type === undefined) throw new Error(`there is no policy type \`${settings['type'] ?? ''}\``);
  return runRules(sourceOf(policy, type, settings['resourceType']), { rules: [rule], settings: { [rule.meta.id]: { options: optionsOf(rule, settings) } }, engine: ruleEngine });
}

/** A fence may set options that are lists: `accounts=111122223333,444455556666`. */
function optionsOf({ meta }: Rule, settings: DocExample['settings']): RuleOptions {
  return Object.fromEntries(Object.keys(meta.options?.defaults ?? {}).flatMap((name) => (settings[name] === undefined ? [] : [[name, settings[name].split(',')]])));
}
