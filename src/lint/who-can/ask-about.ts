import { canonicalKey } from '../../evaluator/context-keys.ts';
import { compiler } from '../../evaluator/index.ts';
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
export type AskAbout = (policies: PolicySet<Policy>, kind: PrincipalKind, caller: Caller) => Evaluation;

/** For one question, which is put to the same policies in many combinations. */
export function askerAbout(question: WhoCanQuestion): AskAbout {
  const compile = compiler();
  const given = new Set(Object.keys(question.context ?? {}).map(keyId));
  /** Of the caller that was asked about last: the keys that its policies ask for are mostly those of the next time. */
  let last: { readonly caller: Caller; readonly unknown: ReadonlySet<string> } | undefined;
  return (policies, kind, caller) => {
    const absent = new Set(kind === 'role' || kind === 'permissionSet' ? [...OF_SERVICES, ...OF_USERS] : OF_SERVICES);
    const isOpen = (key: string): boolean => !given.has(keyId(key)) && !absent.has(key.toLowerCase());
    const compiled = compile(policies);
    let unknown = last?.caller === caller ? last.unknown : new Set(caller.unknownKeys.filter(isOpen));
    for (;;) {
      const evaluation = compiled.evaluate({ ...question, principal: caller.arn, unknownKeys: [...unknown] }, { explain: true });
      const more = new Set([...unknown, ...evaluation.missingContextKeys.filter(isOpen)]);
      last = { caller, unknown: more };
      // A key that becomes unknown lets statements count whose other keys were not asked for before.
      if (more.size === unknown.size) return named(evaluation, [...unknown]);
      unknown = more;
    }
  };
}

function keyId(key: string): string {
  return canonicalKey(key.toLowerCase());
}

/** With keys as the policies write them. */
function named(evaluation: Evaluation, keys: readonly string[]): Evaluation {
  if (evaluation.dependsOn === undefined) return evaluation;
  return { ...evaluation, dependsOn: evaluation.dependsOn.map((name) => keys.find((key) => key.toLowerCase() === name) ?? name) };
}
