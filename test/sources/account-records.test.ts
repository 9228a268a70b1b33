import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineIndex, rangeOf } from '../../src/model/line-index.ts';
import type { LocatedNode } from '../../src/model/located.ts';
import { parseJsonText } from '../../src/model/parse/json-text.ts';
import { keptOfRecord } from '../../src/sources/account/kept-parts.ts';
import { isAccount, readAccount } from '../../src/sources/account/read-account.ts';
import { readSource } from '../../src/sources/index.ts';

const arn = (path: string): string => `arn:aws:iam::111122223333:${path}`;
const statement = (action: string): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });

const documents = fc.constantFrom<unknown>(statement('a:One'), statement('a:Two'), encodeURIComponent(JSON.stringify(statement('a:Three'))), 'no document', null);
const names = fc.constantFrom('one', 'two', 'three');
const entries = fc.array(fc.record({ PolicyName: names, PolicyDocument: documents }), { maxLength: 2 });
const attached = fc.array(names.map((name) => ({ PolicyName: name, PolicyArn: arn(`policy/${name}`) })), { maxLength: 2 });
const further = { Tags: fc.constant([{ Key: 'UserName', Value: 'Policies' }]), CreateDate: fc.constant('2024-01-01T00:00:00Z') };
const optional = (model: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Partial<Record<string, unknown>>> => fc.record({ ...model }, { requiredKeys: [] });
const users = optional({ ...further, UserName: names, Arn: names.map((name) => arn(`user/${name}`)), UserPolicyList: entries, GroupList: fc.array(names, { maxLength: 2 }), AttachedManagedPolicies: attached });
const groups = optional({ ...further, GroupName: names, GroupPolicyList: entries, AttachedManagedPolicies: attached });
const roles = optional({ ...further, RoleName: names, RolePolicyList: entries, AssumeRolePolicyDocument: documents, InstanceProfileList: fc.constant([{ Roles: [{ AssumeRolePolicyDocument: statement('a:Four') }] }]) });
const versions = fc.array(optional({ VersionId: fc.constantFrom('v1', 'v2', 'v3'), IsDefaultVersion: fc.constantFrom<unknown>(true, false, 'true'), Document: documents }), { maxLength: 4 });
const managed = optional({ ...further, PolicyName: names, Arn: names.map((name) => arn(`policy/${name}`)), DefaultVersionId: fc.constantFrom('v1', 'v2'), PolicyVersionList: fc.oneof(versions, fc.constant({})) });
const pages = optional({
  UserDetailList: fc.array(users, { maxLength: 3 }),
  GroupDetailList: fc.array(groups, { maxLength: 2 }),
  RoleDetailList: fc.array(roles, { maxLength: 2 }),
  Policies: fc.array(managed, { maxLength: 3 }),
  IsTruncated: fc.boolean(),
});
const texts = fc.oneof(pages, fc.array(pages, { maxLength: 3 })).map((account) => JSON.stringify(account, undefined, 1));

/** A text of which one stretch is missing or is another. */
const damaged = fc.tuple(texts, fc.nat(), fc.nat({ max: 40 }), fc.constantFrom('', '"', '{', ']', '\\', ',', '"Policies":', 'é', '\n', '{"UserName":"two"},'))
  .map(([text, at, length, instead]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + instead + text.slice(from + length);
  });
const cut = fc.tuple(texts, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1)));

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
