import { member } from '../../model/located.ts';
import type { TemplateText, TextPart } from '../../model/unknown-value.ts';
import { nestedStack } from './nested-stacks.ts';
import { PSEUDO_PARAMETERS } from './pseudo-parameters.ts';
import { unknown, type Resolver } from './resolver.ts';
import { joinPieces, scalarText, type TextPiece } from '../text/text-pieces.ts';
import type { TemplateResource } from './template.ts';
import { own } from '../own.ts';

/** How the ARN and the Ref of a resource type are made of its name. */
interface Naming {
  /** The property that holds the name when the template gives one. */
  readonly property?: string;
  /** What Ref returns: the name, the ARN, or something else that AWS makes. */
  readonly ref: 'name' | 'arn' | 'other';
  /** `{partition}`, `{region}`, `{account}`, `{path}` (IAM's, with its slashes) and `{name}`; missing where it is not all known. */
  readonly arn?: string;
  /** Where GetAtt returns the ARN under another name than `Arn`. */
  readonly attribute?: string;
  /** Where GetAtt returns the name under another name than the property. */
  readonly nameAttribute?: string;
}

const regional = '{partition}:{service}:{region}:{account}';
const of = (service: string, resource: string): string => `arn:${regional.replace('{service}', service)}:${resource}`;

/**
 * Return values of Ref and GetAtt, and ARN formats, of the types that policies name most.
 *
 * Sources: the "Return values" of each page under
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html and the ARN formats
 * of https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const NAMING: Readonly<Partial<Record<string, Naming>>> = {
  'AWS::IAM::User': { property: 'UserName', ref: 'name', arn: 'arn:{partition}:iam::{account}:user{path}{name}' },
  'AWS::IAM::Role': { property: 'RoleName', ref: 'name', arn: 'arn:{partition}:iam::{account}:role{path}{name}' },
  'AWS::IAM::Group': { property: 'GroupName', ref: 'name', arn: 'arn:{partition}:iam::{account}:group{path}{name}' },
  'AWS::IAM::InstanceProfile': { property: 'InstanceProfileName', ref: 'name', arn: 'arn:{partition}:iam::{account}:instance-profile{path}{name}' },
  'AWS::IAM::ManagedPolicy': { property: 'ManagedPolicyName', ref: 'arn', arn: 'arn:{partition}:iam::{account}:policy{path}{name}', attribute: 'PolicyArn' },
  'AWS::S3::Bucket': { property: 'BucketName', ref: 'name', arn: 'arn:{partition}:s3:::{name}' },
  'AWS::SQS::Queue': { property: 'QueueName', ref: 'other', arn: of('sqs', '{name}') },
  'AWS::SNS::Topic': { property: 'TopicName', ref: 'arn', arn: of('sns', '{name}'), attribute: 'TopicArn' },
  'AWS::Lambda::Function': { property: 'FunctionName', ref: 'name', arn: of('lambda', 'function:{name}') },
  'AWS::Serverless::Function': { property: 'FunctionName', ref: 'name', arn: of('lambda', 'function:{name}') },
  'AWS::DynamoDB::Table': { property: 'TableName', ref: 'name', arn: of('dynamodb', 'table/{name}') },
  'AWS::DynamoDB::GlobalTable': { property: 'TableName', ref: 'name', arn: of('dynamodb', 'table/{name}') },
  'AWS::Serverless::SimpleTable': { property: 'TableName', ref: 'name', arn: of('dynamodb', 'table/{name}') },
  'AWS::KMS::Key': { ref: 'name', arn: of('kms', 'key/{name}') },
  'AWS::Kinesis::Stream': { property: 'Name', ref: 'name', arn: of('kinesis', 'stream/{name}') },
  'AWS::KinesisFirehose::DeliveryStream': { property: 'DeliveryStreamName', ref: 'name', arn: of('firehose', 'deliverystream/{name}') },
  'AWS::Logs::LogGroup': { property: 'LogGroupName', ref: 'name', arn: of('logs', 'log-group:{name}:*') },
  'AWS::StepFunctions::StateMachine': { property: 'StateMachineName', ref: 'arn', arn: of('states', 'stateMachine:{name}'), nameAttribute: 'Name' },
  'AWS::Serverless::StateMachine': { property: 'Name', ref: 'arn', arn: of('states', 'stateMachine:{name}') },
  'AWS::ECR::Repository': { property: 'RepositoryName', ref: 'name', arn: of('ecr', 'repository/{name}') },
  'AWS::ECS::Cluster': { property: 'ClusterName', ref: 'name', arn: of('ecs', 'cluster/{name}') },
  'AWS::CodeBuild::Project': { property: 'Name', ref: 'name', arn: of('codebuild', 'project/{name}') },
  'AWS::CodeCommit::Repository': { ref: 'other' },
  'AWS::CloudWatch::Alarm': { property: 'AlarmName', ref: 'name', arn: of('cloudwatch', 'alarm:{name}') },
  'AWS::Events::EventBus': { property: 'Name', ref: 'name', arn: of('events', 'event-bus/{name}') },
  'AWS::EFS::FileSystem': { ref: 'name', arn: of('elasticfilesystem', 'file-system/{name}') },
  'AWS::EKS::Cluster': { property: 'Name', ref: 'name', arn: of('eks', 'cluster/{name}') },
  'AWS::OpenSearchService::Domain': { property: 'DomainName', ref: 'name', arn: of('es', 'domain/{name}') },
  'AWS::Elasticsearch::Domain': { property: 'DomainName', ref: 'name', arn: of('es', 'domain/{name}') },
  'AWS::Cognito::UserPool': { ref: 'name', arn: of('cognito-idp', 'userpool/{name}') },
  'AWS::SSM::Parameter': { property: 'Name', ref: 'name' },
  'AWS::EC2::Instance': { ref: 'name' },
};

/** Whether AWS itself makes the attributes of a type; a custom resource returns what its author likes. */
export function isGeneratedByAws(type: string): boolean {
  return /^(?:AWS|Alexa)::/.test(type) && !/::MODULE$|^AWS::CloudFormation::(?:CustomResource|Stack|WaitCondition|Macro)$|^AWS::Serverless::Application$/.test(type);
}

