import { wildcardMatcher } from '../../reference/index.ts';
import type { OneOrMoreStrings } from '../../model/generated/intents.generated.ts';

/** Whether any of the names is one that the patterns (`*` and `?` are wildcards) stand for. */
export function matchesName(patterns: OneOrMoreStrings, names: readonly (string | undefined)[]): boolean {
  return listOf(patterns).some((pattern) => {
    const matches = wildcardMatcher(pattern);
    return names.some((name) => name !== undefined && (name === pattern || matches(name)));
  });
}

export function listOf(value: OneOrMoreStrings): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
