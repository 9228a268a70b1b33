import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodeHost } from '../../src/host/node.ts';
import { readActionRow, writeActionRow } from '../../src/reference/action-row.ts';
import { bakedFormat } from '../../src/reference/baked.ts';
import { lazyMap } from '../../src/reference/lazy-map.ts';
import { arnTemplatePattern, service, serviceNames, servicesOfArn, useReferenceData } from '../../src/reference/index.ts';
import { writeAll } from '../../tools/reference/write-all.ts';

const data = new URL('../../data/', import.meta.url);

function filesBelow(folder: URL): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(new URL(name, folder)).isFile())
    .sort();
}

describe('the data folder', () => {
  it('is what the build writes now, byte for byte', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reference-'));
    try {
      const target = pathToFileURL(`${folder}/`);
      writeAll(target);
      const written = filesBelow(target);
      expect(filesBelow(data).filter((name) => name.endsWith('.gz'))).toEqual(written);
      for (const name of written) expect(readFileSync(new URL(name, target)).equals(readFileSync(new URL(name, data))), name).toBe(true);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is small', () => {
    const bytes = filesBelow(data).map((name) => statSync(new URL(name, data)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_000_000);
  });
});

describe('useReferenceData', () => {
  afterEach(() => {
    useReferenceData(nodeHost);
  });

  it('has to come first', async () => {
    vi.resetModules();
    const fresh = await import('../../src/reference/index.ts');
    expect(() => fresh.serviceNames()).toThrow('no reference data is installed: call `useReferenceData` with a host first');
    fresh.useReferenceData(nodeHost);
    expect(fresh.serviceNames().length).toBeGreaterThan(400);
  });

  it('reads each file once, and only what is asked for', () => {
    const read: string[] = [];
    useReferenceData({
      gunzip: nodeHost.gunzip,
      readData: (name) => {
        read.push(name);
        return nodeHost.readData(name);
      },
    });
    expect(read).toEqual([]);
    expect(service('s3')?.actions.get('getobject')?.name).toBe('GetObject');
    expect(service('S3')).toBe(service('s3'));
    expect(read).toEqual(['index.json.gz', 'services/s3.json.gz']);
  });

  it('forgets what another source gave', () => {
    const name = serviceNames()[0];
    expect(name).toBeDefined();
    useReferenceData(sourceOf({ format: bakedFormat, dates: {}, services: { only: ['Only', 0] }, arnServices: {} }));
    expect(serviceNames()).toEqual(['only']);
    useReferenceData(nodeHost);
    expect(serviceNames()[0]).toBe(name);
  });

  it('refuses files of another format', () => {
    useReferenceData(sourceOf({ format: bakedFormat + 1 }));
    expect(() => serviceNames()).toThrow(/is of format \d+, and format \d+ is needed/);
  });

  it('passes on what keeps a file from being read', () => {
    useReferenceData({
      gunzip: gunzipSync,
      readData: () => {
        throw new Error('no such file');
      },
    });
    expect(() => serviceNames()).toThrow('no such file');
  });
});

function sourceOf(index: unknown): Parameters<typeof useReferenceData>[0] {
  return { gunzip: gunzipSync, readData: () => gzipSync(JSON.stringify(index)) };
}

describe('ARN templates', () => {
  it.each([
    ['s3', ['s3', 'ssm']],
    ['rds', ['rds', 'rds-data']],
    ['nosuch', []],
    ['constructor', []],
    ['', []],
  ])('the services of %j are %j', (field, prefixes) => {
    expect(servicesOfArn(field)).toEqual(prefixes);
  });

  it.each([
    ['arn:${Partition}:s3:::${BucketName}', 'arn:*:s3:::*'],
    ['arn:${Partition}:s3:::${BucketName}/${ObjectName}', 'arn:*:s3:::*/*'],
    ['arn:${Partition}:dms:${Region}:${Account}:cert:*', 'arn:*:dms:*:*:cert:*'],
    ['arn:${Partition}:apigateway:${Region}::/domainnames/${DomainName}+${DomainIdentifier}', 'arn:*:apigateway:*::/domainnames/*+*'],
    ['arn:${Partition}:x:::${A}${B}', 'arn:*:x:::*'],
  ])('%s as a pattern', (template, pattern) => {
    expect(arnTemplatePattern(template)).toBe(pattern);
  });
});

describe('action rows', () => {
  it('come back as they were written', () => {
    const position = fc.nat({ max: 5000 });
    const resource = fc.record({ resourceType: position, required: fc.boolean(), keyList: position, dependentActions: position });
    const row = fc.record({
      name: fc.stringMatching(/^[A-Za-z0-9-]+$/),
      level: fc.constantFrom('L', 'R', 'W', 'P', 'T'),
      permissionOnly: fc.boolean(),
      keyList: position,
      dependentActions: position,
      resources: fc.array(resource, { maxLength: 5 }),
    });
    fc.assert(
      fc.property(row, (value) => {
        expect(readActionRow(writeActionRow(value))).toEqual(value);
      }),
    );
  });
});

describe('lazyMap', () => {
  it('makes each value once, when it is asked for', () => {
    const made: number[] = [];
    const map = lazyMap(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      (item) => {
        made.push(item);
        return { item };
      },
    );
    expect([map.size, map.has('b'), map.has('c'), map.get('c')]).toEqual([2, true, false, undefined]);
    expect(made).toEqual([]);
    expect(map.get('b')).toBe(map.get('b'));
    expect(made).toEqual([2]);
    expect([...map]).toEqual([...map.entries()]);
    expect([...map.keys()]).toEqual(['a', 'b']);
    expect([...map.values()]).toEqual([{ item: 1 }, { item: 2 }]);
    const visited: unknown[] = [];
    map.forEach((value, key, whole) => visited.push([key, value, whole === map]));
    expect(visited).toEqual([
      ['a', { item: 1 }, true],
      ['b', { item: 2 }, true],
    ]);
    expect(made).toEqual([2, 1]);
  });
});