/** What a stack is given may hang on what it puts out: then that is not known. */
function outputOf(resource: TemplateResource, name: string, resolver: Resolver): TemplateText | undefined {
  const key = `output of ${resource.logicalId}`;
  if (resolver.open.has(key)) return undefined;
  resolver.open.add(key);
  const stack = nestedStack(resource, resolver);
  resolver.open.delete(key);
  return resolver.elsewhere.output(stack, name);
}

function isStack(type: string): boolean {
  return type === 'AWS::CloudFormation::Stack' || type === 'AWS::Serverless::Application';
}

/** The physical name of a resource: what the template says, else an unknown that AWS makes, named by the logical ID. */
export function physicalName(resource: TemplateResource, resolver: Resolver): TemplateText {
  const property = own(NAMING, resource.type)?.property;
  const given = property === undefined ? undefined : member(resource.properties, property);
  const key = `name of ${resource.logicalId}`;
  if (given !== undefined && !resolver.open.has(key)) {
    resolver.open.add(key);
    const resolved = resolver.resolve(given);
    resolver.open.delete(key);
    const text = scalarText(resolved);
    if (text !== undefined) return text.map(asName);
  }
  const shape = isGeneratedByAws(resource.type) ? ({ kind: 'plain' } as const) : ({ kind: 'anyText' } as const);
  // Where Ref gives something else, the name is another value and needs a name of its own.
  const isRef = own(NAMING, resource.type)?.ref !== 'other' || property === undefined;
  return [unknown(isRef ? resource.logicalId : `${resource.logicalId}.${property}`, 'name that AWS gives when the template is deployed', shape)];
}

/** No AWS name takes `*`, `?` or `$`: a parameter that brings one makes the deployment fail. */
function asName(part: TextPart): TextPart {
  return typeof part === 'string' || part.shape.kind !== 'anyText' ? part : { ...part, shape: { kind: 'plain' } };
}

