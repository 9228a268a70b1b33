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
  'AWS::RDS::DBInstance': {
    AssociatedRoles: /^(?:AddRoleTo|RemoveRoleFrom)DBInstance$/,
    AutomaticBackupReplicationRegion: /DBInstanceAutomatedBackupsReplication$/,
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
 * Other services that a handler calls only for one property: by type and prefix, how that property is called. A type
 * that is not here keeps all, since many handlers also call other services by themselves.
 *
 * Source: the same pages
 */
const BY_SERVICE: Readonly<Partial<Record<string, Readonly<Partial<Record<string, RegExp>>>>>> = {
  'AWS::ApiGateway::RestApi': { s3: /^BodyS3Location$/ },
  'AWS::DynamoDB::Table': { kinesis: /^KinesisStreamSpecification$/, logs: /^ImportSourceSpecification$/, s3: /^ImportSourceSpecification$/ },
  // Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
  'AWS::EC2::FlowLog': { logs: /^LogDestination$/, s3: /^LogDestination$/ },
  'AWS::ECS::TaskDefinition': { iam: /RoleArn$/ },
  'AWS::Lambda::Function': { ec2: /^VpcConfig$/, elasticfilesystem: /^FileSystemConfigs$/, s3: /^S3Bucket$/ },
  'AWS::Logs::LogGroup': { firehose: /^DataProtectionPolicy$/, s3: /^DataProtectionPolicy$/ },
  // Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
  'AWS::RDS::DBCluster': { secretsmanager: /^ManageMasterUserPassword$/ },
  'AWS::RDS::DBInstance': { secretsmanager: /^ManageMasterUserPassword$/ },
  'AWS::SNS::Topic': { iam: /Role/ },
  'AWS::StepFunctions::StateMachine': { logs: /^LoggingConfiguration$/, s3: /^DefinitionS3Location$/ },
};

/**
 * Nobody needs permissions for a key where none is named: keys that AWS manages allow their use through the service
 * by themselves.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-services.html
 */
const NAMES_A_KEY = /kms|encrypt|sse|key(?:id|arn)$|(?:master|managed)key/i;

/**
 * A password that Amazon RDS keeps in Secrets Manager takes looking at the key, whichever it is.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
 */
const DESCRIBES_A_KEY = new RegExp(`^ManageMasterUserPassword$|${NAMES_A_KEY.source}`, 'i');

/** Why an action is not needed for a resource with these properties; undefined where it is, or may be. */
export function whyNotNeeded(action: string, resource: ResolvedResource, stack: Stack): string | undefined {
  const { type, properties } = resource;
  const [prefix = '', name = ''] = action.split(':');
  if (isCustomResource(type)) return notTheToken(prefix, resource, stack);
  // What SAM's Globals add to a function is not among its properties.
  if (isOpen(properties) || stack.resources.get(resource.logicalId)?.type.startsWith('AWS::Serverless::') === true) return undefined;
  if (NEVER[type]?.test(name) === true) return 'a stack leaves the objects of a bucket alone';
  if (action === 'iam:PassRole' || action === 'iam:CreateServiceLinkedRole') return undefined;
  if (/^Delete(?:Role|User)PermissionsBoundary$/.test(name) && member(properties, 'PermissionsBoundary') !== undefined) return 'the template keeps its permissions boundary';
  const isOwn = prefix === ownPrefix(type);
  const [property] = Object.entries(BY_PROPERTY[type] ?? {}).find(([, actions]) => actions.test(name)) ?? [];
  if (isOwn && property !== undefined && member(properties, property) === undefined) return `the template doesn't set ${property}`;
  if (isOwn) return undefined;
  const keys = action === 'kms:DescribeKey' ? DESCRIBES_A_KEY : prefix === 'kms' ? NAMES_A_KEY : BY_SERVICE[type]?.[prefix];
  if (keys === undefined || keysIn(properties).some((key) => keys.test(key)) || names(prefix, resource, stack)) return undefined;
  return `no property names anything of ${prefix}`;
}

/** Whether a property holds an ARN of a service, under whatever name. */
function names(prefix: string, resource: ResolvedResource, stack: Stack): boolean {
  return namedBy(resource, stack).arns.some((arn) => arn.split(':')[2] === prefix);
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
