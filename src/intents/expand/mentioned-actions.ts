import type { Policy } from '../../model/policy.ts';
import { actionSummaries, type ActionSummary } from '../../reference/index.ts';

/** Action patterns that policies allow, in lower case; `*` where a pattern can't be told, or is a NotAction. */
export function allowedActionPatterns(policies: readonly Policy[]): readonly string[] {
  const patterns = new Set<string>();
  for (const policy of policies) {
    if (policy.unseen.length > 0) patterns.add('*');
    for (const { effect, action: element } of policy.statements) {
      if (effect !== 'Allow') continue;
      if (element.kind === 'NotAction') patterns.add('*');
      else for (const { pattern } of element.entries) patterns.add(pattern.parts.some((part) => part.kind === 'unresolved') ? '*' : pattern.text.toLowerCase());
    }
  }
  return [...patterns];
}

/** The service prefix of an action pattern; undefined when it may be any. */
export function serviceOf(pattern: string): string | undefined {
  const colon = pattern.indexOf(':');
  const prefix = colon < 0 ? pattern : pattern.slice(0, colon);
  return /[*?]/.test(prefix) ? undefined : prefix;
}

const summaries = new Map<string, readonly ActionSummary[]>();

/** More patterns than all of AWS's own policies have together. */
const SUMMARY_LIMIT = 20_000;

/** The listed actions that a pattern stands for. Targets are read in several forms, with the same patterns in each. */
export function summariesOf(pattern: string): readonly ActionSummary[] {
  let known = summaries.get(pattern);
  if (known === undefined) {
    if (summaries.size >= SUMMARY_LIMIT) summaries.clear();
    summaries.set(pattern, (known = actionSummaries(pattern)));
  }
  return known;
}
