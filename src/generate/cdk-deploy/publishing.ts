import type { Environment, Permission } from '../permission.ts';

/**
 * What publishing an asset calls where no role is assumed for it.
 *
 * Source: the command line's own code (`files.ts` and `container-images.ts` of
 * https://github.com/aws/aws-cdk-cli, as of 2.1148); HeadBucket and ListObjectsV2 are `s3:ListBucket` by
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html, and pushing an image by
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 */
const OF_BUCKET: readonly string[] = ['s3:GetBucketLocation', 's3:GetEncryptionConfiguration', 's3:ListBucket'];
const OF_OBJECT: readonly string[] = ['s3:AbortMultipartUpload', 's3:PutObject'];
const OF_REPOSITORY: readonly string[] = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:DescribeImages',
  'ecr:DescribeRepositories',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

export function filePublishing(bucket: string, { partition }: Environment, reason: string): readonly Permission[] {
  const arn = `arn:${partition}:s3:::${bucket}`;
  const purpose = 'publish file assets';
  return [
    ...OF_BUCKET.map((action) => ({ action, resources: [arn], purpose, reason })),
    ...OF_OBJECT.map((action) => ({ action, resources: [`${arn}/*`], purpose, reason })),
  ];
}

/** @param creates whether the repository is made when it isn't there, as the legacy synthesis has it. */
export function imagePublishing(repository: string, { partition, region, account }: Environment, reason: string, creates: boolean): readonly Permission[] {
  const resources = [`arn:${partition}:ecr:${region}:${account}:repository/${repository}`];
  const purpose = 'publish image assets';
  const actions = [...OF_REPOSITORY, ...(creates ? ['ecr:CreateRepository', 'ecr:PutImageScanningConfiguration', 'ecr:TagResource'] : [])];
  return [
    ...actions.map((action) => ({ action, resources, purpose, reason })),
    { action: 'ecr:GetAuthorizationToken', resources: ['*'], purpose: 'log in to the image registry', reason },
  ];
}
