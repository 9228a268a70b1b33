import { member, type LocatedNode } from '../model/located.ts';
import { parsePolicyNode } from '../model/parse/policy.ts';
import type { PolicyType } from '../model/policy.ts';
import type { SourcePolicy } from '../model/policy-source.ts';

/** A file that is one policy document. */
export function readPlainPolicy(root: LocatedNode, name: string, type: PolicyType = guessType(root)): SourcePolicy {
  const { policy, errors } = parsePolicyNode(root, type);
  return { type, label: { name }, ...(policy === undefined ? {} : { policy }), node: root, errors, loc: root.loc };
}

/**
 * What the statements themselves tell: with principals it is a resource policy, or a trust policy where
 * there are `sts:` actions and no resources. SCPs look like identity policies and RCPs like resource
 * policies: only whoever keeps the file knows.
 */
function guessType(root: LocatedNode): PolicyType {
  const node = member(root, 'Statement');
  const statements = node?.kind === 'array' ? node.items : node === undefined ? [] : [node];
  const withPrincipal = statements.filter((statement) => member(statement, 'Principal') !== undefined || member(statement, 'NotPrincipal') !== undefined);
  if (withPrincipal.length === 0) return 'identity';
  return withPrincipal.every(isTrust) ? 'trust' : 'resource';
}

function isTrust(statement: LocatedNode): boolean {
  if (member(statement, 'Resource') !== undefined || member(statement, 'NotResource') !== undefined) return false;
  const action = member(statement, 'Action');
  const actions = action?.kind === 'array' ? action.items : [action];
  return actions.every((item) => item?.kind === 'string' && item.text.every((part) => typeof part !== 'string' || /^sts:/i.test(part)));
}