/** The ARN of a resource, as far as it is known; undefined for types whose ARN is not that simple. */
export function arnPieces(resource: TemplateResource, resolver: Resolver): readonly TextPiece[] | undefined {
  const format = own(NAMING, resource.type)?.arn;
  if (format === undefined) return undefined;
  return partsOf(format).flatMap((part): readonly TextPiece[] => {
    switch (part) {
      case '{partition}':
        return pseudoPieces('AWS::Partition', resolver);
      case '{region}':
        return pseudoPieces('AWS::Region', resolver);
      case '{account}':
        return pseudoPieces('AWS::AccountId', resolver);
      case '{path}':
        return asPieces(iamPath(resource, resolver));
      case '{name}':
        return asPieces(physicalName(resource, resolver));
      default:
        return [{ kind: 'written', text: part }];
    }
  });
}

const formatParts = new Map<string, readonly string[]>();

/** The formats are few, and asked for with every resource. */
function partsOf(format: string): readonly string[] {
  const known = formatParts.get(format);
  if (known !== undefined) return known;
  const parts = format.split(/(\{[a-z]+\})/).filter((part) => part !== '');
  formatParts.set(format, parts);
  return parts;
}

/** The ARN of a managed policy in the account of the template. */
export function managedPolicyArn(path: TemplateText, name: TemplateText, resolver: Resolver): TemplateText {
  return joinPieces([
    { kind: 'written', text: 'arn:' },
    ...pseudoPieces('AWS::Partition', resolver),
    { kind: 'written', text: ':iam::' },
    ...pseudoPieces('AWS::AccountId', resolver),
    { kind: 'written', text: ':policy' },
    ...asPieces(path),
    ...asPieces(name),
  ]);
}

function iamPath(resource: TemplateResource, resolver: Resolver): TemplateText {
  const path = member(resource.properties, 'Path');
  const resolved = path === undefined ? undefined : scalarText(resolver.resolve(path));
  return resolved ?? ['/'];
}

/** What a pseudo parameter is: the value given for it, else unknown. */
export function pseudoPieces(name: string, resolver: Resolver): readonly TextPiece[] {
  const given = resolver.bound.get(name);
  if (typeof given === 'string') return [{ kind: 'written', text: given }];
  const value = own(PSEUDO_PARAMETERS, name);
  return value === undefined ? [] : [{ kind: 'unknown', unknown: value }];
}

function asPieces(text: TemplateText): readonly TextPiece[] {
  return text.map((part) => (typeof part === 'string' ? { kind: 'written', text: part } : { kind: 'unknown', unknown: part }));
}

/** The value that Ref gives for a resource. */
export function refPieces(resource: TemplateResource, resolver: Resolver): readonly TextPiece[] {
  const naming = own(NAMING, resource.type);
  if (naming?.ref === 'arn') return arnPieces(resource, resolver) ?? [];
  if (naming?.ref === 'name') return asPieces(physicalName(resource, resolver));
  const shape = isGeneratedByAws(resource.type) ? ({ kind: 'plain' } as const) : ({ kind: 'anyText' } as const);
  return [{ kind: 'unknown', unknown: unknown(resource.logicalId, 'identifier that AWS gives when the template is deployed', shape) }];
}

/** The value that GetAtt gives for an attribute of a resource. */
export function attributePieces(resource: TemplateResource, attribute: string, resolver: Resolver): readonly TextPiece[] {
  const naming = own(NAMING, resource.type);
  if (attribute === 'Arn' || attribute === naming?.attribute) {
    const pieces = arnPieces(resource, resolver);
    if (pieces !== undefined) return pieces;
  }
  if (attribute === (naming?.nameAttribute ?? naming?.property) && isGeneratedByAws(resource.type)) return asPieces(physicalName(resource, resolver));
  if (resource.type === 'AWS::SSM::Parameter' && attribute === 'Value') {
    const value = member(resource.properties, 'Value');
    const text = value === undefined ? undefined : scalarText(resolver.resolve(value));
    if (text !== undefined) return asPieces(text);
  }
  const output = isStack(resource.type) && attribute.startsWith('Outputs.') ? outputOf(resource, attribute.slice('Outputs.'.length), resolver) : undefined;
  if (output !== undefined) return asPieces(output);
  const shape = isGeneratedByAws(resource.type) ? ({ kind: 'plain' } as const) : ({ kind: 'anyText' } as const);
  return [
    { kind: 'unknown', unknown: unknown(`${resource.logicalId}.${attribute}`, 'attribute that is known only when the template is deployed', shape, shape.kind === 'anyText' && !isStack(resource.type)) },
  ];
}

