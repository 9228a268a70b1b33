import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { SourceFile } from '../../src/model/policy-source.ts';
import { readSource } from '../../src/sources/index.ts';
import { plain } from './show.ts';

const allow = (action: string): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
const arn = (path: string): string => `arn:aws:iam::111122223333:${path}`;

const user = {
  UserName: 'ada',
  Arn: arn('user/team/ada'),
  Path: '/team/',
  UserPolicyList: [{ PolicyName: 'own', PolicyDocument: allow('a:Own') }],
  GroupList: ['staff'],
  AttachedManagedPolicies: [{ PolicyName: 'shared', PolicyArn: arn('policy/shared') }],
  PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn('policy/bound') },
};
const group = {
  GroupName: 'staff',
  Arn: arn('group/staff'),
  GroupPolicyList: [{ PolicyName: 'staff', PolicyDocument: encodeURIComponent(JSON.stringify(allow('a:Group'))) }],
  AttachedManagedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
};
const role = { RoleName: 'worker', Arn: arn('role/worker'), AssumeRolePolicyDocument: allow('sts:AssumeRole'), RolePolicyList: [], AttachedManagedPolicies: [{ PolicyName: 'shared', PolicyArn: arn('policy/shared') }] };
const managed = (name: string, ...versions: readonly object[]): object => ({ PolicyName: name, Arn: arn(`policy/${name}`), PolicyVersionList: versions });
const version = (id: string, action: string, isDefault: boolean): object => ({ VersionId: id, IsDefaultVersion: isDefault, Document: allow(action) });
const shared = managed('shared', version('v3', 'a:Newer', false), version('v2', 'a:Shared', true), version('v1', 'a:Older', false));
const bound = managed('bound', version('v1', 'a:*', true));

const first = { UserDetailList: [user], GroupDetailList: [], RoleDetailList: [], Policies: [bound], IsTruncated: true, Marker: 'x' };
const second = { UserDetailList: [], GroupDetailList: [group], RoleDetailList: [role], Policies: [shared], IsTruncated: false };
const whole = { UserDetailList: [user], GroupDetailList: [group], RoleDetailList: [role], Policies: [bound, shared] };

/** What each principal may do and by what, its boundary and who may take it on. */
function graph({ principals }: SourceFile): readonly string[] {
  const actions = (policy: NonNullable<SourceFile['policies'][number]> | undefined): string => {
    const { Statement: [statement] = [] } = (policy === undefined ? {} : plain(policy.node)) as { readonly Statement?: readonly { readonly Action: string }[] };
    return statement?.Action ?? '';
  };
  return principals.map(({ kind, id, attachments, boundary, trust }) => {
    const held = attachments.map((attachment) => `${attachment.kind} ${attachment.source === undefined ? (attachment.awsManagedArn ?? attachment.unseen?.name ?? '') : actions(attachment.source)}`);
    return [`${kind} ${id}`, ...held, ...(boundary === undefined ? [] : [`within ${actions(boundary.source)}`]), ...(trust === undefined ? [] : [`trust ${actions(trust)}`])].join(', ');
  });
}

const GRAPH = [
  'user ada, inline a:Own, customerManaged a:Shared, group a:Group, group arn:aws:iam::aws:policy/ReadOnlyAccess, within a:*',
  'group staff, inline a:Group, awsManaged arn:aws:iam::aws:policy/ReadOnlyAccess',
  'role worker, customerManaged a:Shared, trust sts:AssumeRole',
];

describe('an account export', () => {
  it.each([
    ['whole', 'account.json', JSON.stringify(whole)],
    ['in pages', 'account.json', JSON.stringify([first, second])],
    ['in YAML', 'account.yaml', stringify(whole)],
    ['as a stream of YAML pages, as the command line writes it', 'account.yaml', stringify([first]) + stringify([second])],
    ['with what AWS never writes', 'account.yaml', stringify({ ...whole, GroupDetailList: [{ ...group, PermissionsBoundary: user.PermissionsBoundary }], RoleDetailList: [{ ...role, GroupList: ['staff'] }] })],
  ])('is the same: %s', (_, path, text) => {
    const file = readSource(path, text);
    expect(file.errors).toEqual([]);
    expect(file.format).toBe('account');
    expect(graph(file)).toEqual(GRAPH);
    expect(file.principals.flatMap(({ partial }) => partial)).toEqual([]);
    expect(file.policies.map(({ label }) => label.name)).toEqual(['bound', 'shared', 'own', 'staff', 'worker']);
  });

  it('that is cut off says so of everyone', () => {
    const file = readSource('account.json', JSON.stringify([second, first]));
    expect(file.errors.map(({ code, loc }) => `${code} at ${loc.pointer}`)).toEqual(['unseen-part at /1/IsTruncated']);
    expect(file.principals.map(({ partial }) => partial)).toEqual(file.principals.map(() => ['the export is cut off']));
  });

  it.each([
    ['a policy', { ...whole, Policies: [bound] }, ['user ada: the policy `arn:aws:iam::111122223333:policy/shared` is not in this file', 'role worker: the policy `arn:aws:iam::111122223333:policy/shared` is not in this file']],
    ['the version that acts', { ...whole, Policies: [bound, managed('shared', version('v1', 'a:Older', false))] }, ['user ada: the policy `arn:aws:iam::111122223333:policy/shared` is not in this file', 'role worker: the policy `arn:aws:iam::111122223333:policy/shared` is not in this file']],
    ['a group', { ...whole, GroupDetailList: [] }, ['user ada: the group `staff` is not in this file']],
  ])('without %s says whom that concerns', (_, account, expected) => {
    const file = readSource('account.json', JSON.stringify(account));
    expect(file.principals.flatMap(({ kind, id, partial }) => partial.map((reason) => `${kind} ${id}: ${reason}`))).toEqual(expected);
  });
});
