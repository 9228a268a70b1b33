import { member, type LocatedNode } from '../../model/located.ts';
import type { SourcePolicy } from '../../model/policy-source.ts';
import { displayText, type TemplateText } from '../../model/unknown-value.ts';
import { own } from '../own.ts';
import { sameText } from '../same-node.ts';
import { joinPieces, scalarText } from '../text/text-pieces.ts';
import { arnPieces } from './attributes.ts';
import { guardedBy } from './guarded.ts';
import type { PolicyPlace } from './policy-locations.ts';
import type { Resolver } from './resolver.ts';
import type { TemplateResource } from './template.ts';

/** What a policy bears on, besides what it says itself. */
export type PolicyScope = Pick<SourcePolicy, 'guards' | 'targets' | 'endpointOf' | 'arn'>;

export function scopeOf(place: PolicyPlace, resource: TemplateResource, resolver: Resolver): PolicyScope {
  switch (place.kind) {
    case 'resource':
    case 'acl': {
      const guards = guardedBy(resource, resolver);
      return guards === undefined ? {} : { guards };
    }
    case 'organization': {
      const targets = targetsOf(resource, resolver);
      return targets === undefined ? {} : { targets };
    }
    case 'endpoint': {
      const endpointOf = reachedThrough(resource, resolver);
      return endpointOf === undefined ? {} : { endpointOf };
    }
    case 'identity': {
      const arn = resource.type === 'AWS::IAM::ManagedPolicy' ? arnPieces(resource, resolver) : undefined;
      return arn === undefined ? {} : { arn: joinPieces(arn) };
    }
    case 'trust':
    case 'session':
    case 'device':
      return {};
  }
}

export function sameScope(a: PolicyScope, b: PolicyScope): boolean {
  return sameTexts(a.guards, b.guards) && sameTexts(a.targets, b.targets) && a.endpointOf === b.endpointOf && sameTexts(listOf(a.arn), listOf(b.arn));
}

function listOf(text: TemplateText | undefined): readonly TemplateText[] {
  return text === undefined ? [] : [text];
}

function sameTexts(a: readonly TemplateText[] | undefined, b: readonly TemplateText[] | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((text, index) => sameText(text, b[index] ?? []));
}

/** Without targets a policy is attached to nothing, as far as the template goes; elsewhere it may be. */
function targetsOf(resource: TemplateResource, resolver: Resolver): readonly TemplateText[] | undefined {
  const node = member(resource.properties, 'TargetIds');
  const resolved = node === undefined ? undefined : resolver.resolve(node);
  if (resolved?.kind !== 'array') return undefined;
  const texts = resolved.items.map((item: LocatedNode) => scalarText(item));
  const known = texts.filter((text) => text !== undefined);
  return known.length < texts.length || known.some((text) => text.some((part) => typeof part !== 'string' && part.maybeList === true)) ? undefined : known;
}

/** Services whose endpoints go by another name than their actions. */
const ENDPOINT_NAMES: Readonly<Partial<Record<string, string>>> = {
  'email-smtp': 'ses',
  'git-codecommit': 'codecommit',
  'kinesis-firehose': 'firehose',
  'kinesis-streams': 'kinesis',
  'lambda-fips': 'lambda',
  monitoring: 'cloudwatch',
};

/**
 * `com.amazonaws.eu-west-1.s3`, or more words for a part of a service, as `ecr.api`.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
function reachedThrough(resource: TemplateResource, resolver: Resolver): string | undefined {
  const node = member(resource.properties, 'ServiceName');
  const resolved = node === undefined ? undefined : resolver.resolve(node);
  const name = displayText((resolved === undefined ? undefined : scalarText(resolved)) ?? []);
  const word = /^(?:com|cn\.com)\.amazonaws\.(?:\$\{[^}]*\}|[^.]+)\.([a-z0-9-]+)(?:\.[a-z0-9.-]+)?$/.exec(name)?.[1];
  return word === undefined ? undefined : (own(ENDPOINT_NAMES, word) ?? word);
}
