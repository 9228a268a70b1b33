import { member, type LocatedNode } from '../../model/located.ts';
import type { PolicyAttachment, PrincipalKind, SourcePrincipal } from '../../model/policy-source.ts';
import type { TemplateText } from '../../model/unknown-value.ts';
import { unknown } from '../cloudformation/resolver.ts';
import { plainText } from '../cloudformation/template.ts';
import { itemsOf } from './items.ts';
import type { TerraformResource } from './read-terraform.ts';

const KINDS = { aws_iam_user: 'user', aws_iam_role: 'role', aws_iam_group: 'group' } as const satisfies Record<string, PrincipalKind>;
type PrincipalType = keyof typeof KINDS;

function isPrincipalType(type: string): type is PrincipalType {
  return Object.hasOwn(KINDS, type);
}

/** The users, roles and groups of a plan or state, with what is attached to them by known names. */
export function terraformPrincipals(resources: readonly TerraformResource[]): readonly SourcePrincipal[] {
  return resources.flatMap((resource) => (isPrincipalType(resource.type) ? [principalOf(resource, KINDS[resource.type], resources)] : []));
}

function principalOf(resource: TerraformResource, kind: PrincipalKind, resources: readonly TerraformResource[]): SourcePrincipal {
  const name = plainText(member(resource.values, 'name'));
  const arn = plainText(member(resource.values, 'arn'));
  const held = attachmentsOf(resource, kind, name, resources);
  const boundary = plainText(member(resource.values, 'permissions_boundary'));
  const trust = resource.policies.find(({ policy }) => policy.type === 'trust')?.policy;
  const reason = 'known only after the plan is applied';
  const nameText: TemplateText = name === undefined ? [unknown(`${resource.address}.name`, reason, { kind: 'plain' })] : [name];
  return {
    kind,
    id: resource.address,
    name: nameText,
    arn: arn === undefined ? [unknown(`${resource.address}.arn`, reason, { kind: 'plain' })] : [arn],
    attachments: held.attachments,
    ...(boundary === undefined || boundary === '' ? {} : { boundary: { ...byArn(boundary, resource.node, resources), kind: 'boundary' } }),
    ...(trust === undefined ? {} : { trust }),
    partial: [...held.partial, ...held.attachments.flatMap(({ unseen }) => (unseen === undefined ? [] : [`the policy \`${unseen.name}\` is not in this file`]))],
    loc: resource.node.loc,
  };
}

interface Held {
  readonly attachments: readonly PolicyAttachment[];
  readonly partial: readonly string[];
}

function attachmentsOf(resource: TerraformResource, kind: PrincipalKind, name: string | undefined, resources: readonly TerraformResource[]): Held {
  const attachments: PolicyAttachment[] = resource.policies
    .filter(({ policy }) => policy.type === 'identity')
    .map(({ policy }) => ({ kind: 'inline', source: policy, loc: policy.loc }));
  const partial: string[] = [];
  const managed = listOf(member(resource.values, 'managed_policy_arns'), resource.mayBeSet('managed_policy_arns'));
  for (const arn of managed.known) attachments.push(byArn(arn, resource.node, resources));
  if (!managed.isWhole) attachments.push(unseen(`${resource.address}.managed_policy_arns`, resource.node));
  for (const other of resources) {
    const named = namesIn(other, kind);
    if (named === undefined) continue;
    if (name !== undefined && named.known.includes(name)) attachments.push(...attached(other, resources));
    else if (name === undefined || !named.isWhole) partial.push(`\`${other.address}\` may be attached to it: the name is known only after the plan is applied`);
  }
  if (kind === 'user') {
    const groups = groupsOf(name, resources);
    partial.push(...groups.partial);
    for (const group of groups.names) {
      const found = resources.find((other) => other.type === 'aws_iam_group' && plainText(member(other.values, 'name')) === group);
      const held = found === undefined ? undefined : attachmentsOf(found, 'group', group, resources);
      if (held === undefined) partial.push(`the policies of the group \`${group}\` are not in this file`);
      attachments.push(...(held?.attachments ?? []).map((attachment): PolicyAttachment => ({ ...attachment, kind: 'group' })));
      partial.push(...(held?.partial ?? []));
    }
  }
  return { attachments, partial };
}

