/**
 * How long the built command takes: to start, on one small template, and for many templates at once.
 *
 *   npm run build && node --import tsx bench/cli.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { template } from './templates.ts';

const command = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'policy-lint-bench-'));
const TEMPLATES = 300;
const ROUNDS = 15;

function milliseconds(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (status === null || status > 1) throw new Error(`the command failed: ${stderr}`);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

try {
  writeFileSync(join(folder, 'small.yaml'), template(0).split('\n').slice(0, 28).join('\n'));
  for (let number = 0; number < TEMPLATES; number += 1) writeFileSync(join(folder, `template-${number}.yaml`), template(number));
  const empty: number[] = [];
  const small: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    empty.push(milliseconds(['-e', '0']));
    small.push(milliseconds([command, 'small.yaml']));
  }
  const many = median([1, 2, 3].map(() => milliseconds([command, 'template-*.yaml', '--quiet'])));
  console.log(`node -e 0: ${median(empty).toFixed(0)} ms (median of ${ROUNDS})`);
  console.log(`one template of 28 lines: ${median(small).toFixed(0)} ms, ${(median(small) / median(empty)).toFixed(1)} times that`);
  console.log(`${TEMPLATES} templates of ${template(0).split('\n').length - 1} lines: ${many.toFixed(0)} ms, ${(TEMPLATES / (many / 1000)).toFixed(0)} templates a second`);
} finally {
  rmSync(folder, { recursive: true });
}
