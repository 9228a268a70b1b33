import { member, type LocatedNode } from '../../model/located.ts';
import { knownText, type TemplateText, type TextPart } from '../../model/unknown-value.ts';
import { own } from '../own.ts';
import { joinPieces, scalarText, type TextPiece } from '../text/text-pieces.ts';
import { arnPieces, pseudoPieces } from './attributes.ts';
import { withBindings } from './bindings.ts';
import type { Resolver } from './resolver.ts';
import { plainText, type TemplateResource } from './template.ts';

/** How the resources that a policy guards are told. */
type Guarded =
  /** The policy is a property of the resource itself. */
  | { readonly by: 'self' }
  /** A property has the ARN, or a list of them. */
  | { readonly by: 'arn'; readonly property: string }
  /** A property has the name that the ARN ends with; `{name}` in the format. */
  | { readonly by: 'name'; readonly property: string; readonly arn: string; readonly fallback?: string }
  /** A property has URLs of queues. */
  | { readonly by: 'queueUrl'; readonly property: string };

const self: Guarded = { by: 'self' };
const arn = (property: string): Guarded => ({ by: 'arn', property });

/**
 * Source: the property pages of each type under
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const GUARDED: Readonly<Partial<Record<string, Guarded>>> = {
  'AWS::ApiGateway::RestApi': self,
  'AWS::DynamoDB::GlobalTable': self,
  'AWS::DynamoDB::Table': self,
  'AWS::ECR::Repository': self,
  'AWS::EFS::FileSystem': self,
  'AWS::Elasticsearch::Domain': self,
  'AWS::Events::EventBus': self,
  'AWS::Events::EventBusPolicy': { by: 'name', property: 'EventBusName', arn: 'arn:{partition}:events:{region}:{account}:event-bus/{name}', fallback: 'default' },
  'AWS::KMS::Key': self,
  'AWS::KMS::ReplicaKey': self,
  'AWS::Lambda::LayerVersionPermission': arn('LayerVersionArn'),
  'AWS::Logs::LogGroup': self,
  'AWS::MSK::ClusterPolicy': arn('ClusterArn'),
  'AWS::OpenSearchService::Domain': self,
  'AWS::S3::AccessPoint': { by: 'name', property: 'Name', arn: 'arn:{partition}:s3:{region}:{account}:accesspoint/{name}' },
  'AWS::S3::Bucket': self,
  'AWS::S3::BucketPolicy': { by: 'name', property: 'Bucket', arn: 'arn:{partition}:s3:::{name}' },
  'AWS::S3Express::BucketPolicy': { by: 'name', property: 'Bucket', arn: 'arn:{partition}:s3express:{region}:{account}:bucket/{name}' },
  'AWS::S3Outposts::BucketPolicy': arn('Bucket'),
  'AWS::S3Tables::TableBucketPolicy': arn('TableBucketARN'),
  'AWS::S3Tables::TablePolicy': arn('TableARN'),
  'AWS::S3Vectors::VectorBucketPolicy': arn('VectorBucketArn'),
  'AWS::SNS::TopicInlinePolicy': arn('TopicArn'),
  'AWS::SNS::TopicPolicy': arn('Topics'),
  'AWS::SQS::QueueInlinePolicy': { by: 'queueUrl', property: 'Queue' },
  'AWS::SQS::QueuePolicy': { by: 'queueUrl', property: 'Queues' },
  'AWS::SecretsManager::ResourcePolicy': arn('SecretId'),
};

/** Many types have their resource's ARN under this name. */
const USUAL = arn('ResourceArn');

/**
 * The ARNs of the resources that a policy of this resource guards, a bucket's for its objects. Undefined
 * where the template doesn't tell all of them.
 */
export function guardedBy(resource: TemplateResource, resolver: Resolver): readonly TemplateText[] | undefined {
  if (resource.type === 'AWS::Lambda::Permission') return functionOf(resource, resolver);
  const guarded = own(GUARDED, resource.type) ?? USUAL;
  if (guarded.by === 'self') return selfArn(resource, resolver);
  const node = member(resource.properties, guarded.property);
  if (node === undefined) return guarded.by === 'name' && guarded.fallback !== undefined ? [named(guarded.arn, [guarded.fallback], resolver)] : undefined;
  if (guarded.by === 'queueUrl') return allOf(itemsOf(node), (item) => queueArn(item, resolver));
  const resolved = resolver.resolve(node);
  return allOf(resolved === undefined ? [] : itemsOf(resolved), (item) => {
    const text = scalarText(item);
    if (text === undefined || isList(text)) return undefined;
    return guarded.by === 'name' ? named(guarded.arn, text, resolver) : asArn(text);
  });
}

