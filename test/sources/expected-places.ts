/**
 * Where CloudFormation's types hold policies in the grammar of IAM, by the property: written down apart
 * from the table that the sources read by, so that neither can lose one unnoticed.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const TYPES_BY_PROPERTY: Readonly<Record<string, string>> = {
  AccessPolicies: 'Elasticsearch::Domain OpenSearchService::Domain',
  AccessPolicy: 'Backup::BackupVault Backup::LogicallyAirGappedBackupVault',
  AssumeRolePolicyDocument: 'IAM::Role',
  Content: 'Organizations::Policy Organizations::ResourcePolicy',
  'DeliveryDestinationPolicy/DeliveryDestinationPolicy': 'Logs::DeliveryDestination',
  DestinationPolicy: 'Logs::Destination',
  FileSystemPolicy: 'EFS::FileSystem',
  InlinePolicy: 'SSO::PermissionSet',
  InvestigationGroupPolicy: 'AIOps::InvestigationGroup',
  KeyPolicy: 'KMS::Key KMS::ReplicaKey',
  KmsPolicyDocument: 'ODB::OdbNetwork',
  ModelPackageGroupPolicy: 'SageMaker::ModelPackageGroup',
  ModelPolicy: 'Comprehend::DocumentClassifier Comprehend::EntityRecognizer',
  NamespaceResourcePolicy: 'Redshift::Cluster RedshiftServerless::Namespace',
  PermissionsPolicyDocument: 'CodeArtifact::Domain CodeArtifact::Repository',
  'Policies/*/PolicyDocument': 'IAM::Group IAM::Role IAM::User',
  Policy: 'ApiGateway::DomainNameV2 ApiGateway::RestApi BedrockAgentCore::ResourcePolicy EKS::PodIdentityAssociation EventSchemas::RegistryPolicy Events::EventBus Lex::ResourcePolicy MSK::ClusterPolicy MediaPackageV2::ChannelPolicy MediaPackageV2::OriginEndpointPolicy MediaStore::Container MediaTailor::ChannelPolicy Oam::Sink PaymentCryptography::Key S3::AccessPoint S3::MultiRegionAccessPointPolicy S3Express::AccessPoint S3Files::FileSystemPolicy S3Outposts::AccessPoint S3Vectors::VectorBucketPolicy SSM::ResourcePolicy Transfer::User VpcLattice::AuthPolicy VpcLattice::ResourcePolicy',
  PolicyDocument: 'APS::ResourcePolicy Bedrock::KnowledgeBasePolicy Bedrock::ResourcePolicy DSQL::Cluster EC2::VPCEndpoint EventsV2::ResourcePolicy IAM::GroupPolicy IAM::ManagedPolicy IAM::Policy IAM::RolePolicy IAM::UserPolicy IoT::Policy Lambda::ResourcePolicy Logs::ResourcePolicy S3::BucketPolicy S3Express::BucketPolicy S3ObjectLambda::AccessPointPolicy S3Outposts::BucketPolicy SMSVOICE::ResourcePolicy SNS::TopicInlinePolicy SNS::TopicPolicy SQS::QueueInlinePolicy SQS::QueuePolicy XRay::ResourcePolicy',
  PolicyText: 'ECR::RegistryPolicy',
  'Replicas/*/ReplicaStreamSpecification/ResourcePolicy/PolicyDocument': 'DynamoDB::GlobalTable',
  'Replicas/*/ResourcePolicy/PolicyDocument': 'DynamoDB::GlobalTable',
  RepositoryPolicy: 'ECR::RepositoryCreationTemplate',
  RepositoryPolicyText: 'ECR::PublicRepository ECR::Repository',
  ResourcePolicy: 'CloudTrail::ResourcePolicy Kinesis::ResourcePolicy S3Tables::TableBucketPolicy S3Tables::TablePolicy SecretsManager::ResourcePolicy',
  'ResourcePolicy/Policy': 'OSIS::Pipeline',
  'ResourcePolicy/PolicyDocument': 'DynamoDB::Table RUM::AppMonitor',
  ResourcePolicyDocument: 'Logs::LogGroup',
  'S3AccessPoint/Policy': 'FSx::S3AccessPointAttachment',
  S3AccessPolicy: 'Omics::SequenceStore',
  S3PolicyDocument: 'ODB::OdbNetwork',
  SessionPolicy: 'RolesAnywhere::Profile',
  'StreamSpecification/ResourcePolicy/PolicyDocument': 'DynamoDB::Table',
  StsPolicyDocument: 'ODB::OdbNetwork',
};

/** A property of a type that holds a policy; `*` in its path stands for the items of a list. */
export interface ExpectedPlace {
  readonly type: string;
  readonly path: readonly string[];
}

export const EXPECTED_PLACES: readonly ExpectedPlace[] = Object.entries(TYPES_BY_PROPERTY).flatMap(([path, types]) => types.split(' ').map((type) => ({ type: `AWS::${type}`, path: path.split('/') })));

/** Properties that are called policies, or look like them, and are none of IAM. */
export const LOOK_ALIKES: readonly ExpectedPlace[] = [
  { type: 'AWS::NetworkManager::CoreNetwork', path: ['PolicyDocument'] },
  { type: 'AWS::SNS::Topic', path: ['DataProtectionPolicy'] },
  { type: 'AWS::Logs::LogGroup', path: ['DataProtectionPolicy'] },
  { type: 'AWS::Logs::AccountPolicy', path: ['PolicyDocument'] },
  { type: 'AWS::SNS::Subscription', path: ['FilterPolicy'] },
  { type: 'AWS::SNS::Subscription', path: ['RedrivePolicy'] },
  { type: 'AWS::SNS::Subscription', path: ['DeliveryPolicy'] },
  { type: 'AWS::SNS::Subscription', path: ['ReplayPolicy'] },
  { type: 'AWS::SQS::Queue', path: ['RedrivePolicy'] },
  { type: 'AWS::SQS::Queue', path: ['RedriveAllowPolicy'] },
  { type: 'AWS::EC2::VerifiedAccessEndpoint', path: ['PolicyDocument'] },
  { type: 'AWS::EC2::VerifiedAccessGroup', path: ['PolicyDocument'] },
  { type: 'AWS::VerifiedPermissions::Policy', path: ['Definition'] },
  { type: 'AWS::OpenSearchServerless::AccessPolicy', path: ['Policy'] },
  { type: 'AWS::OpenSearchServerless::SecurityPolicy', path: ['Policy'] },
  { type: 'AWS::ECR::Repository', path: ['LifecyclePolicy', 'LifecyclePolicyText'] },
  { type: 'AWS::Config::ConfigRule', path: ['Source', 'CustomPolicyDetails', 'PolicyText'] },
  { type: 'AWS::WorkSpacesWeb::BrowserSettings', path: ['BrowserPolicy'] },
];
