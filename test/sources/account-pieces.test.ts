import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineIndex, rangeOf } from '../../src/model/line-index.ts';
import type { Location } from '../../src/model/location.ts';
import { fileText, readSource } from '../../src/sources/index.ts';
import { arn, cut, damaged, damagedBy, statement, texts } from './account-texts.ts';

function* inPieces(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
    const size = sizes[piece % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** All that is read of a file, with lines and columns instead of offsets. */
function readingOf(text: string): unknown {
  const lines = lineIndex(text);
  const { recognized, format, policies, principals, errors } = readSource('account.json', text);
  const isPlace = (value: object): value is Location => 'pointer' in value && 'span' in value;
  const placed = (_key: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && isPlace(value) ? { pointer: value.pointer, ...rangeOf(lines, value) } : value;
  return JSON.parse(JSON.stringify({ recognized, format, policies, principals, errors }, placed));
}

const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 400 })), { minLength: 1, maxLength: 4 });
const withMark = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.tuple(fc.constantFrom('', '\uFEFF', '\n \t'), text).map(([before, after]) => before + after);
const encoded = (text: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> => withMark(text).map((all) => new TextEncoder().encode(all));
const flipped = fc.tuple(encoded(texts), fc.nat(), fc.integer({ min: 0, max: 7 })).map(([bytes, at, bit]) => bytes.map((byte, index) => (index === at % bytes.length ? byte ^ (1 << bit) : byte)));

describe('an account export that comes in pieces', () => {
  it.each([
    ['whole', encoded(texts)],
    ['damaged', encoded(damaged)],
    ['with what is no text', encoded(damagedBy('\0', '\uFFFD'))],
    ['cut off', encoded(cut)],
    ['with a bit flipped', flipped],
  ])('says what its whole text says, in the same lines and columns: %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, sizes, (bytes, each) => {
        expect(readingOf(fileText(inPieces(bytes, each)))).toEqual(readingOf(fileText(bytes)));
      }),
      { numRuns: 500 },
    );
  });

  const old = { VersionId: 'v1', IsDefaultVersion: false, Document: statement('a:Old') };
  const account = {
    UserDetailList: [{ UserName: 'ada', Arn: arn('user/ada'), UserPolicyList: [{ PolicyName: 'own', PolicyDocument: statement('a:Own') }], Tags: [{ Key: 'team', Value: 'Gone' }] }],
    RoleDetailList: [{ RoleName: 'worker', InstanceProfileList: [{ Roles: [{ AssumeRolePolicyDocument: statement('a:Gone') }] }], Arn: arn('role/worker') }],
    Policies: [{ PolicyName: 'shared', PolicyVersionList: [old, { VersionId: 'v2', Document: statement('a:Shared') }, old], Arn: arn('policy/shared'), DefaultVersionId: 'v2' }],
    IsTruncated: false,
  };

  it.each([
    ['in one page', account],
    ['in pages', [account, account]],
  ])('loses the parts that nobody reads, and no line: %s', (_, pages) => {
    const text = JSON.stringify(pages, undefined, 4);
    const condensed = fileText(inPieces(new TextEncoder().encode(text), [100]));
    expect(condensed).toMatch(/a:Own[^]*worker[^]*"VersionId": "v2"[^]*a:Shared/);
    expect(condensed).not.toMatch(/Gone|Old/);
    expect(condensed.split('\n')).toHaveLength(text.split('\n').length);
    expect(condensed.length).toBeLessThan(text.length * 0.75);
  });

  it.each([
    ['a template', { Resources: { Policies: [{ Tags: [1, 2, 3] }] }, Policies: 'none' }],
    ['a list of other things', [[{ UserDetailList: [{ Tags: 'kept' }] }]]],
    ['a text', 'UserDetailList'],
    ['lists of other names', { Users: [{ Tags: ['kept'] }] }],
    ['a list with a long value before it', { Before: 'x'.repeat(5_000_000), ...account }],
  ])('leaves other documents as they are: %s', (_, document) => {
    const text = JSON.stringify(document, undefined, 1);
    expect(fileText(inPieces(new TextEncoder().encode(text), [1000])) === text).toBe(true);
  });

  it('leaves out nothing behind a mistake, whose place may be there', () => {
    const text = JSON.stringify(account, undefined, 1).replace('"IsTruncated"', 'IsTruncated').replace('a:Own', 'a:\tOwn');
    expect(fileText(inPieces(new TextEncoder().encode(text), [100]))).toBe(text);
  });

  it('passes on that a file can no longer be read', () => {
    function* failing(): Generator<Uint8Array> {
      yield new TextEncoder().encode('{"UserDetailList": [');
      throw new Error('the disk is gone');
    }
    expect(() => fileText(failing())).toThrow('the disk is gone');
  });
});
