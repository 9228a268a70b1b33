import { member, type LocatedNode, type LocatedObject } from '../model/located.ts';
import type { Location } from '../model/location.ts';
import { parsePolicyNode } from '../model/parse/policy.ts';
import type { Policy } from '../model/policy.ts';
import type { SourceError } from '../model/source-error.ts';
import { listNode, objectNode, textNode } from './nodes.ts';

/** What kind of policy an intent is judged on, which says what its statements may have. */
export type TargetKind = 'identity' | 'resource' | 'trust';

/**
 * The policy that allows what an intent's statements describe. Elements that are left out stand for
 * everything.
 */
export function boundPolicy(
  statements: readonly LocatedNode[],
  kind: TargetKind,
  loc: Location,
  report: (error: SourceError) => void,
): Policy {
  const complete = statements.map((node) => (node.kind === 'object' ? completeStatement(node, kind) : node));
  const document = objectNode({ Version: textNode('2012-10-17', loc), Statement: listNode(complete, loc) }, loc);
  // A trust policy has no Resource of its own, yet a bound may name the roles that it speaks of.
  const { policy, errors } = parsePolicyNode(document, kind === 'identity' ? 'identity' : undefined);
  for (const error of errors) report({ ...error, code: 'invalid-intents' });
  return policy ?? { statements: [], unseen: [], loc };
}

function completeStatement(node: LocatedObject, kind: TargetKind): LocatedObject {
  const { loc } = node;
  const lacks = (...keys: readonly string[]): boolean => keys.every((key) => member(node, key) === undefined);
  const defaults = objectNode(
    {
      Effect: lacks('Effect') ? textNode('Allow', loc) : undefined,
      Action: lacks('Action', 'NotAction') ? textNode('*', loc) : undefined,
      Resource: lacks('Resource', 'NotResource') ? textNode('*', loc) : undefined,
      Principal: kind !== 'identity' && lacks('Principal', 'NotPrincipal') ? textNode('*', loc) : undefined,
    },
    loc,
  );
  return { ...node, members: [...node.members, ...defaults.members] };
}
