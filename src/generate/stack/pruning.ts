import { member } from '../../model/located.ts';
import type { ResolvedResource } from '../../sources/index.ts';
import { isCustomResource } from './handlerless.ts';
import { namedBy } from './references.ts';
import { isOpen, keysIn, patternOf, type Stack } from './stack.ts';

type Properties = Readonly<Record<string, RegExp>>;

/**
 * Actions that a handler calls only for a property: `[property, pattern of actions without the prefix]`. What a
 * handler calls to read is never left out, since it reads everything.
 *
 * Source: the properties and the update behaviour on each type's page under
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const BY_PROPERTY: Readonly<Partial<Record<string, Properties>>> = {
  'AWS::CodeBuild::Project': { Triggers: /Webhook$/ },
  'AWS::DynamoDB::Table': {
    ContributorInsightsSpecification: /^UpdateContributorInsights$/,
    ImportSourceSpecification: /Import/,
    KinesisStreamSpecification: /(?:Enable|Disable|Update)KinesisStreamingDestination$/,
    PointInTimeRecoverySpecification: /^UpdateContinuousBackups$/,
    ResourcePolicy: /^(?:Put|Delete)ResourcePolicy$/,
    TimeToLiveSpecification: /^UpdateTimeToLive$/,
  },
  'AWS::ECR::Repository': {
    ImageScanningConfiguration: /^PutImageScanningConfiguration$/,
    ImageTagMutability: /^PutImageTagMutability$/,
    LifecyclePolicy: /^(?:Put|Delete)LifecyclePolicy$/,
    RepositoryPolicyText: /^(?:Set|Delete)RepositoryPolicy$/,
  },
  'AWS::Events::EventBus': { Policy: /^(?:Put|Remove)Permission$/ },
  'AWS::IAM::Group': { ManagedPolicyArns: /^(?:Attach|Detach)GroupPolicy$/, Policies: /^(?:Put|Delete)GroupPolicy$/ },
  'AWS::IAM::ManagedPolicy': { Groups: /^(?:Attach|Detach)GroupPolicy$/, Roles: /^(?:Attach|Detach)RolePolicy$/, Users: /^(?:Attach|Detach)UserPolicy$/ },
  'AWS::IAM::Policy': { Groups: /GroupPolicy$/, Roles: /RolePolicy$/, Users: /UserPolicy$/ },
  'AWS::IAM::Role': {
    Description: /^UpdateRoleDescription$/,
    ManagedPolicyArns: /^(?:Attach|Detach)RolePolicy$/,
    PermissionsBoundary: /RolePermissionsBoundary$/,
    Policies: /^(?:Put|Delete)RolePolicy$/,
  },
  'AWS::IAM::User': {
    Groups: /^(?:AddUserTo|RemoveUserFrom)Group$/,
    LoginProfile: /^(?:Create|Update|Delete)LoginProfile$/,
    ManagedPolicyArns: /^(?:Attach|Detach)UserPolicy$/,
    PermissionsBoundary: /UserPermissionsBoundary$/,
    Policies: /^(?:Put|Delete)UserPolicy$/,
  },
  'AWS::KMS::Key': { EnableKeyRotation: /^(?:Enable|Disable)KeyRotation$/, Enabled: /^(?:Enable|Disable)Key$/ },
  'AWS::Kinesis::Stream': { StreamEncryption: /^(?:Start|Stop)StreamEncryption$/ },
  'AWS::Lambda::Function': {
    CodeSigningConfigArn: /^(?:GetCodeSigningConfig|(?:Put|Delete)FunctionCodeSigningConfig)$/,
    Layers: /^GetLayerVersion$/,
    RecursiveLoop: /^PutFunctionRecursionConfig$/,
    ReservedConcurrentExecutions: /^(?:Put|Delete)FunctionConcurrency$/,
    RuntimeManagementConfig: /^PutRuntimeManagementConfig$/,
  },
  'AWS::Logs::LogGroup': {
    DataProtectionPolicy: /^(?:Put|Delete)DataProtectionPolicy$|LogDelivery$|^(?:Put|Describe)ResourcePolic(?:y|ies)$/,
    KmsKeyId: /^(?:Associate|Disassociate)KmsKey$/,
    RetentionInDays: /^(?:Put|Delete)RetentionPolicy$/,
  },
  'AWS::S3::Bucket': {
    AccelerateConfiguration: /^PutAccelerateConfiguration$/,
    AccessControl: /^PutBucketAcl$/,
    AnalyticsConfigurations: /^PutAnalyticsConfiguration$/,
    BucketEncryption: /^PutEncryptionConfiguration$/,
    CorsConfiguration: /^PutBucketCORS$/,
    IntelligentTieringConfigurations: /^PutIntelligentTieringConfiguration$/,
    InventoryConfigurations: /^PutInventoryConfiguration$/,
    LifecycleConfiguration: /^PutLifecycleConfiguration$/,
    LoggingConfiguration: /^PutBucketLogging$/,
    MetricsConfigurations: /^PutMetricsConfiguration$/,
    NotificationConfiguration: /^PutBucketNotification$/,
    ObjectLockConfiguration: /^PutBucketObjectLockConfiguration$/,
    OwnershipControls: /^PutBucketOwnershipControls$/,
    PublicAccessBlockConfiguration: /^PutBucketPublicAccessBlock$/,
    ReplicationConfiguration: /^PutReplicationConfiguration$/,
    VersioningConfiguration: /^PutBucketVersioning$/,
    WebsiteConfiguration: /^(?:Put|Delete)BucketWebsite$/,
  },
  'AWS::SecretsManager::Secret': { GenerateSecretString: /^GetRandomPassword$/, ReplicaRegions: /Regions/ },
  'AWS::SNS::Topic': { DataProtectionPolicy: /^PutDataProtectionPolicy$/, Subscription: /^(?:Subscribe|Unsubscribe)$/ },
};

/**
 * CloudFormation deletes empty buckets only, and sets access control lists of buckets, not of objects.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
 */
