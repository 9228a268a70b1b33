import type { LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import type { Policy } from '../../model/policy.ts';
import type { TemplateText } from '../../model/unknown-value.ts';
import { objectNode, textNode, textsNode } from '../nodes.ts';
import type { Expansion } from '../query.ts';
import { policyOf, type ExpandContext } from './context.ts';
import { fixedValues } from './fixed-values.ts';

/**
 * `notPublic`: a policy is public when it lets in somebody whom it doesn't trust, and it trusts whom it
 * names by a fixed value: an account, an organization, a network, a bounded range of addresses. So the
 * question is whether a stranger gets in, anonymous or of an account that is named nowhere, who has none
 * of those values.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 * (The meaning of "public"), https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoPublicAccess.html
 */
export function expandNotPublic(node: LocatedNode, context: ExpandContext): Expansion {
  const { loc } = node;
  return {
    queries: [{ kind: 'disjoint', from: policyOf([strangers(context.policies, loc)], loc, context) }],
    assumptions: ['whoever the policy names by a fixed account, organization, network, source or bounded address range is trusted'],
  };
}

function strangers(policies: readonly Policy[], loc: Location): LocatedNode {
  const { accounts, keys } = fixedValues(policies);
  const blocks = new Map<string, Map<string, readonly TemplateText[]>>();
  const add = (operator: string, key: string, values: readonly TemplateText[]): void => {
    if (values.length === 0) return;
    const block = blocks.get(operator) ?? new Map<string, readonly TemplateText[]>();
    block.set(key, [...(block.get(key) ?? []), ...values]);
    blocks.set(operator, block);
  };
  add('StringNotEquals', 'aws:PrincipalAccount', accounts);
  for (const { key, strangerOperator, values } of keys) add(strangerOperator, key, values);
  const condition = objectNode(
    Object.fromEntries(
      [...blocks].map(([operator, block]) => [
        operator,
        objectNode(Object.fromEntries([...block].map(([key, values]) => [key, textsNode(values, loc)])), loc),
      ]),
    ),
    loc,
  );
  return objectNode(
    {
      Principal: objectNode({ AWS: textNode('*', loc) }, loc),
      Condition: blocks.size === 0 ? undefined : condition,
    },
    loc,
  );
}
