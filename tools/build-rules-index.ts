/**
 * Writes `src/rules/index.ts`, the list of all rules, from the files in `src/rules/`. With `--check` it
 * writes nothing and fails when the index is not what it would write.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

const folder = new URL('../src/rules/', import.meta.url);
const target = new URL('index.ts', folder);
const notRules = new Set(['index.ts', 'rule.ts', 'run-rules.ts']);

const ids = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !notRules.has(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();
const camelCase = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const source = [
  '// Generated from the files of this folder by `npm run generate`. Change those instead.',
  "import type { Rule } from './rule.ts';",
  ...ids.map((id) => `import { rule as ${camelCase(id)} } from './${id}.ts';`),
  '',
  '/** All rules, by ID. */',
  'export const rules: readonly Rule[] = [',
  ...ids.map((id) => `  ${camelCase(id)},`),
  '];',
  '',
].join('\n');

const current = existsSync(target) ? readFileSync(target, 'utf8') : '';
if (process.argv.includes('--check')) {
  if (current !== source) {
    console.error('stale src/rules/index.ts; run `npm run generate`');
    process.exitCode = 1;
  }
} else if (current !== source) writeFileSync(target, source);
