import { readFileSync } from 'node:fs';
import fastGlob from 'fast-glob';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSource, readSources } from '../../src/sources/index.ts';

const broken = fastGlob.sync('fixtures/broken/*').sort();
const templates = fastGlob.sync(['!**/*.intents.yaml', '!**/*.golden.json', 'fixtures/templates/**/*.{yaml,json}', 'fixtures/policies/**/*.json', 'fixtures/sources/*/*.{yaml,json}']).sort();
const texts = templates.map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe('broken files', () => {
  it.each(broken)('%s is read without a throw, and what is wrong has a place', (path) => {
    const file = readSource(path, readFileSync(path, 'utf8'));
    const errors = [...file.errors, ...file.policies.flatMap((policy) => policy.errors)];
    if (file.recognized) expect(errors.length).toBeGreaterThan(0);
    for (const { message, loc } of errors) {
      expect(message).toMatch(/^[^A-Z\s]|^JSON/);
      expect(message).not.toMatch(/\.$|undefined|\[object/);
      expect(loc.span?.end).toBeLessThanOrEqual(file.text.length);
    }
  });
});

describe('the templates of the tests', () => {
  it.each(templates.filter((path) => path.startsWith('fixtures/templates') || path.startsWith('fixtures/policies')))('%s reads well', (path) => {
    const file = readSource(path, readFileSync(path, 'utf8'));
    expect(file.recognized).toBe(true);
    expect(file.errors.filter(({ code }) => code !== 'unseen-part')).toEqual([]);
    expect(file.policies.length).toBeGreaterThan(0);
    for (const policy of file.policies) expect(policy.policy).toBeDefined();
  });
});

/** Nothing may throw or point outside of the text, whatever the text is. */
function check(path: string, text: string): void {
  const file = readSource(path, text);
  for (const error of [...file.errors, ...file.policies.flatMap((policy) => policy.errors)]) {
    expect(error.loc.span?.start ?? 0).toBeLessThanOrEqual(text.length);
    expect(error.message).not.toContain('undefined');
  }
}

describe('texts that are damaged at random', () => {
  const source = fc.constantFrom(...texts);
  it('truncated', () => {
    fc.assert(
      fc.property(source, fc.double({ min: 0, max: 1, noNaN: true }), ({ path, text }, part) => {
        check(path, text.slice(0, Math.floor(text.length * part)));
      }),
      { numRuns: 300 },
    );
  });
  it('with a character changed', () => {
    fc.assert(
      fc.property(source, fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom('\0', '\t', '"', "'", '{', ']', ':', '-', '&', '*', '!', '\n', '#', '\uFFFD', '%', '<<: *x'), ({ path, text }, part, character) => {
        const at = Math.floor(text.length * part);
        check(path, text.slice(0, at) + character + text.slice(at + 1));
      }),
      { numRuns: 500 },
    );
  });
  it('with bits of their bytes flipped', () => {
    fc.assert(
      fc.property(source, fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(7)), { minLength: 1, maxLength: 4 }), ({ path, text }, flips) => {
        const bytes = new TextEncoder().encode(text);
        for (const [part, bit] of flips) {
          const at = Math.floor(bytes.length * part);
          bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        }
        check(path, new TextDecoder().decode(bytes));
      }),
      { numRuns: 300 },
    );
  });
  it('in the files that a CDK assembly leads to', () => {
    const folder = 'fixtures/sources/cdk-app/cdk.out';
    const files = new Map(fastGlob.sync(`${folder}/**/*.json`).map((path) => [path, readFileSync(path, 'utf8')]));
    const manifest = `${folder}/manifest.json`;
    fc.assert(
      fc.property(fc.constantFrom(...files.keys()), fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom('', '"', '{', ']', ',', 'x'), fc.boolean(), (damaged, part, character, cut) => {
        const textOf = (path: string): string => {
          const text = files.get(path);
          if (text === undefined) throw new Error('no such file');
          const at = Math.floor(text.length * part);
          return path === damaged ? text.slice(0, at) + character + (cut ? '' : text.slice(at + 1)) : text;
        };
        const found = readSources(manifest, textOf(manifest), { host: { readFile: (path) => new TextEncoder().encode(textOf(path)) } });
        for (const { errors, text } of found) for (const { loc } of errors) expect(loc.span?.start ?? 0).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 60 },
    );
  });
  it('with lines in another order', () => {
    fc.assert(
      fc.property(source, fc.nat(), fc.nat(), ({ path, text }, first, second) => {
        const lines = text.split('\n');
        const a = first % lines.length;
        const b = second % lines.length;
        [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
        check(path, lines.join('\n'));
      }),
      { numRuns: 300 },
    );
  });
  it('of any characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('a.yaml', 'a.json', 'a'), (text, path) => {
        check(path, text);
      }),
      { numRuns: 500 },
    );
  });
  it('of any JSON value, as a template', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom('PolicyDocument', 'Roles', 'PolicyName'), (value, property) => {
        const properties = { PolicyName: 'p', PolicyDocument: {}, [property]: value };
        check('a.json', JSON.stringify({ Resources: { P: { Type: 'AWS::IAM::Policy', Properties: properties } } }));
      }),
      { numRuns: 500 },
    );
  });
});

describe('names that objects have by themselves', () => {
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];
  it.each(names)('%s is a name like any other', (name) => {
    const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  ${name}: { Type: ${name}, Properties: { Policies: [{ PolicyDocument: { Statement: [] } }] } }
  Other: { Type: 'AWS::${name}::${name}', Properties: { ${name}: x } }
  Function: { Type: AWS::Serverless::Function, Properties: { Policies: [{ ${name}: {} }, ${name}], Events: { E: { Type: ${name} } } } }
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Condition: ${name}
    Properties:
      Roles: [!Ref ${name}]
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: !Ref ${name}x, Resource: [!GetAtt '${name}.${name}', !Sub '\${${name}}', !${name} x, !FindInMap [${name}, ${name}, ${name}], !If [${name}, a, b]] }] }
`;
    const file = readSource('a.yaml', template);
    expect(file.errors.filter(({ message }) => message.startsWith("the document can't be read"))).toEqual([]);
    expect(file.policies.some(({ label }) => label.name === 'Policy')).toBe(true);
  });
  it('references that lead on and on are an error', () => {
    const users = Array.from({ length: 20_000 }, (_, index): [string, unknown] => [
      `U${index}`,
      { Type: 'AWS::IAM::User', Properties: { UserName: { Ref: `U${index + 1}` } } },
    ]);
    const file = readSource('a.json', JSON.stringify({ Resources: Object.fromEntries(users) }));
    expect(file.recognized).toBe(true);
    expect(file.errors.length).toBeGreaterThan(0);
  });
});
