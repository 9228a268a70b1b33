/**
 * Writes `data/`: the AWS reference that the package carries, as small gzipped files. Does nothing
 * where they are up to date; `--force` writes them anyway.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { inputsHash } from './reference/inputs.ts';

const folder = new URL('../data/', import.meta.url);
const stamp = 'inputs.sha256';

const hash = inputsHash();
const stampFile = new URL(stamp, folder);
const upToDate = existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === hash;
if (!upToDate || process.argv.includes('--force')) await build();

async function build(): Promise<void> {
  // Loaded here because the sources behind it take longer to load than the check above to run.
  const { writeAll } = await import('./reference/write-all.ts');
  // Readers at work never see a folder that is half written.
  const unfinished = new URL(`../data.unfinished-${process.pid}/`, import.meta.url);
  const replaced = new URL(`../data.replaced-${process.pid}/`, import.meta.url);
  mkdirSync(unfinished);
  try {
    writeAll(unfinished);
    writeFileSync(new URL(stamp, unfinished), `${hash}\n`);
    if (existsSync(folder)) renameSync(folder, replaced);
    renameSync(unfinished, folder);
  } finally {
    for (const leftover of [unfinished, replaced]) rmSync(leftover, { recursive: true, force: true });
  }
}