function selfArn(resource: TemplateResource, resolver: Resolver): readonly TemplateText[] | undefined {
  if (resource.type === 'AWS::ApiGateway::RestApi') return [apiArn(resource, resolver)];
  const pieces = arnPieces(resource.type === 'AWS::KMS::ReplicaKey' ? { ...resource, type: 'AWS::KMS::Key' } : resource, resolver);
  const text = pieces === undefined ? undefined : joinPieces(pieces);
  // The ARN of a log group has a wildcard for its streams.
  return text === undefined ? undefined : [text.map((part) => (typeof part === 'string' ? part.replace(/:\*$/, '') : part))];
}

/** What policies of an API are about: its ARN for calls, with stage, method and path behind it. */
export function apiArn({ logicalId }: TemplateResource, resolver: Resolver): TemplateText {
  const id = resolver.resolve({ kind: 'object', members: [{ key: 'Ref', keyLoc: NOWHERE, value: { kind: 'string', text: [logicalId], loc: NOWHERE } }], loc: NOWHERE });
  return named('arn:{partition}:execute-api:{region}:{account}:{name}', scalarText(id) ?? [''], resolver);
}

const NOWHERE = { pointer: '' };

/** A function's policy guards its versions and aliases, too. */
function functionOf({ properties }: TemplateResource, resolver: Resolver): readonly TemplateText[] | undefined {
  const statement = member(member(properties, '(policy)'), 'Statement');
  const node = member(statement, 'Resource');
  const resolved = node === undefined ? undefined : resolver.resolve(node);
  const text = resolved === undefined ? undefined : scalarText(resolved);
  if (text === undefined || isList(text)) return undefined;
  const arnText = asArn(text);
  return arnText === undefined ? undefined : [withoutQualifier(arnText)];
}

/** The ARN of a function without the version or alias behind its name. */
function withoutQualifier(text: TemplateText): TemplateText {
  const kept: TextPart[] = [];
  let inName = false;
  for (const part of text) {
    if (typeof part !== 'string') {
      kept.push(part);
      continue;
    }
    const marker: number = inName ? -1 : part.indexOf(':function:');
    const from: number = inName ? 0 : marker === -1 ? part.length : marker + ':function:'.length;
    inName ||= marker !== -1;
    const end = inName ? part.indexOf(':', from) : -1;
    const piece = end === -1 ? part : part.slice(0, end);
    if (piece !== '') kept.push(piece);
    if (end !== -1) return kept;
  }
  return kept;
}

function queueArn(node: LocatedNode, resolver: Resolver): TemplateText | undefined {
  const referred = resolver.template.resources.get(plainText(member(node, 'Ref')) ?? '');
  const pieces = referred?.type === 'AWS::SQS::Queue' ? arnPieces(referred, withBindings(referred, resolver)) : undefined;
  if (pieces !== undefined) return joinPieces(pieces);
  const resolved = resolver.resolve(node);
  const url = knownText((resolved === undefined ? undefined : scalarText(resolved)) ?? [{ name: '', reason: '', shape: { kind: 'anyText' } }]);
  const parts = /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?\/(\d{12})\/([\w.-]+)$/.exec(url ?? '');
  return parts === null ? undefined : [`arn:${parts[2] === undefined ? 'aws' : 'aws-cn'}:sqs:${parts[1] ?? ''}:${parts[3] ?? ''}:${parts[4] ?? ''}`];
}

/** A name in the place of an ARN does not tell the ARN. */
function asArn(text: TemplateText): TemplateText | undefined {
  const [first] = text;
  return typeof first === 'string' && first.startsWith('arn:') ? text : undefined;
}

function isList(text: TemplateText): boolean {
  return text.some((part) => typeof part !== 'string' && part.maybeList === true);
}

function named(format: string, name: TemplateText, resolver: Resolver): TemplateText {
  const pieces = format.split(/(\{[a-z]+\})/).flatMap((part): readonly TextPiece[] => {
    switch (part) {
      case '':
        return [];
      case '{partition}':
        return pseudoPieces('AWS::Partition', resolver);
      case '{region}':
        return pseudoPieces('AWS::Region', resolver);
      case '{account}':
        return pseudoPieces('AWS::AccountId', resolver);
      case '{name}':
        return name.map((each) => (typeof each === 'string' ? { kind: 'written', text: each } : { kind: 'unknown', unknown: each }));
      default:
        return [{ kind: 'written', text: part }];
    }
  });
  return joinPieces(pieces);
}

function itemsOf(node: LocatedNode): readonly LocatedNode[] {
  return node.kind === 'array' ? node.items : [node];
}

function allOf(nodes: readonly LocatedNode[], read: (node: LocatedNode) => TemplateText | undefined): readonly TemplateText[] | undefined {
  const texts = nodes.map(read);
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length && known.length > 0 ? known : undefined;
}
