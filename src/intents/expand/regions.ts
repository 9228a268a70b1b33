import type { LocatedNode } from '../../model/located.ts';
import { partitionOfRegion } from '../../model/partition.ts';
import { displayText, type TemplateText, type UnknownValue } from '../../model/unknown-value.ts';
import { service, serviceNames } from '../../reference/index.ts';
import { objectNode, stringsOf, textNode, textsNode } from '../nodes.ts';
import type { Expansion } from '../query.ts';
import { filled, policyOf, type ExpandContext } from './context.ts';
import { GLOBAL_SERVICES } from './global-services.ts';
import { allowedActionPatterns, serviceOf } from './mentioned-actions.ts';

/**
 * `regions`: a request is in a Region when its resource's ARN says so, or when it was sent there. Requests to
 * global services are in none. Every request carries `aws:RequestedRegion`, so one without it is no
 * counterexample.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:RequestedRegion)
 */
export function expandRegions(node: LocatedNode, context: ExpandContext): Expansion {
  const { loc } = node;
  const regions = stringsOf(filled(node, context)).map((region) => region.text);
  const resources = regions.flatMap((region) =>
    partitionsOf(region, context).flatMap((partition) =>
      arnServices(context).map((name): TemplateText => ['arn:', ...partition, `:${name}:`, ...region, ':*']),
    ),
  );
  const byResource = objectNode({ Resource: textsNode(resources.map(joined), loc) }, loc);
  const byEndpoint = objectNode(
    { Condition: objectNode({ StringEqualsIfExists: objectNode({ 'aws:RequestedRegion': textsNode(regions, loc) }, loc) }, loc) },
    loc,
  );
  const global = objectNode(
    {
      Action: textsNode(
        GLOBAL_SERVICES.map((name) => `${name}:*`),
        loc,
      ),
      Resource: textNode('*', loc),
    },
    loc,
  );
  return {
    queries: [{ kind: 'within', bound: policyOf([...(resources.length === 0 ? [] : [byResource]), byEndpoint, global], loc, context) }],
    assumptions: ['requests to global services (IAM, AWS STS, Route 53, CloudFront and others that docs/intents.md lists) are in no Region'],
  };
}

/** The partition that a Region is in, and the template's own: an ARN is written with either. */
function partitionsOf(region: TemplateText, context: ExpandContext): readonly TemplateText[] {
  const text = displayText(region);
  const known = region.every((part) => typeof part === 'string');
  const literal = known ? [partitionOfRegion(text) ?? 'aws'] : ['aws', 'aws-cn', 'aws-us-gov'];
  const bound = context.values.bound.get('AWS::Partition');
  const open: UnknownValue | undefined = bound === undefined ? context.values.open.get('AWS::Partition') : undefined;
  return [...literal.map((partition) => [partition]), ...(open === undefined ? [] : [[open]])];
}

/**
 * What the service field of an ARN can say where the target may act. It is written out: a wildcard there
 * would reach over colons, into names that merely look like another service's ARN.
 */
function arnServices(context: ExpandContext): readonly string[] {
  const names = new Set<string>();
  for (const prefix of new Set(allowedActionPatterns(context.policies).map(serviceOf))) {
    if (prefix === undefined) for (const name of serviceNames()) names.add(name);
    else {
      names.add(prefix);
      for (const type of service(prefix)?.resourceTypes.values() ?? []) {
        for (const arn of type.arnPatterns) {
          const name = arn.split(':')[2];
          if (name !== undefined && /^[a-z0-9-]+$/.test(name)) names.add(name);
        }
      }
    }
  }
  for (const policy of context.policies) {
    for (const { resource } of policy.statements) {
      for (const { pattern } of resource?.entries ?? []) {
        const name = pattern.text.split(':')[2];
        if (name !== undefined && /^[a-z0-9-]+$/.test(name)) names.add(name);
      }
    }
  }
  return [...names].sort();
}

/** Adjacent texts as one. */
function joined(text: TemplateText): TemplateText {
  const parts: (string | UnknownValue)[] = [];
  for (const part of text) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}
