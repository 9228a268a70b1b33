import type { Evaluation, StatementReference } from '../../model/evaluation.ts';
import type { PolicySet } from '../../model/policy-set.ts';
import type { Policy } from '../../model/policy.ts';
import type { Outcome } from '../report.ts';
import type { SimulatedAnswer } from './read-decision.ts';

/** Sets the two decisions beside each other. What the simulator is known to leave out is no disagreement. */
export function compareDecisions(own: Evaluation, aws: SimulatedAnswer, policies: PolicySet<Policy>): Outcome {
  if (own.decision === 'dependsOn') return { outcome: 'notCompared', reason: `the decision depends on ${list(own.dependsOn ?? [])}` };
  if (own.decision === aws.decision) return { outcome: 'agreed' };
  if (aws.missing.length > 0) return { outcome: 'notCompared', reason: `the simulator decides \`${aws.decision}\` without values for ${list(aws.missing)}, which the request doesn't have` };
  const levels = policies.serviceControlPolicies ?? [];
  if (levels.length === 0 && aws.deniedByOrganization) return { outcome: 'notCompared', reason: "the account's service control policies deny it, which are not seen here" };
  if (levels.length > 0) {
    if (!aws.knowsOrganization) return { outcome: 'notCompared', reason: 'the simulator does not speak of the service control policies that it was given' };
    const key = globalKeyOf(levels.flat());
    if (key !== undefined) return { outcome: 'notCompared', reason: `the simulator does not test service control policies with global condition keys, such as \`${key}\`` };
  }
  const bothDeny = own.decision !== 'allowed' && aws.decision !== 'allowed';
  const isLimited = levels.length > 0 || policies.permissionsBoundary !== undefined;
  // AWS does not say which of several reasons to deny it names.
  if (bothDeny && isLimited) return { outcome: 'agreed', note: `both deny, AWS as \`${aws.decision}\`` };
  return { outcome: 'disagreed', message: `AWS decides \`${aws.decision}\`${by(aws.decidedBy)}, the evaluator \`${own.decision}\`${by(own.matchedStatements.map(statementText))}` };
}

function by(names: readonly string[]): string {
  return names.length === 0 ? '' : ` by ${[...new Set(names)].map((name) => `\`${name}\``).join(', ')}`;
}

function statementText({ layer, policyIndex, statement }: StatementReference): string {
  return statement.sid?.text ?? `statement ${statement.index + 1} of ${layer} ${policyIndex + 1}`;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html */
function globalKeyOf(policies: readonly Policy[]): string | undefined {
  for (const { conditions } of policies.flatMap(({ statements }) => statements)) {
    for (const clause of conditions) if (clause.kind === 'test' && clause.key.id.startsWith('aws:')) return clause.key.text;
  }
  return undefined;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'what is not known' : names.map((name) => `\`${name}\``).join(', ');
}
