import type { ConditionKeyInfo, ConditionKeyType } from './types.ts';

const types: ReadonlyMap<string, ConditionKeyType> = new Map<string, ConditionKeyType>(
  (['String', 'Numeric', 'Date', 'Bool', 'ARN', 'IPAddress', 'Binary'] as const).map((type) => [type, type]),
);

const listPrefix = 'ArrayOf';

/**
 * Reads a type as the Service Authorization Reference writes it; `ArrayOf…` is a multivalued key.
 * Throws on another text, at build time: a type that is not known must not pass as a string.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionKeyInfo(name: string, typeText: string): ConditionKeyInfo {
  const multivalued = typeText.startsWith(listPrefix);
  const type = types.get(multivalued ? typeText.slice(listPrefix.length) : typeText);
  if (type === undefined) throw new Error(`the condition key \`${name}\` has a type \`${typeText}\` that is not known`);
  return { name, type, otherTypes: [], multivalued };
}
