/**
 * Writes what is generated in `docs/rules/` and `docs/access-analyzer.md`: the header table of every
 * rule's page, the table of all rules and the table of Access Analyzer's codes. With `--check` it writes
 * nothing and fails when a page is not what it would write.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { rules } from '../src/rules/index.ts';
import { codesTable, headerTable, rulesTable, withGenerated } from './rule-docs.ts';

const docs = new URL('../docs/', import.meta.url);
const check = process.argv.includes('--check');
const problems: string[] = [];

const pages: readonly (readonly [string, string])[] = [
  ...rules.map((rule) => [`rules/${rule.meta.id}.md`, headerTable(rule)] as const),
  ['rules/README.md', rulesTable(rules)],
  ['access-analyzer.md', codesTable(rules)],
];
for (const [path, generated] of pages) {
  const file = new URL(path, docs);
  const current = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const wanted = current === undefined ? undefined : withGenerated(current, generated);
  if (current === undefined) problems.push(`docs/${path} is missing`);
  else if (wanted === undefined) problems.push(`docs/${path} has no marks for what is generated`);
  else if (wanted !== current && check) problems.push(`docs/${path} is stale; run \`npm run generate\``);
  else if (wanted !== current) writeFileSync(file, wanted);
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
}
