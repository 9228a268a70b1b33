import { findEscalation, type Escalation } from '../escalation/index.ts';
import type { AccessRequest } from '../model/access-request.ts';
import { evaluate } from '../evaluator/index.ts';
import { knownText } from '../model/unknown-value.ts';
import { escalationState, escalationTarget } from './escalation-state.ts';
import { groundings, groundVariant, openValues } from './ground.ts';
import type { Judgement } from './judgement.ts';
import type { Target, TargetVariant } from './targets/target.ts';

/**
 * Whether the target can come to hold more than it was given. A way that was shown step by step is a
 * violation; one that leans on something unseen, or that could not be decided, leaves the question open.
 */
export function askEscalation(target: Target, variant: TargetVariant): Judgement {
  const open = [...openValues(variant), ...target.file.principals.flatMap((principal) => principal.arn.filter((part) => typeof part !== 'string'))];
  const [grounding = new Map<string, string>()] = groundings(open);
  const grounded = groundVariant(variant, grounding);
  const report = findEscalation(escalationTarget(grounded), escalationState(target.file, variant.principal, grounding));
  const { assumptions } = report;
  if (report.administrator) {
    const witness = everything(grounded);
    const [statement] = evaluate(grounded.policies, witness).matchedStatements;
    return {
      verdict: 'violated',
      assumptions,
      witness,
      ...(statement === undefined ? {} : { statement }),
      message: `\`${target.name}\` is an administrator already: it may do everything`,
    };
  }
  const shown = report.escalations.find((escalation) => escalation.certainty === 'shown');
  if (shown !== undefined) return violation(shown, target.name);
  const [possible] = report.escalations;
  if (possible !== undefined) {
    return {
      verdict: 'unknown',
      assumptions: [...assumptions, ...possible.assumptions],
      construct: 'unseenResource',
      message: `\`${target.name}\` could gain permissions (${possible.title}) if this is so: ${possible.assumptions.join('; ')}`,
    };
  }
  const [undecided] = report.undecided;
  if (undecided !== undefined) {
    return {
      verdict: 'unknown',
      assumptions,
      construct: 'dependsOn',
      message: `whether \`${target.name}\` can gain permissions (${undecided.title}) depends on \`${undecided.dependsOn.join('`, `')}\``,
    };
  }
  return { verdict: 'holds', vacuous: false, assumptions };
}

function violation(escalation: Escalation, name: string): Judgement {
  const { steps, allowedBy, gains, title, assumptions } = escalation;
  const statement = allowedBy[0]?.[0];
  const gained = gains.kind === 'administrator' ? 'becomes an administrator' : `comes to be allowed \`${gains.witness.action}\` on \`${gains.witness.resource}\``;
  return {
    verdict: 'violated',
    assumptions,
    witness: steps[0]?.request ?? gains.witness,
    ...(statement === undefined ? {} : { statement }),
    steps,
    message: `\`${name}\` ${gained} in ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}: ${title}`,
  };
}

/** A request that shows what an administrator may do. */
function everything({ principal }: TargetVariant): AccessRequest {
  const arn = principal === undefined ? undefined : knownText(principal.arn);
  return { principal: arn ?? 'arn:aws:iam::111122223333:user/example', action: 'iam:CreateUser', resource: 'arn:aws:iam::111122223333:user/another' };
}
