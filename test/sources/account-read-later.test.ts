import { expect, test } from 'vitest';
import type { LocatedNode } from '../../src/model/located.ts';
import { readSource } from '../../src/sources/index.ts';
import { arn, statement } from './account-texts.ts';
import { plain } from './show.ts';

const membersOf = (node: LocatedNode | undefined): unknown => (node?.kind === 'object' ? node.members : undefined);

test.each([
  ['objects', (action: string): unknown => statement(action)],
  ['encoded texts', (action: string): unknown => encodeURIComponent(JSON.stringify(statement(action)))],
])('of the documents of an export only the one that was looked at last is in memory, and each stays what it is: %s', (_, written) => {
  const user = { UserName: 'ada', Arn: arn('user/ada'), UserPolicyList: ['a:One', 'a:Two'].map((action) => ({ PolicyName: action, PolicyDocument: written(action) })) };
  const { policies, principals } = readSource('account.json', JSON.stringify({ UserDetailList: [user] }));
  const [one, two] = policies.map(({ node }) => node);
  const first = membersOf(one);
  expect(membersOf(one)).toBe(first);
  expect([one, two].map((node) => (node === undefined ? node : plain(node)))).toEqual([statement('a:One'), statement('a:Two')]);
  expect(membersOf(one)).not.toBe(first);
  expect(membersOf(one)).toEqual(first);
  // Whoever compares documents compares these objects.
  expect(principals[0]?.attachments[0]?.source?.node).toBe(one);
});
