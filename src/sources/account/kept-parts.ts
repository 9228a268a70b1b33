import { member, type LocatedNode, type LocatedObject } from '../../model/located.ts';
import { plainText } from '../cloudformation/template.ts';

/** What is read of each record of an account export, by the list that it is in. The rest may be most of it. */
const READ: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['UserDetailList', new Set(['UserName', 'Arn', 'UserPolicyList', 'GroupList', 'AttachedManagedPolicies', 'PermissionsBoundary'])],
  ['GroupDetailList', new Set(['GroupName', 'Arn', 'GroupPolicyList', 'AttachedManagedPolicies'])],
  ['RoleDetailList', new Set(['RoleName', 'Arn', 'RolePolicyList', 'AssumeRolePolicyDocument', 'AttachedManagedPolicies', 'PermissionsBoundary'])],
  ['Policies', new Set(['PolicyName', 'Arn', 'DefaultVersionId', 'PolicyVersionList'])],
]);

export function isRecordList(name: string): boolean {
  return READ.has(name);
}

/**
 * The parts of a record that the reading of an account looks at: without old versions of policies, and
 * without the copies of roles in instance profiles. What is no such record stays as it is.
 */
export function keptOfRecord(record: LocatedNode, list: string): LocatedNode {
  const read = READ.get(list);
  if (read === undefined || record.kind !== 'object') return record;
  const members = record.members.filter(({ key }) => read.has(key));
  if (list !== 'Policies') return { ...record, members };
  const versions = member(record, 'PolicyVersionList');
  if (versions?.kind !== 'array') return record;
  const acting = actingVersion(record);
  const value = { ...versions, items: acting === undefined ? [] : [acting] };
  return { ...record, members: members.map((entry) => (entry.value === versions ? { ...entry, value } : entry)) };
}

/** A managed policy acts in its default version. */
export function actingVersion(policy: LocatedObject): LocatedNode | undefined {
  const versions = member(policy, 'PolicyVersionList');
  const chosen = plainText(member(policy, 'DefaultVersionId')) ?? '';
  return (versions?.kind === 'array' ? versions.items : []).find((candidate) => {
    const isDefault = member(candidate, 'IsDefaultVersion');
    return (isDefault?.kind === 'boolean' && isDefault.value) || (chosen !== '' && plainText(member(candidate, 'VersionId')) === chosen);
  });
}
