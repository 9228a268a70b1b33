/**
 * How long the built command takes on a repository of 1,000 templates: all of them in one thread and in as many
 * as pay, the first run with a cache, a run where nothing has changed since, one where a single file has, and
 * `--since` with that file.
 *
 *   npm run build && node --import tsx bench/repository.ts
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { template } from './templates.ts';

const command = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'policy-lint-repository-'));
const TEMPLATES = 1000;
const ROUNDS = 3;

/** Seconds; after `prepare`, which is not part of them. */
function seconds(args: readonly string[], prepare: () => void = () => undefined): number {
  const taken = Array.from({ length: ROUNDS }, () => {
    prepare();
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [command, 'stacks/**/*.yaml', '--quiet', ...args], { cwd: folder, encoding: 'utf8' });
    if (status === null || status > 1) throw new Error(`the command failed: ${stderr}`);
    return (performance.now() - start) / 1000;
  });
  return taken.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
}

function git(...args: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false', ...args], { cwd: folder, stdio: 'ignore' });
}

try {
  mkdirSync(join(folder, 'stacks'));
  for (let number = 0; number < TEMPLATES; number += 1) writeFileSync(join(folder, `stacks/template-${number}.yaml`), template(number));
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'templates');
  const forget = (): void => rmSync(join(folder, '.policy-lint-cache'), { recursive: true, force: true });
  const change = (): void => appendFileSync(join(folder, 'stacks/template-7.yaml'), '# changed\n');
  const rows: readonly (readonly [string, number])[] = [
    ['one thread', seconds(['--concurrency', '1'])],
    ['as many threads as pay', seconds([])],
    ['two threads', seconds(['--concurrency', '2'])],
    ['with an empty cache', seconds(['--cache'], forget)],
    ['nothing changed since', seconds(['--cache'])],
    ['one file changed since', seconds(['--cache'], change)],
    ['that file only, by --since', seconds(['--since', 'main'])],
  ];
  console.log(`${TEMPLATES} templates of ${template(0).split('\n').length - 1} lines (median of ${ROUNDS}):`);
  for (const [name, taken] of rows) console.log(`  ${name}: ${taken.toFixed(2)} s, ${(TEMPLATES / taken).toFixed(0)} templates a second`);
} finally {
  rmSync(folder, { recursive: true });
}
