import fc from 'fast-check';

export const arn = (path: string): string => `arn:aws:iam::111122223333:${path}`;
/** A document that allows one action. */
export const statement = (action: string): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });

const documents = fc.constantFrom<unknown>(statement('a:One'), statement('a:Two'), encodeURIComponent(JSON.stringify(statement('a:Three'))), 'no document', null);
const names = fc.constantFrom('one', 'two', 'drei ä 😀');
const entries = fc.array(fc.record({ PolicyName: names, PolicyDocument: documents }), { maxLength: 2 });
const attached = fc.array(names.map((name) => ({ PolicyName: name, PolicyArn: arn(`policy/${name}`) })), { maxLength: 2 });
const further = { Tags: fc.constant([{ Key: 'UserName', Value: 'Policies' }, { Key: 'é😀', Value: '\\"]}' }]), CreateDate: fc.constant('2024-01-01T00:00:00Z') };
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
/** Members in any order: nothing says that an export has them in the one of today. */
function shuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item, index) => shuffled(item, seed + index));
  if (typeof value !== 'object' || value === null) return value;
  const place = ([key]: readonly [string, unknown]): number => Array.from(key).reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1009, seed);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shuffled(part, seed + 1)] as const).sort((a, b) => place(a) - place(b)));
}

export const texts: fc.Arbitrary<string> = fc
  .record({ account: fc.oneof(pages, fc.array(pages, { maxLength: 3 })), seed: fc.nat({ max: 1000 }), indent: fc.constantFrom('', ' ', '    ', '\t'), lineBreak: fc.constantFrom('\n', '\r\n'), escaped: fc.boolean() })
  .map(({ account, seed, indent, lineBreak, escaped }) => {
    const text = JSON.stringify(shuffled(account, seed), undefined, indent).replaceAll('\n', lineBreak);
    return escaped ? text.replaceAll('DefaultVersion', 'Default\\u0056ersion').replaceAll('/', '\\/') : text;
  });

/** A text of which one stretch is missing or is another. */
export function damagedBy(...others: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(texts, fc.nat(), fc.nat({ max: 40 }), fc.constantFrom(...others)).map(([text, at, length, instead]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + instead + text.slice(from + length);
  });
}

export const damaged: fc.Arbitrary<string> = damagedBy('', '"', '{', ']', '\\', ',', '"Policies":', 'é', '\n', '{"UserName":"two"},', '"Tags":0,', '[[[');
export const cut: fc.Arbitrary<string> = fc.tuple(texts, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1)));
