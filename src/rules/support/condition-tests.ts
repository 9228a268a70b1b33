import { OPERATORS, type OperatorTraits } from '../../model/condition-operator.ts';
import type { ConditionTest } from '../../model/policy.ts';
import { knownText } from '../../model/unknown-value.ts';
import type { StatementView } from './statement-view.ts';

export function traitsOf(test: ConditionTest): OperatorTraits {
  return OPERATORS[test.operator.name];
}

/** What stands in front of a key's colon, in lower case; undefined for a key without one. */
export function keyPrefix(id: string): string | undefined {
  const colon = id.indexOf(':');
  return colon === -1 ? undefined : id.slice(0, colon).toLowerCase();
}

/** The key of a claim of an OpenID Connect provider, whose prefix is the provider's URL. */
export function isProviderKey(id: string): boolean {
  const colon = id.lastIndexOf(':');
  return colon !== -1 && id.slice(0, colon).includes('.');
}

/** The values that a template doesn't leave open. */
export function knownValues(test: ConditionTest): readonly string[] {
  return test.values.flatMap((value) => knownText(value.text) ?? []);
}

/** Whether the test is true of a request that doesn't have the key; undefined where that isn't known. */
export function trueWhenAbsent(test: ConditionTest): boolean | undefined {
  const { operator } = test;
  if (operator.name === 'Null') return asksForAbsence(test);
  // For `ForAnyValue:…IfExists`, AWS's page and what is observed of the service differ.
  if (operator.setOperator === 'ForAnyValue') return operator.ifExists ? undefined : false;
  return operator.setOperator === 'ForAllValues' || operator.ifExists || traitsOf(test).negated;
}

/** For a `Null` test: true when it asks that the key is absent, false when present. */
export function asksForAbsence(test: ConditionTest): boolean | undefined {
  const [only, ...others] = test.values;
  const text = only === undefined || others.length > 0 ? undefined : knownText(only.text)?.toLowerCase();
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

/**
 * Whether the test asks the key to be one of its values: what limits an Allow. A negated test, or one
 * that an absent key satisfies, doesn't.
 */
export function demands(test: ConditionTest): boolean {
  return test.operator.name !== 'Null' && !traitsOf(test).negated && trueWhenAbsent(test) === false;
}

/** The first test of one of these keys, given in lower case. */
export function testOf(view: StatementView, ...ids: readonly string[]): ConditionTest | undefined {
  return view.tests.find((test) => ids.includes(test.key.id));
}
