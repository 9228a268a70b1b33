import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { layers } from '../tools/architecture/layers.js';

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const filesIn = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts'));

interface Import {
  readonly file: string;
  readonly specifier: string;
}

/** Static, dynamic and type imports, and re-exports. */
function importsOf(file: string): readonly Import[] {
  const matches = read(file).matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\s*\(\s*)(['"])([^'"\n]+)\1/g);
  return [...matches].map((match) => ({ file, specifier: match[2] ?? '' }));
}

const sourceFiles = filesIn('src');
const imports = sourceFiles.flatMap(importsOf);

function layerOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

/** The layer that a relative import leads to; undefined inside the same folder tree's root or for packages. */
function target({ file, specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = new URL(specifier, new URL(file, root)).pathname.slice(root.pathname.length);
  return path.startsWith('src/') ? layerOf(path) : path.split('/')[0];
}

describe('layers', () => {
  test('every folder of src is in the table, and the other way round', () => {
    const folders = [...new Set(sourceFiles.map(layerOf).filter((layer) => layer !== undefined))];
    expect(folders.filter((folder) => !Object.hasOwn(layers, folder))).toEqual([]);
  });

  test('the scan sees imports', () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports).toContainEqual({ file: 'src/host/node.ts', specifier: './find-files.ts' });
  });

  test.each(Object.keys(layers))('%s imports only what the table lists', (layer) => {
    const allowed = [layer, ...(layers[layer] ?? [])];
    const wrong = imports.filter((each) => layerOf(each.file) === layer).filter((each) => !allowed.includes(target(each) ?? layer));
    expect(wrong).toEqual([]);
  });

  test('evaluator and prover stay independent of each other, through other layers too', () => {
    const reach = (layer: string): readonly string[] => [layer, ...(layers[layer] ?? []).flatMap(reach)];
    expect(reach('evaluator')).not.toContain('prover');
    expect(reach('prover')).not.toContain('evaluator');
  });

  test('no layer reaches itself through others', () => {
    const below = (layer: string, path: readonly string[]): readonly (readonly string[])[] =>
      path.includes(layer) ? [[...path, layer]] : (layers[layer] ?? []).flatMap((next) => below(next, [...path, layer]));
    expect(Object.keys(layers).flatMap((layer) => below(layer, []))).toEqual([]);
  });
});

describe('source files', () => {
  test('reach the machine only through the host', () => {
    const wrong = imports.filter((each) => each.specifier.startsWith('node:') && layerOf(each.file) !== 'host');
    expect(wrong).toEqual([]);
  });

  test('import the Node host only in the entry of the package', () => {
    const wrong = imports.filter((each) => target(each) === 'host' && layerOf(each.file) !== 'host').map((each) => each.file);
    expect([...new Set(wrong)]).toEqual(['src/index.ts']);
  });

  const all = [...sourceFiles, ...filesIn('cli'), ...filesIn('tools')];

  test('export by name', () => {
    expect(all.filter((file) => /^\s*export\s*\*/m.test(read(file)))).toEqual([]);
  });

  test('written by hand switch off no check', () => {
    const written = all.filter((file) => !file.endsWith('.generated.ts'));
    expect(written.filter((file) => /eslint-disable|^\s*\/[/*].*@ts-(?:ignore|expect-error|nocheck)/m.test(read(file)))).toEqual([]);
  });

  test('have at most 400 lines', () => {
    const long = all.filter((file) => !file.endsWith('.generated.ts')).map((file) => [file, read(file).split('\n').length] as const);
    expect(long.filter(([, lines]) => lines > 400)).toEqual([]);
  });
});

test('docs/architecture.md names every folder', () => {
  const page = read('docs/architecture.md');
  expect(Object.keys(layers).filter((layer) => !page.includes(`\`src/${layer}\``))).toEqual([]);
});

test('docs/architecture.md has the table that is enforced', () => {
  const rows = [...read('docs/architecture.md').matchAll(/^\| `src\/(\w+)` \|[^|]*\| ([^|]*) \|$/gm)];
  const documented = Object.fromEntries(rows.map(([, layer = '', allowed = '']) => [layer, allowed.split(', ').filter((name) => name !== 'nothing')]));
  expect(documented).toEqual(layers);
});
