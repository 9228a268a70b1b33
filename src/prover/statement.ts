import type { StatementReference } from '../model/evaluation.ts';
import type { PolicyLayer } from '../model/policy-set.ts';
import type { ActionElement, ResourceElement, Statement } from '../model/policy.ts';
import { isAnything, literalText } from '../model/pattern.ts';
import { lowerClause } from './conditions.ts';
import { TRUE, type Formula } from './formula.ts';
import { readGlob, readPatterns } from './patterns.ts';
import { opaque, type Question } from './question.ts';
import type { ActionGlobs, ActionPatterns } from './action-matcher.ts';
import type { Glob } from './text/glob.ts';
import { withVariables } from './variables.ts';

/** A statement as formulas; whom it names and which action is asked depends on the scenario. */
export interface LoweredStatement {
  readonly reference: StatementReference;
  /** Resource and conditions. */
  readonly body: Formula;
  readonly actions: LoweredActions;
  /** What is malformed leaves open whether the statement applies. */
  readonly malformed: boolean;
}

export interface LoweredActions {
  readonly patterns: ActionPatterns;
  readonly negated: boolean;
  readonly everything: boolean;
}

/** The dimension of the resource's ARN; it is always present. No condition key has such a name. */
export const resourceDimension = '\u0000resource';

export function lowerStatement(reference: StatementReference, question: Question): LoweredStatement {
  const { statement } = reference;
  const malformed = statement.problems.length > 0 || isPrincipalMisplaced(statement, reference.layer);
  const { formulas } = question;
  const actions = lowerActions(statement.action, question);
  if (malformed) {
    const name = `statement ${question.identify(statement)}`;
    const message = statement.problems[0]?.message ?? 'the statement stands where it does not belong';
    const reason = { construct: 'malformed', message: `the statement is malformed: ${message}`, statement: reference, loc: statement.loc };
    return { reference, body: opaque(question, name, reason), actions, malformed };
  }
  const resource = statement.resource === undefined ? TRUE : lowerResources(statement.resource, reference, question);
  const clauses = statement.conditions.map((clause) => lowerClause(clause, statement.effect, reference, question));
  return { reference, body: formulas.and([resource, ...clauses]), actions, malformed };
}

/** Identity-based policies and SCPs name no principal, the others have to. */
function isPrincipalMisplaced({ principal }: Statement, layer: PolicyLayer): boolean {
  const named = layer === 'resourcePolicy' || layer === 'resourceControlPolicies' || layer === 'vpcEndpointPolicy';
  return named !== (principal !== undefined);
}

/** Actions are compared in lower case. */
function lowerActions(element: ActionElement, question: Question): LoweredActions {
  const known = elements.get(element) ?? readActions(element, question);
  return {
    patterns: { names: known.names, others: question.unions.of(known.others) },
    negated: element.kind === 'NotAction',
    everything: element.kind === 'Action' && known.everything,
  };
}

/** Without template values, whose letters are a question's own, patterns are the same in all questions. */
const elements = new WeakMap<ActionElement, ReadActions>();

interface ReadActions extends ActionGlobs {
  /** `*` is among the patterns. */
  readonly everything: boolean;
}

function readActions(element: ActionElement, question: Question): ReadActions {
  const names = new Set<string>();
  const others: Glob[] = [];
  for (const { pattern } of element.entries) {
    const name = literalText(pattern);
    if (name !== undefined) names.add(name.toLowerCase());
    else {
      const lower = pattern.parts.map((part) => (part.kind === 'literal' ? { ...part, text: part.text.toLowerCase() } : part));
      const read = readGlob(lower, { letters: question.letters, anyCase: false, wildcards: 'wide', variable: () => ({ kind: 'default' }) });
      if (read !== undefined) others.push(read);
    }
  }
  const sorted = { names, others, everything: element.entries.some(({ pattern }) => isAnything(pattern)) };
  if (others.every(({ letters }) => letters.length === 0)) elements.set(element, sorted);
  return sorted;
}

/**
 * The ARN is matched as one text. Whether a wildcard inside one of its segments crosses a colon is open:
 * it does where that makes an Allow apply, and does not where that makes a Deny apply.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function lowerResources(element: ResourceElement, reference: StatementReference, question: Question): Formula {
  const { formulas, unions, letters, openPoints } = question;
  const negated = element.kind === 'NotResource';
  if (element.entries.some(({ pattern }) => isAnything(pattern))) return negated ? formulas.not(TRUE) : TRUE;
  const segments = (reference.statement.effect === 'Deny') !== negated;
  const patterns = element.entries.map(({ pattern }) => pattern);
  const covers = withVariables(element.entries, question, (variable) => {
    const globs = readPatterns(element.entries, { letters, anyCase: false, wildcards: segments ? 'segments' : 'wide', variable });
    return formulas.atom({ kind: 'member', dimension: resourceDimension, union: unions.of(globs) });
  });
  if (patterns.some(({ parts }) => parts.some(({ kind }, index) => kind === 'anyOne' || (kind === 'anyRun' && index < parts.length - 1)))) {
    openPoints.add('a wildcard inside an ARN segment of Resource crosses a colon where that makes an Allow apply, and not where that makes a Deny apply');
  }
  if (covers === undefined) {
    const text = JSON.stringify(patterns.map(({ parts }) => parts));
    const reason = { construct: 'variable', message: 'too many or multivalued variables in the resource', statement: reference, loc: element.loc };
    return opaque(question, `${element.kind} ${reference.statement.effect} ${text}`, reason);
  }
  return negated ? formulas.not(covers) : covers;
}
