/**
 * The one table of condition operators. Evaluator, prover and rules read what an operator is from here
 * and bring only their own meaning of each family.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export interface OperatorTraits {
  readonly family: OperatorFamily;
  /** Matches when none of the values does. */
  readonly negated: boolean;
  /** How a value is compared with the key's. */
  readonly comparison: 'equals' | 'equalsIgnoreCase' | 'like' | 'lessThan' | 'lessThanEquals' | 'greaterThan' | 'greaterThanEquals' | 'inRange' | 'presence';
  /** Policy variables are expanded in the values. */
  readonly variables: boolean;
}

export type OperatorFamily = 'string' | 'numeric' | 'date' | 'bool' | 'binary' | 'ipAddress' | 'arn' | 'null';

export type OperatorName =
  | 'StringEquals'
  | 'StringNotEquals'
  | 'StringEqualsIgnoreCase'
  | 'StringNotEqualsIgnoreCase'
  | 'StringLike'
  | 'StringNotLike'
  | 'NumericEquals'
  | 'NumericNotEquals'
  | 'NumericLessThan'
  | 'NumericLessThanEquals'
  | 'NumericGreaterThan'
  | 'NumericGreaterThanEquals'
  | 'DateEquals'
  | 'DateNotEquals'
  | 'DateLessThan'
  | 'DateLessThanEquals'
  | 'DateGreaterThan'
  | 'DateGreaterThanEquals'
  | 'Bool'
  | 'BinaryEquals'
  | 'IpAddress'
  | 'NotIpAddress'
  | 'ArnEquals'
  | 'ArnNotEquals'
  | 'ArnLike'
  | 'ArnNotLike'
  | 'Null';

const string = (comparison: 'equals' | 'equalsIgnoreCase' | 'like', negated: boolean): OperatorTraits => ({
  family: 'string',
  negated,
  comparison,
  variables: true,
});

type Ordering = 'equals' | 'lessThan' | 'lessThanEquals' | 'greaterThan' | 'greaterThanEquals';
const ordered = (family: 'numeric' | 'date', comparison: Ordering, negated = false): OperatorTraits => ({
  family,
  negated,
  comparison,
  variables: false,
});

/** ArnEquals and ArnLike behave identically, as the operators page says. */
const arn = (negated: boolean): OperatorTraits => ({ family: 'arn', negated, comparison: 'like', variables: true });

export const OPERATORS: Readonly<Record<OperatorName, OperatorTraits>> = {
  StringEquals: string('equals', false),
  StringNotEquals: string('equals', true),
  StringEqualsIgnoreCase: string('equalsIgnoreCase', false),
  StringNotEqualsIgnoreCase: string('equalsIgnoreCase', true),
  StringLike: string('like', false),
  StringNotLike: string('like', true),
  NumericEquals: ordered('numeric', 'equals'),
  NumericNotEquals: ordered('numeric', 'equals', true),
  NumericLessThan: ordered('numeric', 'lessThan'),
  NumericLessThanEquals: ordered('numeric', 'lessThanEquals'),
  NumericGreaterThan: ordered('numeric', 'greaterThan'),
  NumericGreaterThanEquals: ordered('numeric', 'greaterThanEquals'),
  DateEquals: ordered('date', 'equals'),
  DateNotEquals: ordered('date', 'equals', true),
  DateLessThan: ordered('date', 'lessThan'),
  DateLessThanEquals: ordered('date', 'lessThanEquals'),
  DateGreaterThan: ordered('date', 'greaterThan'),
  DateGreaterThanEquals: ordered('date', 'greaterThanEquals'),
  Bool: { family: 'bool', negated: false, comparison: 'equals', variables: true },
  BinaryEquals: { family: 'binary', negated: false, comparison: 'equals', variables: false },
  IpAddress: { family: 'ipAddress', negated: false, comparison: 'inRange', variables: false },
  NotIpAddress: { family: 'ipAddress', negated: true, comparison: 'inRange', variables: false },
  ArnEquals: arn(false),
  ArnNotEquals: arn(true),
  ArnLike: arn(false),
  ArnNotLike: arn(true),
  Null: { family: 'null', negated: false, comparison: 'presence', variables: false },
};

export type SetOperator = 'ForAllValues' | 'ForAnyValue';

/** A condition operator as written: `ForAllValues:StringLikeIfExists`. */
export interface ConditionOperator {
  readonly name: OperatorName;
  readonly setOperator?: SetOperator;
  readonly ifExists: boolean;
}

export type OperatorParse =
  | { readonly ok: true; readonly operator: ConditionOperator }
  | { readonly ok: false; readonly problem: 'unknown' | 'nullIfExists' };

const names = new Map<string, OperatorName>();
for (const name of Object.keys(OPERATORS)) if (isOperatorName(name)) names.set(name.toLowerCase(), name);

function isOperatorName(name: string): name is OperatorName {
  return Object.hasOwn(OPERATORS, name);
}

/** Reads an operator's parts. Case does not matter here; the linter has an opinion on it. */
export function parseOperator(text: string): OperatorParse {
  const match = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/is.exec(text);
  const name = names.get(match?.[2]?.toLowerCase() ?? '');
  if (match === null || name === undefined) return { ok: false, problem: 'unknown' };
  const ifExists = match[3] !== undefined;
  if (name === 'Null' && ifExists) return { ok: false, problem: 'nullIfExists' };
  const setOperator = match[1]?.toLowerCase();
  return {
    ok: true,
    operator: {
      name,
      ifExists,
      ...(setOperator === undefined ? {} : { setOperator: setOperator === 'forallvalues' ? 'ForAllValues' : 'ForAnyValue' }),
    },
  };
}

export function operatorText(operator: ConditionOperator): string {
  return `${operator.setOperator === undefined ? '' : `${operator.setOperator}:`}${operator.name}${operator.ifExists ? 'IfExists' : ''}`;
}
