import type { IntentTarget } from '../model/generated/intents.generated.ts';
import type { IntentKind } from '../model/intent-result.ts';
import type { ControlPolicy, OrganizationPolicies } from '../model/organization.ts';
import type { Policy } from '../model/policy.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { Bindings } from './re-read.ts';
import { documentOf } from './targets/principal-target.ts';
import type { PolicyOrigin, Target, TargetVariant } from './targets/target.ts';

/** What decides which control policies bear on a target. */
export interface ControlContext {
  readonly organization: OrganizationPolicies | undefined;
  readonly declared: IntentTarget;
  readonly kind: IntentKind;
  readonly parameters: Bindings;
}

type ControlLayer = 'serviceControlPolicies' | 'resourceControlPolicies';

/**
 * The target with the control policies of its organization, so far as they bind every request that it is
 * asked about. Undefined where none does. Layers that the target declares itself go before them.
 *
 * - Service control policies bind a principal of a member account wherever its request goes. Those whom a
 *   resource's policy lets in may be of any organization, or of none.
 * - Resource control policies bind whoever comes to a resource of a member account. Of a principal's requests
 *   some go to resources elsewhere, so they prove no bound; what the principal needs, they may still refuse.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function withOrganization(target: Target, context: ControlContext): Target | undefined {
  const layers = controlLayers(target, context);
  if (layers.length === 0) return undefined;
  return { ...target, variants: target.variants.map((variant) => layers.reduce(withLayer, variant)) };
}

interface ChosenLayer {
  readonly layer: ControlLayer;
  readonly levels: readonly (readonly ControlPolicy[])[];
}

function controlLayers(target: Target, { organization, declared, kind, parameters }: ControlContext): readonly ChosenLayer[] {
  if (organization === undefined || isControlPolicy(target)) return [];
  if (organization.managementAccount !== undefined && parameters['AWS::AccountId'] === organization.managementAccount) return [];
  const layers: readonly ControlLayer[] = target.kind === 'identity' ? ['serviceControlPolicies', ...(kind === 'atLeast' ? ['resourceControlPolicies' as const] : [])] : ['resourceControlPolicies'];
  return layers.flatMap((layer) => {
    const levels = organization[layer];
    return levels === undefined || declared[layer] !== undefined ? [] : [{ layer, levels }];
  });
}

/** A control policy grants nothing, so that those beside it say nothing of what it is for. */
function isControlPolicy({ variants }: Target): boolean {
  return variants.some(({ origins }) => [...origins.values()].some(({ source }) => source?.type === 'scp' || source?.type === 'rcp'));
}

const MEMBERSHIP: Readonly<Record<ControlLayer, string>> = {
  serviceControlPolicies: "the principal's account is a member of the organization, and its service control policies are those given",
  resourceControlPolicies: "the resource's account is a member of the organization, and its resource control policies are those given",
};

function withLayer(variant: TargetVariant, { layer, levels }: ChosenLayer): TargetVariant {
  const origins = new Map<Policy, PolicyOrigin>(variant.origins);
  const read = ({ source, file }: ControlPolicy): Policy => {
    const policy = documentOf(source);
    origins.set(policy, { label: source.label, source, file });
    return policy;
  };
  const policies: PolicySet<Policy> = { ...variant.policies, [layer]: levels.map((level) => level.map(read)) };
  return { ...variant, policies, origins, assumptions: [...variant.assumptions, MEMBERSHIP[layer]] };
}
