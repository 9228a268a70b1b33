import { member, type LocatedNode } from '../../model/located.ts';
import { parsePolicyNode } from '../../model/parse/policy.ts';
import type { PolicyType } from '../../model/policy.ts';
import type { SourcePolicy, SourcePrincipal } from '../../model/policy-source.ts';
import type { SourceError } from '../../model/source-error.ts';
import { accountPolicy } from '../account/account-document.ts';
import { plainText } from '../cloudformation/template.ts';
import { itemsOf } from './items.ts';
import { configuredArguments, type ConfiguredArguments } from './configuration.ts';
import { POLICY_ARGUMENTS } from './policy-arguments.ts';
import { terraformPrincipals } from './principals.ts';
import { deferredDocument, synthesizedPolicy, type Synthesized } from './synthesized.ts';

/** A resource of a plan or state. */
export interface TerraformResource {
  readonly address: string;
  readonly type: string;
  readonly values: LocatedNode;
  readonly node: LocatedNode;
  /** Whether the configuration sets an argument, or would not tell. */
  readonly mayBeSet: (argument: string) => boolean;
  /** Its policies, by the argument that holds them. */
  readonly policies: readonly { readonly argument: string; readonly policy: SourcePolicy }[];
}

export interface ReadTerraform {
  readonly policies: readonly SourcePolicy[];
  readonly principals: readonly SourcePrincipal[];
  readonly errors: readonly SourceError[];
}

/** Whether a document is what `terraform show -json` prints. */
export function isTerraform(root: LocatedNode): boolean {
  return plainText(member(root, 'format_version')) !== undefined && moduleOf(root) !== undefined;
}

function moduleOf(root: LocatedNode): LocatedNode | undefined {
  return member(member(root, 'planned_values') ?? member(root, 'values'), 'root_module');
}

/**
 * Reads a plan or state: what a plan knows only after it is applied is not seen, and said to be so.
 *
 * Source: https://developer.hashicorp.com/terraform/internals/json-format
 */
export function readTerraform(root: LocatedNode, file: string): ReadTerraform {
  const errors: SourceError[] = [];
  const isPlan = member(root, 'planned_values') !== undefined;
  // A state knows all arguments.
  const configured = isPlan ? configuredArguments(root) : () => false;
  const found = resourcesIn(moduleOf(root), configured);
  const resources = found.filter(({ isData }) => !isData).map(({ resource }) => withPolicies(resource, file, isPlan, errors));
  const documents = isPlan ? found.filter(({ isData }) => isData).flatMap(({ resource }) => documentPolicy(resource)) : [];
  const policies = [...resources.flatMap((resource) => resource.policies.map(({ policy }) => policy)), ...documents];
  return { policies, principals: terraformPrincipals(resources), errors };
}

export type BareResource = Omit<TerraformResource, 'policies'>;

interface FoundResource {
  readonly resource: BareResource;
  readonly isData: boolean;
}

function resourcesIn(module: LocatedNode | undefined, configured: ConfiguredArguments): readonly FoundResource[] {
  const own = itemsOf(member(module, 'resources')).flatMap((node): readonly FoundResource[] => {
    const type = plainText(member(node, 'type'));
    const values = member(node, 'values');
    if (type === undefined || values === undefined) return [];
    const name = plainText(member(node, 'name')) ?? '';
    const resource = { address: plainText(member(node, 'address')) ?? type, type, values, node, mayBeSet: (argument: string) => configured(type, name, argument) };
    return [{ resource, isData: plainText(member(node, 'mode')) === 'data' }];
  });
  return [...own, ...itemsOf(member(module, 'child_modules')).flatMap((child) => resourcesIn(child, configured))];
}

function withPolicies(resource: BareResource, file: string, isPlan: boolean, errors: SourceError[]): TerraformResource {
  const policies = POLICY_ARGUMENTS.filter(({ type }) => type === resource.type).flatMap(({ argument, policy, guards }) => {
    const node = member(resource.values, argument);
    // The provider fills in some arguments that nobody set, after the plan is applied.
    if (node === undefined && isPlan && resource.mayBeSet(argument)) {
      errors.push({ code: 'unseen-part', message: `\`${argument}\` of \`${resource.address}\` is known only after the plan is applied`, loc: resource.node.loc });
    }
    return node === undefined || node.kind === 'null' || plainText(node) === '' ? [] : [{ argument, policy: policyAt(node, policy, resource, file, guards) }];
  });
  const synthesized = synthesizedPolicy(resource);
  const others = synthesized === undefined ? [] : [{ argument: '', policy: madeUp(synthesized, resource) }];
  return { ...resource, policies: [...policies, ...others, ...organizationPolicy(resource, file), ...inlinePolicies(resource, file)] };
}

function documentPolicy(resource: BareResource): readonly SourcePolicy[] {
  const document = deferredDocument(resource);
  return document === undefined ? [] : [madeUp(document, resource)];
}

function madeUp({ node, policy: type, guards }: Synthesized, resource: BareResource): SourcePolicy {
  const { policy, errors } = parsePolicyNode(node, type);
  return {
    type,
    label: { name: resource.address, resourceType: resource.type },
    ...(policy === undefined ? {} : { policy }),
    node,
    errors,
    loc: resource.node.loc,
    ...(guards === undefined ? {} : { resourceType: guards }),
  };
}

function policyAt(node: LocatedNode, type: PolicyType, resource: BareResource, file: string, guards?: string): SourcePolicy {
  const policy = accountPolicy(node, type, resource.address, file);
  return { ...policy, label: { name: resource.address, resourceType: resource.type }, ...(guards === undefined ? {} : { resourceType: guards }) };
}

function organizationPolicy(resource: BareResource, file: string): TerraformResource['policies'] {
  const content = resource.type === 'aws_organizations_policy' ? member(resource.values, 'content') : undefined;
  const kind = plainText(member(resource.values, 'type')) ?? 'SERVICE_CONTROL_POLICY';
  const type = kind === 'SERVICE_CONTROL_POLICY' ? 'scp' : kind === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : undefined;
  return content === undefined || type === undefined ? [] : [{ argument: 'content', policy: policyAt(content, type, resource, file) }];
}

function inlinePolicies(resource: BareResource, file: string): TerraformResource['policies'] {
  if (resource.type !== 'aws_iam_role') return [];
  return itemsOf(member(resource.values, 'inline_policy')).flatMap((entry) => {
    const node = member(entry, 'policy');
    return node === undefined || node.kind === 'null' || plainText(node) === '' ? [] : [{ argument: 'inline_policy', policy: policyAt(node, 'identity', resource, file) }];
  });
}
