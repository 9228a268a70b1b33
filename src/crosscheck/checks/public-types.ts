import type { AccessCheckResourceType } from '@aws-sdk/client-accessanalyzer';
import type { SourcePolicy } from '../../model/policy-source.ts';

/** Source: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoPublicAccess.html */
export const PUBLIC_CHECK_TYPES: readonly AccessCheckResourceType[] = [
  'AWS::ApiGateway::RestApi',
  'AWS::Backup::BackupVault',
  'AWS::CloudTrail::Dashboard',
  'AWS::CloudTrail::EventDataStore',
  'AWS::CodeArtifact::Domain',
  'AWS::DynamoDB::Stream',
  'AWS::DynamoDB::Table',
  'AWS::EFS::FileSystem',
  'AWS::IAM::AssumeRolePolicyDocument',
  'AWS::KMS::Key',
  'AWS::Kinesis::Stream',
  'AWS::Kinesis::StreamConsumer',
  'AWS::Lambda::Function',
  'AWS::OpenSearchService::Domain',
  'AWS::S3::AccessPoint',
  'AWS::S3::Bucket',
  'AWS::S3::Glacier',
  'AWS::S3Express::AccessPoint',
  'AWS::S3Express::DirectoryBucket',
  'AWS::S3Outposts::AccessPoint',
  'AWS::S3Outposts::Bucket',
  'AWS::S3Tables::Table',
  'AWS::S3Tables::TableBucket',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
];

/** What `CheckNoPublicAccess` is told that a policy guards; undefined where it knows no such thing. */
export function publicCheckType({ type, resourceType }: Pick<SourcePolicy, 'type' | 'resourceType'>): AccessCheckResourceType | undefined {
  return type === 'trust' ? 'AWS::IAM::AssumeRolePolicyDocument' : PUBLIC_CHECK_TYPES.find((known) => known === resourceType);
}
