import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { nodeHost } from '../../src/host/node.ts';
import { fileText, readSources } from '../../src/sources/index.ts';
import { show } from './show.ts';

/** `UPDATE_GOLDEN=1` writes the golden file anew: read the diff. */
const update = process.env['UPDATE_GOLDEN'] === '1';
const folder = 'fixtures/sources/cdk-app';
const path = `${folder}/cdk.out/manifest.json`;
const golden = `${folder}/app.golden.json`;

it('an application of a dozen services, as the CDK synthesizes it', () => {
  const files = readSources(path, readFileSync(path, 'utf8'), { host: nodeHost });
  const shown = Object.fromEntries(files.map((file) => [file.path, show(file)]));
  if (update) writeFileSync(golden, `${JSON.stringify(shown, null, 2)}\n`);
  expect(shown).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  const paths = files.flatMap(({ principals }) => principals.map(({ constructPath }) => constructPath));
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.every((constructPath) => constructPath?.startsWith('Prod/') === true)).toBe(true);
});

it('finds construct paths in the file beside the manifest, too', () => {
  const host = {
    ...nodeHost,
    readFile: (file: string): Uint8Array => {
      const text = fileText(nodeHost.readFile(file));
      return new TextEncoder().encode(file.endsWith('.template.json') ? text.replaceAll('aws:cdk:path', 'elsewhere') : text);
    },
  };
  const found = readSources(path, readFileSync(path, 'utf8'), { host }).flatMap(({ principals }) => principals);
  expect(found.find(({ id }) => id.startsWith('Operator'))?.constructPath).toBe('Prod/Service/Operator/Resource');
});
