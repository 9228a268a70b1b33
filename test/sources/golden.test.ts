import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import fastGlob from 'fast-glob';
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/host/node.ts';
import { readSource } from '../../src/sources/index.ts';
import { show } from './show.ts';

/** `UPDATE_GOLDEN=1 npx vitest run test/sources/golden.test.ts` writes the golden files anew: read the diff. */
const update = process.env['UPDATE_GOLDEN'] === '1';
const root = 'fixtures/sources';
const sources = fastGlob.sync(`${root}/*/*.{yaml,json,md}`).filter((path) => !/\.(?:golden|parameters)\.json$/.test(path)).sort();

describe('every source fixture reads as its golden file says', () => {
  it('finds the fixtures', () => {
    expect(sources.length).toBeGreaterThan(15);
  });
  it.each(sources)('%s', (path) => {
    const parameters = path.replace(/\.[a-z]+$/, '.parameters.json');
    const values = existsSync(parameters) ? (JSON.parse(readFileSync(parameters, 'utf8')) as Record<string, string>) : undefined;
    const file = readSource(path, readFileSync(path, 'utf8'), { host: nodeHost, ...(values === undefined ? {} : { parameters: values }) });
    const golden = path.replace(/\.[a-z]+$/, '.golden.json');
    if (update) writeFileSync(golden, `${JSON.stringify(show(file), null, 2)}\n`);
    expect(show(file)).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });
});
