import { evaluate } from '../evaluator/index.ts';
import type { IntentResult } from '../model/intent-result.ts';
import type { PolicyLayer } from '../model/policy-set.ts';
import type { Policy } from '../model/policy.ts';
import { instantiate } from '../prover/template-values.ts';
import { placer } from './document.ts';
import { groundVariant } from './ground.ts';
import type { JudgedVariant } from './result.ts';
import type { Target, TargetVariant } from './targets/target.ts';

/**
 * What holds only because of a control policy says so: with the statement that refuses what the target's own
 * policies let through, or with the first policy of a level that does not allow it.
 *
 * @param without the same intent as judged without control policies.
 */
export function withControl(result: IntentResult, target: Target, without: JudgedVariant | undefined): IntentResult {
  if (without?.judgement.verdict !== 'violated') return result;
  const { witness, parameters = {} } = without.judgement;
  const variant = target.variants.find(({ when }) => JSON.stringify(when) === JSON.stringify(without.variant.when));
  if (variant === undefined) return result;
  const grounded = groundVariant(variant, new Map([...(without.grounding ?? []), ...Object.entries(parameters)]));
  const policies = instantiate(grounded.policies, new Map(Object.entries(parameters)));
  const { matchedStatements, decidedBy } = evaluate(policies, witness);
  const denial = matchedStatements.find(({ layer, statement }) => statement.effect === 'Deny' && KINDS[layer] !== undefined);
  if (denial !== undefined) return describe(result, grounded, { layer: denial.layer, level: denial.level, index: denial.policyIndex, statement: denial.statement.index });
  return decidedBy.kind === 'layer' ? describe(result, grounded, { layer: decidedBy.layer, level: decidedBy.level, index: 0 }) : result;
}

const KINDS: Readonly<Partial<Record<PolicyLayer, string>>> = {
  serviceControlPolicies: 'service control policy',
  resourceControlPolicies: 'resource control policy',
};

interface Deciding {
  readonly layer: PolicyLayer;
  readonly level: number | undefined;
  readonly index: number;
  /** None where it is the lack of a statement that decides. */
  readonly statement?: number;
}

function describe(result: IntentResult, variant: TargetVariant, { layer, level = 0, index, statement: number }: Deciding): IntentResult {
  const kind = KINDS[layer];
  const policy = policiesAt(variant, layer, level)[index];
  const origin = policy === undefined ? undefined : variant.origins.get(policy);
  if (kind === undefined || policy === undefined || origin === undefined) return result;
  const statement = policy.statements.find((candidate) => candidate.index === number);
  const place = placer(origin.file)(statement?.loc ?? policy.loc);
  const sid = statement?.sid?.text;
  const what = `the ${kind} \`${origin.label.name}\` (${place.path}:${place.start.line})`;
  const how = number === undefined ? `as ${what} does not allow it` : `as ${sid === undefined ? 'a statement' : `statement \`${sid}\``} of ${what} denies it`;
  return {
    ...result,
    message: `${result.message}, ${how}`,
    restsOn: { ...place, policy: origin.label, ...(sid === undefined ? {} : { sid }) },
  };
}

function policiesAt({ policies }: TargetVariant, layer: PolicyLayer, level: number): readonly Policy[] {
  return layer === 'serviceControlPolicies' || layer === 'resourceControlPolicies' ? (policies[layer]?.[level] ?? []) : [];
}
