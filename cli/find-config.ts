import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from './usage-error.ts';

const NAMES = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json', 'yaml', 'yml'].map((extension) => `policy-lint.config.${extension}`);

/** The configuration of a folder, or of the nearest folder above that has one. */
export function findConfig(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = NAMES.filter((name) => existsSync(join(at, name)));
    if (found.length > 1) throw new UsageError(`\`${at}\` has more than one configuration: ${found.map((name) => `\`${name}\``).join(', ')}`);
    if (found[0] !== undefined) return join(at, found[0]);
    if (at === dirname(at)) return undefined;
  }
}
