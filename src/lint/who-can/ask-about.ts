import { canonicalKey } from '../../evaluator/context-keys.ts';
import { compile } from '../../evaluator/index.ts';
import type { Evaluation } from '../../model/evaluation.ts';
import type { Policy } from '../../model/policy.ts';
import type { PolicySet } from '../../model/policy-set.ts';
import type { PrincipalKind } from '../../model/policy-source.ts';
import type { Caller } from './caller.ts';
import type { WhoCanQuestion } from './types.ts';

/**
 * Keys that requests of users and of role sessions never have.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const OF_SERVICES: readonly string[] = ['aws:principalservicename', 'aws:principalservicenameslist'];
const OF_USERS: readonly string[] = ['aws:username'];

/** Decides a request of which every condition key that is not given is unknown. */
export function askAbout(policies: PolicySet<Policy>, kind: PrincipalKind, { arn, unknownKeys }: Caller, question: WhoCanQuestion): Evaluation {
  const given = new Set(Object.keys(question.context ?? {}).map(keyId));
  const absent = new Set(kind === 'role' || kind === 'permissionSet' ? [...OF_SERVICES, ...OF_USERS] : OF_SERVICES);
  const isOpen = (key: string): boolean => !given.has(keyId(key)) && !absent.has(key.toLowerCase());
  const compiled = compile(policies);
  let unknown = new Set(unknownKeys.filter(isOpen));
  for (;;) {
    const evaluation = compiled.evaluate({ ...question, principal: arn, unknownKeys: [...unknown] }, { explain: true });
    const more = new Set([...unknown, ...evaluation.missingContextKeys.filter(isOpen)]);
    // A key that becomes unknown lets statements count whose other keys were not asked for before.
    if (more.size === unknown.size) return named(evaluation, [...unknown]);
    unknown = more;
  }
}

function keyId(key: string): string {
  return canonicalKey(key.toLowerCase());
}

/** With keys as the policies write them. */
function named(evaluation: Evaluation, keys: readonly string[]): Evaluation {
  if (evaluation.dependsOn === undefined) return evaluation;
  return { ...evaluation, dependsOn: evaluation.dependsOn.map((name) => keys.find((key) => key.toLowerCase() === name) ?? name) };
}