const NEVER: Readonly<Partial<Record<string, RegExp>>> = { 'AWS::S3::Bucket': /^(?:DeleteObject|PutObjectAcl)$/ };

/**
 * Other services that a handler calls only for what a property names: the prefix, and how such a property is called
 * anywhere in the resource. Keys that AWS manages allow their use through the service by themselves.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk
 */
const FOREIGN: Readonly<Partial<Record<string, RegExp>>> = {
  acm: /certificate/i,
  ec2: /vpc|subnet|securitygroup|network/i,
  elasticfilesystem: /filesystem|efs/i,
  firehose: /firehose|delivery/i,
  kinesis: /kinesis/i,
  kms: /kms|encrypt|sse/i,
  lambda: /lambda|function|uri/i,
  s3: /s3|bucket|location|artifact|(?:code|content|definition|schema)uri/i,
  secretsmanager: /secret|password|credential/i,
};

const LOGS_OF: Readonly<Partial<Record<string, string>>> = { 'AWS::DynamoDB::Table': 'ImportSourceSpecification' };

/** Why an action is not needed for a resource with these properties; undefined where it is, or may be. */
export function whyNotNeeded(action: string, resource: ResolvedResource, stack: Stack): string | undefined {
  const { type, properties } = resource;
  const [prefix = '', name = ''] = action.split(':');
  if (isCustomResource(type)) return notTheToken(prefix, resource, stack);
  if (isOpen(properties)) return undefined;
  if (NEVER[type]?.test(name) === true) return 'a stack leaves the objects of a bucket alone';
  if (action === 'iam:PassRole' || action === 'iam:CreateServiceLinkedRole') return undefined;
  const isOwn = prefix === ownPrefix(type);
  const [property] = Object.entries(BY_PROPERTY[type] ?? {}).find(([, actions]) => actions.test(name)) ?? [];
  if (isOwn && property !== undefined && member(properties, property) === undefined) return `the template doesn't set ${property}`;
  if (/^Delete(?:Role|User)PermissionsBoundary$/.test(name)) return 'the template keeps its permissions boundary';
  const logs = LOGS_OF[type];
  if (prefix === 'logs' && logs !== undefined && member(properties, logs) === undefined) return `the template doesn't set ${logs}`;
  const keys = isOwn ? undefined : FOREIGN[prefix];
  if (keys !== undefined && !keysIn(properties).some((key) => keys.test(key)) && !namedBy(resource, stack).arns.some((arn) => arn.split(':')[2] === prefix)) return `no property names anything of ${prefix}`;
  if (isOwn || !/^GetRole$/.test(name)) return undefined;
  return keysIn(properties).some((key) => /role/i.test(key)) ? undefined : 'no property names a role';
}

/** The prefix that a type's own actions have, where it is the type's namespace in lower case. */
function ownPrefix(type: string): string {
  return (type.split('::')[1] ?? '').toLowerCase();
}

function notTheToken(prefix: string, { properties }: ResolvedResource, stack: Stack): string | undefined {
  const node = member(properties, 'ServiceToken');
  const token = node?.kind === 'string' ? patternOf(node.text, stack) : '*';
  if (!token.startsWith('arn:')) return undefined;
  return token.split(':')[2] === prefix ? undefined : 'the service token is of another service';
}
