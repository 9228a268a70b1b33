import { evaluate } from '../evaluator/index.ts';
import { findEscalation, openPaths, type EscalationTarget } from '../escalation/index.ts';
import { disjoint, implies, isEmpty, type ProverOptions } from '../prover/index.ts';
import { documentOf } from '../intents/targets/principal-target.ts';
import type { Policy } from '../model/policy.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { SourcePrincipal } from '../model/policy-source.ts';
import type { EscalationFinding, RuleEngine } from '../rules/rule.ts';
import { controlPolicies } from './control-policies.ts';
import type { LintOptions } from './options.ts';

/** Rules ask about many statements, and a proof that takes long is no finding: far fewer branches than an intent may take. */
const proofs: ProverOptions = { evaluate, budget: 1_000 };

/** The other ways of looking at a policy, for the rules, which import none of them. */
export const ruleEngine: RuleEngine = {
  evaluate,
  implies: (first, second) => implies(first, second, proofs),
  isEmpty: (policies) => isEmpty(policies, proofs),
  disjoint: (first, second) => disjoint(first, second, proofs),
  escalations,
};

/** The same, where service control policies of an organization bound what a policy allows. They don't bind its management account. */
export function engineUnder({ organization, parameters }: Pick<LintOptions, 'organization' | 'parameters'>): RuleEngine {
  if (organization?.serviceControlPolicies === undefined) return ruleEngine;
  if (organization.managementAccount !== undefined && parameters?.['AWS::AccountId'] === organization.managementAccount) return ruleEngine;
  const levels = controlPolicies(organization).serviceControlPolicies ?? [];
  const serviceControlPolicies = levels.map((level) => level.map(({ source }) => documentOf(source)));
  return { ...ruleEngine, escalations: (held, holder) => escalations({ ...held, serviceControlPolicies }, holder) };
}

/** Only what the policies alone show: what would need a role or workload that nobody has seen is no finding. */
function escalations(policies: PolicySet<Policy>, holder?: SourcePrincipal): readonly EscalationFinding[] {
  // For most policies the search needn't even be prepared.
  if (openPaths(policies).length === 0) return [];
  const report = findEscalation({ policies, ...(holder === undefined ? {} : { holder: holderOf(holder) }) }, {}, { suppose: false, hops: 1, first: true });
  return report.escalations.flatMap(({ title, steps, allowedBy, certainty }) => {
    const statement = allowedBy[0]?.[0]?.statement;
    if (certainty !== 'shown' || statement === undefined) return [];
    const located = steps.map((step, index) => {
      const loc = allowedBy[index]?.[0]?.statement.action.loc;
      return { ...step, ...(loc === undefined ? {} : { loc }) };
    });
    return [{ message: title, loc: statement.action.loc, steps: located }];
  });
}

/** A member of a group is a user, a permission set becomes a role; their names are not known. */
function holderOf({ kind, arn }: SourcePrincipal): NonNullable<EscalationTarget['holder']> {
  if (kind === 'group' || kind === 'permissionSet') return { kind: kind === 'group' ? 'user' : 'role' };
  const end = arn.at(-1);
  const name = typeof end === 'string' ? /:(?:role|user)\/(.+)$/.exec(end)?.[1] : undefined;
  return { kind, ...(name === undefined ? {} : { name }) };
}
