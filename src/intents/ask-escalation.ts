import { findEscalation, type Escalation } from '../escalation/index.ts';
import type { AccessRequest } from '../model/access-request.ts';
import type { StatementReference } from '../model/evaluation.ts';
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
  const parameters = grounding.size === 0 ? {} : { parameters: Object.fromEntries(grounding) };
  if (report.administrator) {
    const witness = everything(grounded);
    const [statement] = evaluate(grounded.policies, witness).matchedStatements;
    return {
      verdict: 'violated',
      assumptions,
      witness,
      ...parameters,
      ...statementOf(statement, grounded, variant),
      message: `\`${target.name}\` is an administrator already: it may do everything`,
    };
  }
  const shown = report.escalations.find((escalation) => escalation.certainty === 'shown');
  if (shown !== undefined) return { ...violation(shown, target.name), ...parameters, ...statementOf(shown.allowedBy[0]?.[0], grounded, variant) };
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

function violation(escalation: Escalation, name: string): Extract<Judgement, { verdict: 'violated' }> {
  const { steps, gains, title, assumptions } = escalation;
  const gained = gains.kind === 'administrator' ? 'becomes an administrator' : `comes to be allowed \`${gains.witness.action}\` on \`${gains.witness.resource}\``;
  return {
    verdict: 'violated',
    assumptions,
    witness: steps[0]?.request ?? gains.witness,
    steps,
    message: `\`${name}\` ${gained} in ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}: ${title}`,
  };
}

/** The statement as the template has it: values were put into the policies that the search looked at. */
function statementOf(found: StatementReference | undefined, grounded: TargetVariant, variant: TargetVariant): { readonly statement?: StatementReference } {
  const at = found === undefined ? -1 : [...grounded.origins.keys()].indexOf(found.policy);
  const policy = [...variant.origins.keys()][at];
  const statement = policy?.statements.find(({ index }) => index === found?.statement.index);
  return found === undefined || policy === undefined || statement === undefined ? {} : { statement: { ...found, policy, statement } };
}

/** A request that shows what an administrator may do. */
function everything({ principal }: TargetVariant): AccessRequest {
  const arn = principal === undefined ? undefined : knownText(principal.arn);
  return { principal: arn ?? 'arn:aws:iam::111122223333:user/example', action: 'iam:CreateUser', resource: 'arn:aws:iam::111122223333:user/another' };
}
