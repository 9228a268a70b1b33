import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { nodeHost } from '../../src/host/node.ts';

/** What this package reads texts with and does not bring itself. */
const PARSERS = ['jsonc-parser', 'minimatch'];

/**
 * What decides about results besides files and options: this package's code, its reference data and the
 * parsers that it uses. Of the code every byte counts, so two builds of one version are never taken for each
 * other.
 */
export function toolIdentity(): string {
  const hash = createHash('sha256');
  for (const [name, content] of parts()) hash.update(`${name} ${content.length}\n`).update(content);
  return hash.digest('hex');
}

function* parts(): Generator<readonly [string, Uint8Array]> {
  const folder = codeFolder();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/(?<!\.d)\.[jt]s$/.test(name)) yield [name.replaceAll('\\', '/'), readFileSync(new URL(name.replaceAll('\\', '/'), folder))];
  }
  yield ['data', nodeHost.readData('inputs.sha256')];
  const require = createRequire(import.meta.url);
  for (const name of PARSERS) yield [name, readFileSync(require.resolve(`${name}/package.json`))];
}

/** Built, this module is a chunk beside all others; in the sources it is two folders below the package. */
function codeFolder(): URL {
  const sources = new URL('../../src/', import.meta.url);
  return import.meta.url.endsWith('.ts') && existsSync(sources) ? sources : new URL('./', import.meta.url);
}