/** The principals of a kind that a resource attaches policies to; undefined if it attaches none. */
function namesIn({ type, values, mayBeSet }: TerraformResource, kind: PrincipalKind): TextList | undefined {
  if (type === `aws_iam_${kind}_policy` || type === `aws_iam_${kind}_policy_attachment`) {
    const name = plainText(member(values, kind));
    return { known: name === undefined ? [] : [name], isWhole: name !== undefined };
  }
  // It takes other attachments away, and makes those that are missing.
  if (type === `aws_iam_${kind}_policy_attachments_exclusive`) {
    const name = plainText(member(values, `${kind}_name`));
    return { known: name === undefined ? [] : [name], isWhole: name !== undefined };
  }
  return type === 'aws_iam_policy_attachment' ? listOf(member(values, `${kind}s`), mayBeSet(`${kind}s`)) : undefined;
}

function attached(other: TerraformResource, resources: readonly TerraformResource[]): readonly PolicyAttachment[] {
  if (!/_attachments?(?:_exclusive)?$/.test(other.type)) {
    const loc = other.node.loc;
    const [found] = other.policies;
    return [found === undefined ? unseen(other.address, other.node) : { kind: 'inline', source: found.policy, loc }];
  }
  if (other.type.endsWith('_attachments_exclusive')) {
    const arns = listOf(member(other.values, 'policy_arns'), other.mayBeSet('policy_arns'));
    return [...arns.known.map((arn) => byArn(arn, other.node, resources)), ...(arns.isWhole ? [] : [unseen(`${other.address}.policy_arns`, other.node)])];
  }
  const arn = plainText(member(other.values, 'policy_arn'));
  return [arn === undefined ? unseen(`${other.address}.policy_arn`, other.node) : byArn(arn, other.node, resources)];
}

function byArn(arn: string, node: LocatedNode, resources: readonly TerraformResource[]): PolicyAttachment {
  const { loc } = node;
  if (/^arn:[\w-]+:iam::aws:policy\//.test(arn)) return { kind: 'awsManaged', awsManagedArn: arn, loc };
  const policy = resources.find((other) => other.type === 'aws_iam_policy' && plainText(member(other.values, 'arn')) === arn)?.policies[0]?.policy;
  return policy === undefined ? unseen(arn, node) : { kind: 'customerManaged', source: policy, loc };
}

function unseen(name: string, { loc }: LocatedNode): PolicyAttachment {
  return { kind: 'customerManaged', unseen: unknown(name, 'policy that is not in this file', { kind: 'anyText' }), loc };
}

interface Groups {
  readonly names: readonly string[];
  /** Why it may be in more. */
  readonly partial: readonly string[];
}

function groupsOf(user: string | undefined, resources: readonly TerraformResource[]): Groups {
  const found = resources.flatMap((resource): readonly Groups[] => {
    const membership = membershipIn(resource);
    if (membership === undefined) return [];
    const { users, groups } = membership;
    const isMember = user !== undefined && users.known.includes(user);
    if (!isMember && user !== undefined && users.isWhole) return [];
    const isTold = isMember && groups.isWhole;
    return [{ names: isMember ? groups.known : [], partial: isTold ? [] : [`\`${resource.address}\` may put it into groups: that is known only after the plan is applied`] }];
  });
  return { names: [...new Set(found.flatMap(({ names }) => names))], partial: found.flatMap(({ partial }) => partial) };
}

/** Which users a resource puts into which groups. */
function membershipIn({ type, values, mayBeSet }: TerraformResource): { readonly users: TextList; readonly groups: TextList } | undefined {
  const one = (argument: string): TextList => {
    const text = plainText(member(values, argument));
    return { known: text === undefined ? [] : [text], isWhole: text !== undefined };
  };
  const many = (argument: string): TextList => listOf(member(values, argument), mayBeSet(argument));
  if (type === 'aws_iam_user_group_membership') return { users: one('user'), groups: many('groups') };
  return type === 'aws_iam_group_membership' ? { users: many('users'), groups: one('group') } : undefined;
}

/** A list of texts, as far as a plan knows it. */
interface TextList {
  readonly known: readonly string[];
  /** Nothing is left out. */
  readonly isWhole: boolean;
}

/** In a plan, `null` among the items stands for what is known later, and so does a list that was set and is missing. */
function listOf(node: LocatedNode | undefined, mayBeSet: boolean): TextList {
  if (node === undefined) return { known: [], isWhole: !mayBeSet };
  const items = itemsOf(node);
  const known = items.flatMap((item) => plainText(item) ?? []);
  return { known, isWhole: known.length === items.length && (node.kind === 'array' || node.kind === 'null') };
}
