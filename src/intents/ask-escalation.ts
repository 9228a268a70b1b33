import { findEscalation, type Escalation } from '../escalation/index.ts';
import type { AccessRequest } from '../model/access-request.ts';
import type { StatementReference } from '../model/evaluation.ts';
import { evaluate } from '../evaluator/index.ts';
import type { EscalationStep } from '../model/intent-result.ts';
import { knownText, type UnknownValue } from '../model/unknown-value.ts';
import { escalationState, escalationTarget, instanceIds, openNames } from './escalation-state.ts';
import { groundings, groundVariant, openValues, type Grounding } from './ground.ts';
import type { Judgement } from './judgement.ts';
import type { Target, TargetVariant } from './targets/target.ts';

/**
 * Whether the target can come to hold more than it was given. A way that was shown step by step is a
 * violation; one that leans on something unseen, or that could not be decided, leaves the question open.
 */
export function askEscalation(target: Target, variant: TargetVariant): Judgement {
  const { file } = target;
  const own = openValues(variant);
  const [values = new Map<string, string>()] = groundings([...own, ...openNames(file)]);
  const grounding = new Map([...values, ...instanceIds(file)]);
  const grounded = groundVariant(variant, grounding);
  const report = findEscalation(escalationTarget(grounded, grounding), escalationState(file, variant, grounding));
  const assumptions = hasTags(file) ? [...report.assumptions, 'users, roles and what runs with them have no other tags than the template gives them'] : report.assumptions;
  if (report.administrator) {
    const witness = everything(grounded);
    const [statement] = evaluate(grounded.policies, witness).matchedStatements;
    return {
      verdict: 'violated',
      assumptions,
      witness,
      ...supposed(own, grounding, []),
      ...statementOf(statement, grounded, variant),
      message: `\`${target.name}\` is an administrator already: it may do everything`,
    };
  }
  const shown = report.escalations.find((escalation) => escalation.certainty === 'shown');
  if (shown !== undefined) return { ...violation(shown, target.name), ...supposed(own, grounding, shown.steps), ...statementOf(shown.allowedBy[0]?.[0], grounded, variant) };
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

function hasTags({ principals, workloads = [] }: Target['file']): boolean {
  return [...principals, ...workloads].some(({ tags }) => tags !== undefined);
}

/** The values that the target's policies, or what it does, have in them; others of the file tell nothing. */
function supposed(own: readonly UnknownValue[], grounding: Grounding, steps: readonly EscalationStep[]): { readonly parameters?: Readonly<Record<string, string>> } {
  const requests = JSON.stringify(steps);
  const values = [...grounding].filter(([key, value]) => own.some(({ name }) => name === key) || requests.includes(value));
  return values.length === 0 ? {} : { parameters: Object.fromEntries(values) };
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
