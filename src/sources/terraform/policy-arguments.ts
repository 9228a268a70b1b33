import type { PolicyType } from '../../model/policy.ts';

/** An argument of a Terraform resource that holds a policy document as JSON text. */
export interface PolicyArgument {
  readonly type: string;
  readonly argument: string;
  readonly policy: PolicyType;
  /** CloudFormation's name for the type of resource that a resource policy guards. */
  readonly guards?: string;
}

function guard(type: string, argument: string, guards: string): PolicyArgument {
  return { type, argument, policy: 'resource', guards };
}

/**
 * Where resources of the AWS provider hold policies.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
export const POLICY_ARGUMENTS: readonly PolicyArgument[] = [
  { type: 'aws_iam_policy', argument: 'policy', policy: 'identity' },
  { type: 'aws_iam_role_policy', argument: 'policy', policy: 'identity' },
  { type: 'aws_iam_user_policy', argument: 'policy', policy: 'identity' },
  { type: 'aws_iam_group_policy', argument: 'policy', policy: 'identity' },
  { type: 'aws_ssoadmin_permission_set_inline_policy', argument: 'inline_policy', policy: 'identity' },
  { type: 'aws_iot_policy', argument: 'policy', policy: 'identity' },
  { type: 'aws_rolesanywhere_profile', argument: 'session_policy', policy: 'identity' },
  { type: 'aws_transfer_user', argument: 'policy', policy: 'identity' },
  { type: 'aws_transfer_access', argument: 'policy', policy: 'identity' },
  { type: 'aws_iam_role', argument: 'assume_role_policy', policy: 'trust' },
  guard('aws_s3_bucket_policy', 'policy', 'AWS::S3::Bucket'),
  guard('aws_s3_access_point', 'policy', 'AWS::S3::AccessPoint'),
  guard('aws_sqs_queue', 'policy', 'AWS::SQS::Queue'),
  guard('aws_sqs_queue_policy', 'policy', 'AWS::SQS::Queue'),
  guard('aws_sns_topic', 'policy', 'AWS::SNS::Topic'),
  guard('aws_sns_topic_policy', 'policy', 'AWS::SNS::Topic'),
  guard('aws_kms_key', 'policy', 'AWS::KMS::Key'),
  guard('aws_kms_key_policy', 'policy', 'AWS::KMS::Key'),
  guard('aws_secretsmanager_secret_policy', 'policy', 'AWS::SecretsManager::Secret'),
  guard('aws_ecr_repository_policy', 'policy', 'AWS::ECR::Repository'),
  guard('aws_ecr_registry_policy', 'policy', 'AWS::ECR::RegistryPolicy'),
  guard('aws_efs_file_system_policy', 'policy', 'AWS::EFS::FileSystem'),
  guard('aws_backup_vault_policy', 'policy', 'AWS::Backup::BackupVault'),
  guard('aws_dynamodb_resource_policy', 'policy', 'AWS::DynamoDB::Table'),
  guard('aws_kinesis_resource_policy', 'policy', 'AWS::Kinesis::Stream'),
  guard('aws_api_gateway_rest_api_policy', 'policy', 'AWS::ApiGateway::RestApi'),
  guard('aws_opensearch_domain_policy', 'access_policies', 'AWS::OpenSearchService::Domain'),
  guard('aws_elasticsearch_domain_policy', 'access_policies', 'AWS::Elasticsearch::Domain'),
  guard('aws_cloudwatch_log_resource_policy', 'policy_document', 'AWS::Logs::LogGroup'),
  guard('aws_cloudwatch_event_bus_policy', 'policy', 'AWS::Events::EventBus'),
  guard('aws_codeartifact_domain_permissions_policy', 'policy_document', 'AWS::CodeArtifact::Domain'),
  guard('aws_codeartifact_repository_permissions_policy', 'policy_document', 'AWS::CodeArtifact::Repository'),
  guard('aws_vpc_endpoint', 'policy', 'AWS::EC2::VPCEndpoint'),
  guard('aws_vpc_endpoint_policy', 'policy', 'AWS::EC2::VPCEndpoint'),
  guard('aws_kms_external_key', 'policy', 'AWS::KMS::Key'),
  guard('aws_kms_replica_key', 'policy', 'AWS::KMS::ReplicaKey'),
  guard('aws_kms_replica_external_key', 'policy', 'AWS::KMS::ReplicaKey'),
  guard('aws_ses_identity_policy', 'policy', 'AWS::SES::EmailIdentity'),
  guard('aws_sesv2_email_identity_policy', 'policy', 'AWS::SES::EmailIdentity'),
  guard('aws_glacier_vault', 'access_policy', 'AWS::Glacier::Vault'),
  guard('aws_codebuild_resource_policy', 'policy', 'AWS::CodeBuild::Project'),
  guard('aws_api_gateway_domain_name', 'policy', 'AWS::ApiGateway::DomainNameV2'),
  guard('aws_s3control_object_lambda_access_point_policy', 'policy', 'AWS::S3ObjectLambda::AccessPoint'),
  guard('aws_cloudsearch_domain_service_access_policy', 'access_policy', 'AWS::CloudSearch::Domain'),
  guard('aws_acmpca_policy', 'policy', 'AWS::ACMPCA::CertificateAuthority'),
  guard('aws_api_gateway_rest_api', 'policy', 'AWS::ApiGateway::RestApi'),
  guard('aws_cloudwatch_log_destination_policy', 'access_policy', 'AWS::Logs::Destination'),
  guard('aws_ecrpublic_repository_policy', 'policy', 'AWS::ECR::PublicRepository'),
  guard('aws_elasticsearch_domain', 'access_policies', 'AWS::Elasticsearch::Domain'),
  guard('aws_glue_resource_policy', 'policy', 'AWS::Glue::ResourcePolicy'),
  guard('aws_media_store_container_policy', 'policy', 'AWS::MediaStore::Container'),
  guard('aws_msk_cluster_policy', 'policy', 'AWS::MSK::Cluster'),
  guard('aws_networkfirewall_resource_policy', 'policy', 'AWS::NetworkFirewall::ResourcePolicy'),
  guard('aws_opensearch_domain', 'access_policies', 'AWS::OpenSearchService::Domain'),
  guard('aws_organizations_resource_policy', 'content', 'AWS::Organizations::ResourcePolicy'),
  guard('aws_redshift_resource_policy', 'policy', 'AWS::Redshift::Cluster'),
  guard('aws_redshiftserverless_resource_policy', 'policy', 'AWS::RedshiftServerless::Namespace'),
  guard('aws_s3_bucket', 'policy', 'AWS::S3::Bucket'),
  guard('aws_s3control_access_point_policy', 'policy', 'AWS::S3::AccessPoint'),
  guard('aws_s3control_bucket_policy', 'policy', 'AWS::S3Outposts::Bucket'),
  guard('aws_s3tables_table_bucket_policy', 'resource_policy', 'AWS::S3Tables::TableBucket'),
  guard('aws_s3tables_table_policy', 'resource_policy', 'AWS::S3Tables::Table'),
  guard('aws_sagemaker_model_package_group_policy', 'resource_policy', 'AWS::SageMaker::ModelPackageGroup'),
  guard('aws_schemas_registry_policy', 'policy', 'AWS::EventSchemas::Registry'),
  guard('aws_secretsmanager_secret', 'policy', 'AWS::SecretsManager::Secret'),
  guard('aws_vpclattice_auth_policy', 'policy', 'AWS::VpcLattice::AuthPolicy'),
  guard('aws_vpclattice_resource_policy', 'policy', 'AWS::VpcLattice::ResourcePolicy'),
  guard('aws_xray_resource_policy', 'policy_document', 'AWS::XRay::ResourcePolicy'),
];
