import { SYNTHESIZED } from './synthesized.ts';

/**
 * What a policy at a place is for. `session` policies narrow a session of a role, `organization` ones are
 * SCPs or RCPs as the resource's `Type` says, `device` ones are attached to IoT certificates, `endpoint`
 * ones bind what passes a VPC endpoint. An `acl` is a canned ACL, which comes to a resource policy.
 */
export type PlaceKind = 'identity' | 'trust' | 'session' | 'organization' | 'device' | 'endpoint' | 'resource' | 'acl';

/** A property that holds a policy document, as an object or as a JSON text. */
export interface PolicyPlace {
  readonly kind: PlaceKind;
  readonly type: string;
  /** Below `Properties`; `*` stands for every item of a list. */
  readonly path: readonly string[];
  /** The type of the resource that a resource policy guards. */
  readonly guards: string;
}

function place(kind: PlaceKind, type: string, path: string, guards: string = type): PolicyPlace {
  return { kind, type, path: path.split('/'), guards };
}

/**
 * Where CloudFormation resources hold policies in the grammar of IAM. What is only called a policy (queue
 * redrive, ECR lifecycle, SNS data protection, Cedar, OpenSearch Serverless access, …) is not here. Types
 * whose policy is not a document of its own are read by `synthesized.ts`, those of SAM by `sam/`.
 *
 * Source: the property pages of each type under
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const POLICY_PLACES: readonly PolicyPlace[] = [
  place('identity', 'AWS::IAM::Group', 'Policies/*/PolicyDocument'),
  place('identity', 'AWS::IAM::GroupPolicy', 'PolicyDocument'),
  place('identity', 'AWS::IAM::ManagedPolicy', 'PolicyDocument'),
  place('identity', 'AWS::IAM::Policy', 'PolicyDocument'),
  place('identity', 'AWS::IAM::Role', 'Policies/*/PolicyDocument'),
  place('identity', 'AWS::IAM::RolePolicy', 'PolicyDocument'),
  place('identity', 'AWS::IAM::User', 'Policies/*/PolicyDocument'),
  place('identity', 'AWS::IAM::UserPolicy', 'PolicyDocument'),
  place('identity', 'AWS::SSO::PermissionSet', 'InlinePolicy'),
  place('trust', 'AWS::IAM::Role', 'AssumeRolePolicyDocument'),
  place('session', 'AWS::EKS::PodIdentityAssociation', 'Policy'),
  place('session', 'AWS::RolesAnywhere::Profile', 'SessionPolicy'),
  place('session', 'AWS::Transfer::User', 'Policy'),
  place('organization', 'AWS::Organizations::Policy', 'Content'),
  place('device', 'AWS::IoT::Policy', 'PolicyDocument'),
  place('endpoint', 'AWS::EC2::VPCEndpoint', 'PolicyDocument'),
  place('endpoint', 'AWS::ODB::OdbNetwork', 'KmsPolicyDocument'),
  place('endpoint', 'AWS::ODB::OdbNetwork', 'S3PolicyDocument'),
  place('endpoint', 'AWS::ODB::OdbNetwork', 'StsPolicyDocument'),
  place('resource', 'AWS::AIOps::InvestigationGroup', 'InvestigationGroupPolicy'),
  place('resource', 'AWS::APS::ResourcePolicy', 'PolicyDocument'),
  place('resource', 'AWS::ApiGateway::DomainNameV2', 'Policy'),
  place('resource', 'AWS::ApiGateway::RestApi', 'Policy'),
  place('resource', 'AWS::Backup::BackupVault', 'AccessPolicy'),
  place('resource', 'AWS::Backup::LogicallyAirGappedBackupVault', 'AccessPolicy'),
  place('resource', 'AWS::Bedrock::KnowledgeBasePolicy', 'PolicyDocument', 'AWS::Bedrock::KnowledgeBase'),
  place('resource', 'AWS::Bedrock::ResourcePolicy', 'PolicyDocument'),
  place('resource', 'AWS::BedrockAgentCore::ResourcePolicy', 'Policy'),
  place('resource', 'AWS::CloudTrail::ResourcePolicy', 'ResourcePolicy'),
  place('resource', 'AWS::CodeArtifact::Domain', 'PermissionsPolicyDocument'),
  place('resource', 'AWS::CodeArtifact::Repository', 'PermissionsPolicyDocument'),
  place('resource', 'AWS::Comprehend::DocumentClassifier', 'ModelPolicy'),
  place('resource', 'AWS::Comprehend::EntityRecognizer', 'ModelPolicy'),
  place('resource', 'AWS::DSQL::Cluster', 'PolicyDocument'),
  place('resource', 'AWS::DynamoDB::GlobalTable', 'Replicas/*/ReplicaStreamSpecification/ResourcePolicy/PolicyDocument', 'AWS::DynamoDB::Stream'),
  place('resource', 'AWS::DynamoDB::GlobalTable', 'Replicas/*/ResourcePolicy/PolicyDocument', 'AWS::DynamoDB::Table'),
  place('resource', 'AWS::DynamoDB::Table', 'ResourcePolicy/PolicyDocument'),
  place('resource', 'AWS::DynamoDB::Table', 'StreamSpecification/ResourcePolicy/PolicyDocument', 'AWS::DynamoDB::Stream'),
  place('resource', 'AWS::ECR::PublicRepository', 'RepositoryPolicyText'),
  place('resource', 'AWS::ECR::RegistryPolicy', 'PolicyText'),
  place('resource', 'AWS::ECR::Repository', 'RepositoryPolicyText'),
  place('resource', 'AWS::ECR::RepositoryCreationTemplate', 'RepositoryPolicy', 'AWS::ECR::Repository'),
  place('resource', 'AWS::EFS::FileSystem', 'FileSystemPolicy'),
  place('resource', 'AWS::Elasticsearch::Domain', 'AccessPolicies'),
  place('resource', 'AWS::EventSchemas::RegistryPolicy', 'Policy', 'AWS::EventSchemas::Registry'),
  place('resource', 'AWS::Events::EventBus', 'Policy'),
  place('resource', 'AWS::EventsV2::ResourcePolicy', 'PolicyDocument'),
  place('resource', 'AWS::FSx::S3AccessPointAttachment', 'S3AccessPoint/Policy', 'AWS::S3::AccessPoint'),
  place('resource', 'AWS::KMS::Key', 'KeyPolicy'),
  place('resource', 'AWS::KMS::ReplicaKey', 'KeyPolicy', 'AWS::KMS::Key'),
  place('resource', 'AWS::Kinesis::ResourcePolicy', 'ResourcePolicy', 'AWS::Kinesis::Stream'),
  place('resource', 'AWS::Lambda::ResourcePolicy', 'PolicyDocument', 'AWS::Lambda::Function'),
  place('resource', 'AWS::Lex::ResourcePolicy', 'Policy'),
  place('resource', 'AWS::Logs::DeliveryDestination', 'DeliveryDestinationPolicy/DeliveryDestinationPolicy'),
  place('resource', 'AWS::Logs::Destination', 'DestinationPolicy'),
  place('resource', 'AWS::Logs::LogGroup', 'ResourcePolicyDocument'),
  place('resource', 'AWS::Logs::ResourcePolicy', 'PolicyDocument', 'AWS::Logs::LogGroup'),
  place('resource', 'AWS::MSK::ClusterPolicy', 'Policy', 'AWS::MSK::Cluster'),
  place('resource', 'AWS::MediaPackageV2::ChannelPolicy', 'Policy', 'AWS::MediaPackageV2::Channel'),
  place('resource', 'AWS::MediaPackageV2::OriginEndpointPolicy', 'Policy', 'AWS::MediaPackageV2::OriginEndpoint'),
  place('resource', 'AWS::MediaStore::Container', 'Policy'),
  place('resource', 'AWS::MediaTailor::ChannelPolicy', 'Policy', 'AWS::MediaTailor::Channel'),
  place('resource', 'AWS::OSIS::Pipeline', 'ResourcePolicy/Policy'),
  place('resource', 'AWS::Oam::Sink', 'Policy'),
  place('resource', 'AWS::Omics::SequenceStore', 'S3AccessPolicy'),
  place('resource', 'AWS::OpenSearchService::Domain', 'AccessPolicies'),
  place('resource', 'AWS::Organizations::ResourcePolicy', 'Content'),
  place('resource', 'AWS::PaymentCryptography::Key', 'Policy'),
  place('resource', 'AWS::RUM::AppMonitor', 'ResourcePolicy/PolicyDocument'),
  place('resource', 'AWS::Redshift::Cluster', 'NamespaceResourcePolicy'),
  place('resource', 'AWS::RedshiftServerless::Namespace', 'NamespaceResourcePolicy'),
  place('acl', 'AWS::S3::Bucket', 'AccessControl'),
  place('resource', 'AWS::S3::AccessPoint', 'Policy'),
  place('resource', 'AWS::S3::BucketPolicy', 'PolicyDocument', 'AWS::S3::Bucket'),
  place('resource', 'AWS::S3::MultiRegionAccessPointPolicy', 'Policy', 'AWS::S3::MultiRegionAccessPoint'),
  place('resource', 'AWS::S3Express::AccessPoint', 'Policy'),
  place('resource', 'AWS::S3Express::BucketPolicy', 'PolicyDocument', 'AWS::S3Express::DirectoryBucket'),
  place('resource', 'AWS::S3Files::FileSystemPolicy', 'Policy', 'AWS::S3Files::FileSystem'),
  place('resource', 'AWS::S3ObjectLambda::AccessPointPolicy', 'PolicyDocument', 'AWS::S3ObjectLambda::AccessPoint'),
  place('resource', 'AWS::S3Outposts::AccessPoint', 'Policy'),
  place('resource', 'AWS::S3Outposts::BucketPolicy', 'PolicyDocument', 'AWS::S3Outposts::Bucket'),
  place('resource', 'AWS::S3Tables::TableBucketPolicy', 'ResourcePolicy', 'AWS::S3Tables::TableBucket'),
  place('resource', 'AWS::S3Tables::TablePolicy', 'ResourcePolicy', 'AWS::S3Tables::Table'),
  place('resource', 'AWS::S3Vectors::VectorBucketPolicy', 'Policy', 'AWS::S3Vectors::VectorBucket'),
  place('resource', 'AWS::SMSVOICE::ResourcePolicy', 'PolicyDocument'),
  place('resource', 'AWS::SNS::TopicInlinePolicy', 'PolicyDocument', 'AWS::SNS::Topic'),
  place('resource', 'AWS::SNS::TopicPolicy', 'PolicyDocument', 'AWS::SNS::Topic'),
  place('resource', 'AWS::SQS::QueueInlinePolicy', 'PolicyDocument', 'AWS::SQS::Queue'),
  place('resource', 'AWS::SQS::QueuePolicy', 'PolicyDocument', 'AWS::SQS::Queue'),
  place('resource', 'AWS::SSM::ResourcePolicy', 'Policy'),
  place('resource', 'AWS::SageMaker::ModelPackageGroup', 'ModelPackageGroupPolicy'),
  place('resource', 'AWS::SecretsManager::ResourcePolicy', 'ResourcePolicy', 'AWS::SecretsManager::Secret'),
  place('resource', 'AWS::VpcLattice::AuthPolicy', 'Policy'),
  place('resource', 'AWS::VpcLattice::ResourcePolicy', 'Policy'),
  place('resource', 'AWS::XRay::ResourcePolicy', 'PolicyDocument'),
  // Put together out of other properties.
  place('resource', 'AWS::Events::EventBusPolicy', SYNTHESIZED, 'AWS::Events::EventBus'),
  place('resource', 'AWS::RAM::Permission', SYNTHESIZED),
  place('resource', 'AWS::Lambda::Permission', SYNTHESIZED, 'AWS::Lambda::Function'),
  place('resource', 'AWS::Lambda::LayerVersionPermission', SYNTHESIZED, 'AWS::Lambda::LayerVersion'),
];
