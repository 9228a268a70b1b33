import { member, type LocatedNode } from '../../model/located.ts';
import type { PolicyAttachment, PrincipalKind, SourcePolicy, SourcePrincipal } from '../../model/policy-source.ts';
import type { SourceError } from '../../model/source-error.ts';
import type { UnknownValue } from '../../model/unknown-value.ts';
import { plainText } from '../cloudformation/template.ts';
import { unknown } from '../cloudformation/resolver.ts';
import { accountPolicy } from './account-document.ts';
import { actingVersion } from './kept-parts.ts';
import { readLater, type ReadLater } from './read-later.ts';

export interface ReadAccount {
  readonly policies: readonly SourcePolicy[];
  readonly principals: readonly SourcePrincipal[];
  readonly errors: readonly SourceError[];
}

interface Account {
  readonly file: string;
  readonly managed: ReadonlyMap<string, SourcePolicy>;
  readonly groups: ReadonlyMap<string, LocatedNode>;
  /** Inline and trust policies by their documents, as they are met. */
  readonly own: Map<LocatedNode, SourcePolicy>;
  readonly cut: boolean;
  readonly later: ReadLater;
}

const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;

/** Whether a document is what `GetAccountAuthorizationDetails` answers: one page, or a list of pages. */
export function isAccount(root: LocatedNode): boolean {
  return pagesOf(root).some((page) => ['UserDetailList', 'GroupDetailList', 'RoleDetailList'].some((name) => member(page, name)?.kind === 'array'));
}

function pagesOf(root: LocatedNode): readonly LocatedNode[] {
  return root.kind === 'array' ? root.items : [root];
}

/**
 * Reads an account's users, roles and groups with all their policies.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export function readAccount(root: LocatedNode, file: string): ReadAccount {
  const pages = pagesOf(root);
  const [users, groups, roles, managed] = LISTS.map((name) => pages.flatMap((page) => itemsOf(member(page, name))));
  const errors: SourceError[] = [];
  const lastPage = pages.at(-1);
  const truncated = member(lastPage, 'IsTruncated');
  const cut = truncated?.kind === 'boolean' && truncated.value;
  if (cut) errors.push({ code: 'unseen-part', message: 'the export is cut off: its last page says that there are more', loc: truncated.loc });
  const later = readLater();
  const account: Account = {
    file,
    managed: new Map((managed ?? []).flatMap((policy) => managedEntry(policy, file, later))),
    groups: new Map((groups ?? []).map((group) => [textOf(group, 'GroupName'), group])),
    own: new Map(),
    cut,
    later,
  };
  const principals = [
    ...(users ?? []).map((user) => principalOf(user, 'user', 'User', account)),
    ...(groups ?? []).map((group) => principalOf(group, 'group', 'Group', account)),
    ...(roles ?? []).map((role) => principalOf(role, 'role', 'Role', account)),
  ];
  const customer = [...account.managed].filter(([arn]) => !isAwsManaged(arn)).map(([, policy]) => policy);
  return { policies: [...customer, ...account.own.values()], principals, errors };
}

function itemsOf(node: LocatedNode | undefined): readonly LocatedNode[] {
  return node?.kind === 'array' ? node.items : [];
}

function textOf(node: LocatedNode | undefined, name: string): string {
  return plainText(member(node, name)) ?? '';
}

function isAwsManaged(arn: string): boolean {
  return /^arn:[\w-]+:iam::aws:policy\//.test(arn);
}

function managedEntry(policy: LocatedNode, file: string, later: ReadLater): readonly (readonly [string, SourcePolicy])[] {
  const document = policy.kind === 'object' ? member(actingVersion(policy), 'Document') : undefined;
  return document === undefined ? [] : [[textOf(policy, 'Arn'), accountPolicy(document, 'identity', textOf(policy, 'PolicyName'), file, later)]];
}

function principalOf(node: LocatedNode, kind: PrincipalKind, word: 'User' | 'Group' | 'Role', account: Account): SourcePrincipal {
  const name = textOf(node, `${word}Name`);
  const own = policiesOf(node, word, account);
  // What AWS never writes there is not read there: only users are in groups, a group has no boundary, and only a role is assumed.
  const groups = kind === 'user' ? itemsOf(member(node, 'GroupList')).flatMap((group) => groupPolicies(group, account)) : [];
  const boundaryArn = kind === 'group' ? undefined : plainText(member(member(node, 'PermissionsBoundary'), 'PermissionsBoundaryArn'));
  const trustNode = kind === 'role' ? member(node, 'AssumeRolePolicyDocument') : undefined;
  const trust = trustNode === undefined ? undefined : accountPolicy(trustNode, 'trust', name, account.file, account.later);
  if (trust !== undefined && trustNode !== undefined) account.own.set(trustNode, trust);
  const attachments = [...own, ...groups];
  return {
    kind,
    id: name,
    name: [name],
    arn: [textOf(node, 'Arn')],
    attachments,
    ...(boundaryArn === undefined ? {} : { boundary: { ...managedAttachment(boundaryArn, node, account), kind: 'boundary' } }),
    ...(trust === undefined ? {} : { trust }),
    partial: [
      ...(account.cut ? ['the export is cut off'] : []),
      ...attachments.flatMap(({ unseen }) => (unseen === undefined ? [] : [isGroup(unseen) ? `the ${unseen.name} is not in this file` : `the policy \`${unseen.name}\` is not in this file`])),
    ],
    loc: node.loc,
  };
}

function policiesOf(node: LocatedNode, word: 'User' | 'Group' | 'Role', account: Account): readonly PolicyAttachment[] {
  const inline = itemsOf(member(node, `${word}PolicyList`)).flatMap((entry): readonly PolicyAttachment[] => {
    const document = member(entry, 'PolicyDocument');
    if (document === undefined) return [];
    // A group's policies are met once for the group and once for each of its users.
    const source = account.own.get(document) ?? accountPolicy(document, 'identity', textOf(entry, 'PolicyName'), account.file, account.later);
    account.own.set(document, source);
    return [{ kind: 'inline', source, loc: entry.loc }];
  });
  const attached = itemsOf(member(node, 'AttachedManagedPolicies')).map((entry) => managedAttachment(textOf(entry, 'PolicyArn'), entry, account));
  return [...inline, ...attached];
}

/** The export has the documents of AWS's own policies too, in the version that the account uses. */
function managedAttachment(arn: string, entry: LocatedNode, account: Account): PolicyAttachment {
  const { loc } = entry;
  const kind = isAwsManaged(arn) ? 'awsManaged' : 'customerManaged';
  const source = account.managed.get(arn);
  if (source !== undefined) return { kind, source, loc };
  if (kind === 'awsManaged') return { kind, awsManagedArn: arn, loc };
  return { kind, unseen: unknown(arn, 'policy that is not in the export', { kind: 'anyText' }), loc };
}

const NO_GROUP = 'group that is not in the export';

function isGroup({ reason }: UnknownValue): boolean {
  return reason === NO_GROUP;
}

function groupPolicies(group: LocatedNode, account: Account): readonly PolicyAttachment[] {
  const name = plainText(group) ?? '';
  const found = account.groups.get(name);
  if (found === undefined) return [{ kind: 'group', unseen: unknown(`group \`${name}\``, NO_GROUP, { kind: 'anyText' }), loc: group.loc }];
  return policiesOf(found, 'Group', account).map((attachment): PolicyAttachment => ({ ...attachment, kind: 'group', loc: group.loc }));
}
