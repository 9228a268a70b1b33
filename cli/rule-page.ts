import { existsSync, readFileSync } from 'node:fs';
import type { RuleHelp } from '../src/report/formatter.ts';
import type { Rule } from '../src/rules/rule.ts';

/** A rule's page of the documentation, which the package brings; undefined where it is missing. */
export function rulePage(id: string): string | undefined {
  const file = ['../docs/rules/', '../../docs/rules/'].map((folder) => new URL(`${folder}${id}.md`, import.meta.url)).find((url) => existsSync(url));
  return file === undefined ? undefined : readFileSync(file, 'utf8');
}

/** What reports that explain rules say of one. */
export function ruleHelp(rules: readonly Rule[], id: string): RuleHelp | undefined {
  const rule = rules.find((candidate) => candidate.meta.id === id);
  if (rule === undefined) return undefined;
  const markdown = rulePage(id);
  const [uri] = rule.meta.docs.sources;
  return { summary: rule.meta.docs.summary, ...(markdown === undefined ? {} : { markdown }), ...(uri === undefined ? {} : { uri }) };
}
