/**
 * The services whose actions and ARNs a resource-based policy can be about, by the type of the resource
 * that it guards. Types that aren't listed are not judged.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
export const GUARDED_BY: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::IAM::Role', ['sts']],
  ['AWS::ApiGateway::RestApi', ['execute-api']],
  ['AWS::Backup::BackupVault', ['backup', 'backup-storage']],
  ['AWS::CodeArtifact::Domain', ['codeartifact', 'sts']],
  ['AWS::CodeArtifact::Repository', ['codeartifact']],
  ['AWS::DynamoDB::Table', ['dynamodb']],
  ['AWS::ECR::PublicRepository', ['ecr-public']],
  ['AWS::ECR::RegistryPolicy', ['ecr']],
  ['AWS::ECR::Repository', ['ecr']],
  ['AWS::EFS::FileSystem', ['elasticfilesystem']],
  ['AWS::Elasticsearch::Domain', ['es']],
  ['AWS::Events::EventBus', ['events']],
  ['AWS::Kinesis::Stream', ['kinesis']],
  ['AWS::KMS::Key', ['kms']],
  ['AWS::Lambda::Function', ['lambda']],
  ['AWS::Logs::LogGroup', ['logs']],
  ['AWS::OpenSearchService::Domain', ['es']],
  ['AWS::S3::AccessPoint', ['s3']],
  ['AWS::S3::Bucket', ['s3']],
  ['AWS::S3::MultiRegionAccessPoint', ['s3']],
  ['AWS::S3ObjectLambda::AccessPoint', ['s3-object-lambda']],
  ['AWS::S3Tables::Table', ['s3tables']],
  ['AWS::S3Tables::TableBucket', ['s3tables']],
  ['AWS::SecretsManager::Secret', ['secretsmanager']],
  ['AWS::SNS::Topic', ['sns']],
  ['AWS::SQS::Queue', ['sqs']],
]);
