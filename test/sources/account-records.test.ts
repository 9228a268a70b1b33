import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineIndex, rangeOf } from '../../src/model/line-index.ts';
import type { LocatedNode } from '../../src/model/located.ts';
import { parseJsonText } from '../../src/model/parse/json-text.ts';
import { keptOfRecord } from '../../src/sources/account/kept-parts.ts';
import { isAccount, readAccount } from '../../src/sources/account/read-account.ts';
import { readSource } from '../../src/sources/index.ts';
import { arn, cut, damaged, statement, texts } from './account-texts.ts';

/** What is read from the tree of the whole text. */
function fromWhole(text: string): unknown {
  const { root, errors } = parseJsonText(text);
  if (root === undefined || !isAccount(root)) return undefined;
  const read = readAccount(root, text);
  return { policies: read.policies, principals: read.principals, errors: [...errors, ...read.errors] };
}

function countNodes(node: LocatedNode | undefined): number {
  if (node?.kind === 'array') return node.items.reduce((sum, item) => sum + countNodes(item), 1);
  return node?.kind === 'object' ? node.members.reduce((sum, { value }) => sum + countNodes(value), 1) : 1;
}

describe('an account export that is read record by record', () => {
  it.each([
    ['whole', texts],
    ['damaged', damaged],
    ['cut off', cut],
  ])('says what its whole tree says: %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (text) => {
        const expected = fromWhole(text);
        const { policies, principals, errors, format } = readSource('account.json', text);
        if (expected === undefined) expect(format).not.toBe('account');
        else expect({ policies, principals, errors }).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('has errors within the text, whatever is wrong with it', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const lines = lineIndex(text);
        const file = readSource('account.json', text);
        for (const { loc } of [...file.errors, ...file.policies.flatMap(({ errors }) => errors)]) {
          expect(loc.span?.end).toBeLessThanOrEqual(text.length);
          expect(rangeOf(lines, loc).start.column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('lets go of what nobody reads', () => {
    const version = (id: string): object => ({ VersionId: id, IsDefaultVersion: id === 'v2', Document: statement(`a:${id}`) });
    const policy = { PolicyName: 'one', Arn: arn('policy/one'), PolicyVersionList: [version('v2'), version('v1')] };
    const role = { RoleName: 'one', InstanceProfileList: [{ Roles: [{ AssumeRolePolicyDocument: statement('a:Four') }] }] };
    const text = (one: readonly object[], other: readonly object[]): string => JSON.stringify({ RoleDetailList: one, Policies: other });
    const few = text([{ RoleName: 'one' }], [{ ...policy, PolicyVersionList: [version('v2')] }]);
    expect(countNodes(parseJsonText(text([role], [policy]), keptOfRecord).root)).toBe(countNodes(parseJsonText(few).root));
  });

  it('leaves other documents as they are', () => {
    const text = JSON.stringify({ Policies: [{ PolicyName: 'one', PolicyDocument: statement('a:One') }], Resources: { Policies: [{ Type: 'x' }] } });
    expect(parseJsonText(text, keptOfRecord)).toEqual(parseJsonText(text));
  });
});
