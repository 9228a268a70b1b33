/**
 * Writes docs/sources.md from the tables that the code reads by. With `--check` it writes nothing and
 * fails when the page is not what it would write.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { sourcesPage } from './sources-doc.ts';

const target = new URL('../docs/sources.md', import.meta.url);
const page = sourcesPage();
if (!process.argv.includes('--check')) writeFileSync(target, page);
else if (!existsSync(target) || readFileSync(target, 'utf8') !== page) {
  console.error('docs/sources.md is stale; run `npx tsx tools/build-sources-doc.ts`');
  process.exitCode = 1;
}
