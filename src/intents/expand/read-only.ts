import { member, type LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import type { Policy } from '../../model/policy.ts';
import type { PolicySet } from '../../model/policy-set.ts';
import { knownText } from '../../model/unknown-value.ts';
import { referenceDate } from '../../reference/index.ts';
import { objectNode, stringsOf, textsNode } from '../nodes.ts';
import type { Expansion, Query } from '../query.ts';
import { policyOf, type ExpandContext } from './context.ts';
import { allowedActionPatterns, summariesOf } from './mentioned-actions.ts';

/**
 * `readOnly`: no action may be allowed whose access level is Write, Permissions management or Tagging.
 * An allowed name or pattern that stands for no listed action has no known level, which is said.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
 */
export function expandReadOnly(node: LocatedNode, context: ExpandContext): Expansion {
  const { loc } = node;
  const excepted = exceptions(node);
  const writes = new Set<string>();
  const others = new Set<string>();
  const unlisted: string[] = [];
  for (const pattern of allowedActionPatterns(context.policies)) {
    const summaries = summariesOf(pattern);
    if (summaries.length === 0) unlisted.push(pattern);
    for (const { action, accessLevel } of summaries) {
      if (accessLevel === 'List' || accessLevel === 'Read' || excepted.has(action.toLowerCase())) continue;
      // What writes plainly makes the clearer counterexample, so it is asked for first.
      (accessLevel === 'Write' ? writes : others).add(action);
    }
  }
  const queries: Query[] = [];
  for (const actions of [writes, others]) {
    if (actions.size > 0) queries.push({ kind: 'disjoint', from: actionsPolicy([...actions].sort(), loc, context) });
  }
  const unclear = unlisted.filter((pattern) => !excepted.has(pattern));
  if (unclear.length > 0) {
    queries.push({
      kind: 'unclear',
      from: actionsPolicy(unclear, loc, context),
      construct: 'unlistedAction',
      message: `the reference lists no action \`${unclear.join('`, `')}\`, so whether it only reads is not known; name it under \`except\` if it does`,
    });
  }
  return {
    queries,
    assumptions: [`access levels are those of the service authorization reference of ${referenceDate().iamData}; actions that came later are not judged`],
  };
}

function actionsPolicy(actions: readonly string[], loc: Location, context: ExpandContext): PolicySet<Policy> {
  return policyOf([objectNode({ Action: textsNode(actions, loc) }, loc)], loc, context);
}

/** In lower case; patterns stand for the listed actions that they match, and for themselves. */
function exceptions(node: LocatedNode): ReadonlySet<string> {
  const excepted = new Set<string>();
  for (const { text } of stringsOf(member(node, 'except'))) {
    const pattern = knownText(text) ?? '';
    excepted.add(pattern.toLowerCase());
    for (const { action } of summariesOf(pattern)) excepted.add(action.toLowerCase());
  }
  return excepted;
}
