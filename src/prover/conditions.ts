import { OPERATORS, operatorText, type OperatorTraits } from '../model/condition-operator.ts';
import type { StatementReference } from '../model/evaluation.ts';
import type { ConditionClause, ConditionTest, Effect } from '../model/policy.ts';
import { FALSE, TRUE, type Formula } from './formula.ts';
import { bool } from './operators/bool.ts';
import { orderedRanges } from './operators/ordered.ts';
import { anyArn } from './patterns.ts';
import { opaque, reasonAt, type Question } from './question.ts';
import { withVariables } from './variables.ts';
import type { KeyDimension } from './vocabulary.ts';
import { readTexts } from './operators/texts.ts';

/** What one condition says of a request. */
export function lowerClause(clause: ConditionClause, effect: Effect, statement: StatementReference, question: Question): Formula {
  if (clause.kind === 'unknown') {
    const { name } = clause.unknown;
    return opaque(question, `condition ${name}`, reasonAt('templateValue', `the template does not tell the condition \`${name}\``, statement, clause.loc));
  }
  const key = question.vocabulary.dimensionOf(clause.key.text);
  if (key === undefined) return TRUE;
  return clause.operator.name === 'Null' ? lowerNull(clause, key, statement, question) : lowerTest(clause, key, effect, statement, question);
}

/** A condition that is not looked into; the same condition is the same fact wherever it stands. */
function opaqueTest(clause: ConditionTest, effect: Effect, construct: string, why: string, statement: StatementReference, question: Question): Formula {
  const { operator, key, values } = clause;
  const texts = JSON.stringify(values.map(({ pattern }) => pattern.parts));
  const name = `${operatorText(operator)} ${key.id} ${effect} ${texts}`;
  return opaque(question, name, reasonAt(construct, `${why}: \`${clause.operatorText}\` on \`${key.text}\``, statement, clause.loc));
}

/** `true` asks for a key that is absent, `false` for one that is there; under a set operator the key is not asked. */
function lowerNull(clause: ConditionTest, key: KeyDimension, statement: StatementReference, question: Question): Formula {
  const { setOperator } = clause.operator;
  if (setOperator !== undefined) return setOperator === 'ForAllValues' ? TRUE : FALSE;
  const { formulas } = question;
  const present = formulas.atom({ kind: 'present', dimension: key.id });
  return formulas.or(
    clause.values.map(({ pattern }) => {
      if (pattern.parts.some(({ kind }) => kind !== 'literal')) {
        return opaqueTest(clause, 'Allow', 'templateValue', 'the template does not tell what is asked', statement, question);
      }
      const wanted = pattern.text.toLowerCase();
      return wanted === 'true' ? formulas.not(present) : wanted === 'false' ? present : FALSE;
    }),
  );
}

/**
 * A key that is absent satisfies negated operators, `…IfExists` and `ForAllValues`. `ForAnyValue:…IfExists`
 * on an absent key is open: it is taken to hold in an Allow and not to hold in a Deny.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function lowerTest(clause: ConditionTest, key: KeyDimension, effect: Effect, statement: StatementReference, question: Question): Formula {
  const { operator } = clause;
  const { formulas } = question;
  const traits = OPERATORS[operator.name];
  const absent = formulas.not(formulas.atom({ kind: 'present', dimension: key.id }));
  if (key.kind === 'list' && operator.setOperator === undefined) {
    return opaqueTest(clause, effect, 'multivaluedKey', 'AWS does not document several values without a set operator', statement, question);
  }
  if (operator.setOperator === 'ForAnyValue' && operator.ifExists) {
    question.openPoints.add('`ForAnyValue:…IfExists` on an absent key holds in an Allow and not in a Deny');
  }
  const values = valuesTest(clause, traits, key, effect, question);
  if (values === undefined) {
    return opaqueTest(clause, effect, 'operator', 'this comparison is out of the prover’s reach', statement, question);
  }
  switch (operator.setOperator) {
    case 'ForAllValues':
      return formulas.or([absent, values]);
    case 'ForAnyValue':
      return operator.ifExists && effect === 'Allow' ? formulas.or([absent, values]) : formulas.and([formulas.not(absent), values]);
    default:
      return operator.ifExists || traits.negated ? formulas.or([absent, values]) : formulas.and([formulas.not(absent), values]);
  }
}

/** What is asked of the values of a key that is there; undefined when out of reach. */
function valuesTest(
  clause: ConditionTest,
  traits: OperatorTraits,
  key: KeyDimension,
  effect: Effect,
  question: Question,
): Formula | undefined {
  const { formulas } = question;
  if (key.kind === 'ordered') {
    const ranges = orderedRanges(clause.values, traits, effect);
    if (ranges === undefined || key.family !== traits.family) return undefined;
    const inside = formulas.atom({ kind: 'within', dimension: key.id, ranges });
    return traits.negated ? formulas.not(inside) : inside;
  }
  if (traits.family === 'bool') {
    const union = bool(clause.values, question);
    return union === undefined ? undefined : textTest(union, clause, traits, key, question);
  }
  if (traits.family !== 'string' && traits.family !== 'arn') return undefined;
  const test = withVariables(clause.values, question, (variable) => {
    const globs = readTexts(clause.values, traits, effect, variable, question);
    return globs === undefined ? undefined : textTest(question.unions.of(globs), clause, traits, key, question);
  });
  if (test === undefined || traits.family === 'string') return test;
  // What is no ARN matches no ARN operator; a negated one then holds in an Allow and not in a Deny.
  const isArn = question.unions.of([anyArn]);
  if (!traits.negated || effect === 'Allow') return test;
  if (key.kind === 'list') return undefined;
  return formulas.and([test, formulas.atom({ kind: 'member', dimension: key.id, union: isArn })]);
}

function textTest(
  union: ReturnType<Question['unions']['of']>,
  { operator }: ConditionTest,
  traits: OperatorTraits,
  key: KeyDimension,
  { formulas }: Question,
): Formula {
  if (key.kind === 'text') {
    const inside = formulas.atom({ kind: 'member', dimension: key.id, union });
    return traits.negated ? formulas.not(inside) : inside;
  }
  // All elements satisfy it when none is on the other side.
  const every = operator.setOperator === 'ForAllValues';
  const some = formulas.atom({ kind: 'some', dimension: key.id, union, outside: every !== traits.negated });
  return every ? formulas.not(some) : some;
}
