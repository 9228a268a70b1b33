import type { EscalationState, EscalationTarget, KnownPrincipal } from '../escalation/index.ts';
import type { SourceFile, SourcePrincipal } from '../model/policy-source.ts';
import { knownText } from '../model/unknown-value.ts';
import { groundVariant, type Grounding } from './ground.ts';
import { principalVariant } from './targets/principal-target.ts';
import type { TargetVariant } from './targets/target.ts';

/** The target as the search for escalations takes it: with values for everything that the template leaves open. */
export function escalationTarget(grounded: TargetVariant): EscalationTarget {
  const { principal, policies } = grounded;
  const arn = principal === undefined ? undefined : principalArnText(principal);
  return { policies, ...(arn === undefined ? {} : { principal: arn }) };
}

/** Everybody else in the file. */
export function escalationState(file: SourceFile, target: SourcePrincipal | undefined, grounding: Grounding): EscalationState {
  return { principals: file.principals.flatMap((principal) => (principal.id === target?.id ? [] : (known(principal, file, grounding) ?? []))) };
}

function known(principal: SourcePrincipal, file: SourceFile, grounding: Grounding): KnownPrincipal | undefined {
  const variant = groundVariant(principalVariant(principal, file), grounding);
  const arn = variant.principal === undefined ? undefined : knownText(variant.principal.arn);
  if (principal.kind === 'permissionSet' || arn === undefined) return undefined;
  const { identityPolicies = [], permissionsBoundary } = variant.policies;
  const trust = principal.trust === undefined ? undefined : groundVariant(trustVariant(variant, principal), grounding).policies.resourcePolicy;
  return {
    kind: principal.kind,
    arn,
    identityPolicies,
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
    ...(trust === undefined ? {} : { trust }),
  };
}

function trustVariant(variant: TargetVariant, { trust }: SourcePrincipal): TargetVariant {
  if (trust?.policy === undefined) return { ...variant, policies: {}, origins: new Map() };
  const [origin] = variant.origins.values();
  const file = origin?.file ?? { path: '', text: '' };
  return { ...variant, policies: { resourcePolicy: trust.policy }, origins: new Map([[trust.policy, { label: trust.label, source: trust, file }]]) };
}

/** Groups and permission sets have no requests of their own: whoever has their policies is a user or role. */
function principalArnText({ kind, arn }: SourcePrincipal): string | undefined {
  return kind === 'user' || kind === 'role' ? knownText(arn) : undefined;
}
