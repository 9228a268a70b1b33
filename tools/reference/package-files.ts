import { readdirSync, readFileSync } from 'node:fs';

const modules = new URL('../../node_modules/', import.meta.url);

/** A file of an installed package, by its path below `node_modules`. */
export function packageFile(path: string): Uint8Array {
  return readFileSync(new URL(path, modules));
}

/** The names in a folder of an installed package, sorted. */
export function packageFolder(path: string): readonly string[] {
  return readdirSync(new URL(path, modules)).sort();
}

/** A JSON file of an installed package. What it holds is for the caller to check. */
export function packageJson(path: string): unknown {
  return JSON.parse(new TextDecoder().decode(packageFile(path)));
}

/** The version of an installed package. */
export function packageVersion(name: string): string {
  const manifest = packageJson(`${name}/package.json`);
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest && typeof manifest.version === 'string') {
    return manifest.version;
  }
  throw new Error(`the package \`${name}\` says no version`);
}
