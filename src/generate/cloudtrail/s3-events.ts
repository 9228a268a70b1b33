import type { EventParameters } from './parameters.ts';

/** Which permission each operation needs: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
export const S3_ACTIONS_PAGE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html';

/** Operations that need another action than the one of their own name. */
const ACTIONS: ReadonlyMap<string, readonly string[]> = new Map(
  (
    [
      [['ListObjects', 'ListObjectsV2', 'HeadBucket'], ['ListBucket']],
      [['ListObjectVersions'], ['ListBucketVersions']],
      [['ListBuckets'], ['ListAllMyBuckets']],
      [['ListParts'], ['ListMultipartUploadParts']],
      [['ListMultipartUploads'], ['ListBucketMultipartUploads']],
      [['HeadObject', 'SelectObjectContent'], ['GetObject']],
      [['GetObjectAttributes'], ['GetObject', 'GetObjectAttributes']],
      [['PostObject', 'CreateMultipartUpload', 'InitiateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'], ['PutObject']],
      [['DeleteObjects'], ['DeleteObject']],
      [['GetObjectLockConfiguration'], ['GetBucketObjectLockConfiguration']],
      [['PutObjectLockConfiguration'], ['PutBucketObjectLockConfiguration']],
      [['GetBucketLifecycle', 'GetBucketLifecycleConfiguration'], ['GetLifecycleConfiguration']],
      [['PutBucketLifecycle', 'PutBucketLifecycleConfiguration', 'DeleteBucketLifecycle'], ['PutLifecycleConfiguration']],
      [['GetBucketEncryption'], ['GetEncryptionConfiguration']],
      [['PutBucketEncryption', 'DeleteBucketEncryption'], ['PutEncryptionConfiguration']],
      [['GetBucketReplication'], ['GetReplicationConfiguration']],
      [['PutBucketReplication', 'DeleteBucketReplication'], ['PutReplicationConfiguration']],
      [['DeleteBucketCors'], ['PutBucketCORS']],
      [['DeleteBucketTagging'], ['PutBucketTagging']],
      [['DeleteBucketOwnershipControls'], ['PutBucketOwnershipControls']],
      [['GetBucketNotificationConfiguration'], ['GetBucketNotification']],
      [['PutBucketNotificationConfiguration'], ['PutBucketNotification']],
      [['GetPublicAccessBlock'], ['GetBucketPublicAccessBlock']],
      [['PutPublicAccessBlock', 'DeletePublicAccessBlock', 'DeleteBucketPublicAccessBlock'], ['PutBucketPublicAccessBlock']],
      [['DeleteAccountPublicAccessBlock'], ['PutAccountPublicAccessBlock']],
      [['GetBucketAccelerateConfiguration'], ['GetAccelerateConfiguration']],
      [['PutBucketAccelerateConfiguration'], ['PutAccelerateConfiguration']],
      [['GetBucketAnalyticsConfiguration', 'ListBucketAnalyticsConfigurations'], ['GetAnalyticsConfiguration']],
      [['PutBucketAnalyticsConfiguration', 'DeleteBucketAnalyticsConfiguration'], ['PutAnalyticsConfiguration']],
      [['GetBucketInventoryConfiguration', 'ListBucketInventoryConfigurations'], ['GetInventoryConfiguration']],
      [['PutBucketInventoryConfiguration', 'DeleteBucketInventoryConfiguration'], ['PutInventoryConfiguration']],
      [['GetBucketMetricsConfiguration', 'ListBucketMetricsConfigurations'], ['GetMetricsConfiguration']],
      [['PutBucketMetricsConfiguration', 'DeleteBucketMetricsConfiguration'], ['PutMetricsConfiguration']],
      [['GetBucketIntelligentTieringConfiguration', 'ListBucketIntelligentTieringConfigurations'], ['GetIntelligentTieringConfiguration']],
      [['PutBucketIntelligentTieringConfiguration', 'DeleteBucketIntelligentTieringConfiguration'], ['PutIntelligentTieringConfiguration']],
    ] as const
  ).flatMap(([events, actions]) => events.map((event): [string, readonly string[]] => [event, actions])),
);

/** Actions on one version of an object, which are meant when the request names the version. */
const OF_VERSION: ReadonlyMap<string, string> = new Map([
  ['GetObject', 'GetObjectVersion'],
  ['GetObjectAcl', 'GetObjectVersionAcl'],
  ['GetObjectTagging', 'GetObjectVersionTagging'],
  ['GetObjectAttributes', 'GetObjectVersionAttributes'],
  ['PutObjectAcl', 'PutObjectVersionAcl'],
  ['PutObjectTagging', 'PutObjectVersionTagging'],
  ['DeleteObject', 'DeleteObjectVersion'],
  ['DeleteObjectTagging', 'DeleteObjectVersionTagging'],
]);

/** Headers that ask for something that has an action of its own. */
const OF_HEADERS: readonly (readonly [header: string, onObject: readonly string[], onBucket: readonly string[]])[] = [
  ['x-amz-acl', ['PutObjectAcl'], ['PutBucketAcl']],
  ['x-amz-tagging', ['PutObjectTagging'], []],
  ['x-amz-object-lock-legal-hold', ['PutObjectLegalHold'], []],
  ['x-amz-object-lock-retain-until-date', ['PutObjectRetention'], []],
  ['x-amz-bucket-object-lock-enabled', [], ['PutBucketObjectLockConfiguration', 'PutBucketVersioning']],
  ['x-amz-object-ownership', [], ['PutBucketOwnershipControls']],
];

/** Operations whose headers can say more about the object that they write. */
const WRITES: ReadonlySet<string> = new Set(['PutObject', 'PostObject', 'CopyObject', 'CreateMultipartUpload', 'InitiateMultipartUpload']);

export interface S3Need {
  readonly name: string;
  /** Which object, where the event has two. */
  readonly arn?: string;
}

/** The Amazon S3 actions that an event needs, without the prefix. Empty: the one of the event's own name. */
export function s3Actions(event: string, parameters: EventParameters, partition: string): readonly S3Need[] {
  const copied = copySource(parameters, partition);
  if (event === 'CopyObject' || event === 'UploadPartCopy') {
    const read: S3Need = { name: copied?.versioned === true ? 'GetObjectVersion' : 'GetObject', ...(copied === undefined ? {} : { arn: copied.arn }) };
    const { bucketName, key } = parameters;
    const written = typeof bucketName === 'string' && typeof key === 'string' ? { arn: `arn:${partition}:s3:::${bucketName}/${key}` } : {};
    // The event may list both objects: each action is for its own.
    return [read, { name: 'PutObject', ...written }, ...fromHeaders(event, parameters).map((need) => ({ ...need, ...written }))];
  }
  const known = ACTIONS.get(event);
  const named = known ?? [event];
  const versioned = typeof parameters['versionId'] === 'string' && parameters['versionId'] !== '';
  const actions = versioned ? named.map((name) => OF_VERSION.get(name) ?? name) : named;
  const more = fromHeaders(event, parameters);
  if (known === undefined && !versioned && more.length === 0) return [];
  return [...actions.map((name) => ({ name })), ...more];
}

function fromHeaders(event: string, parameters: EventParameters): readonly S3Need[] {
  return OF_HEADERS.flatMap(([header, onObject, onBucket]) => {
    if (parameters[header] === undefined) return [];
    const names = WRITES.has(event) ? onObject : event === 'CreateBucket' ? onBucket : [];
    return names.map((name) => ({ name }));
  });
}

/** `/bucket/key?versionId=…`, URL-encoded: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
function copySource(parameters: EventParameters, partition: string): { readonly arn: string; readonly versioned: boolean } | undefined {
  const header = parameters['x-amz-copy-source'];
  if (typeof header !== 'string') return undefined;
  const [path = '', version] = header.replace(/^\//, '').split('?versionId=');
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (!/^[^/]+\/./.test(decoded)) return undefined;
  return { arn: decoded.startsWith('arn:') ? decoded : `arn:${partition}:s3:::${decoded}`, versioned: version !== undefined };
}

/** All actions that an operation of another name, a version or a header may need, for whoever holds them against the reference. */
export function s3Operations(): readonly { readonly event: string; readonly actions: readonly string[] }[] {
  return [
    ...[...ACTIONS].map(([event, actions]) => ({ event, actions })),
    ...[...OF_VERSION].map(([event, action]) => ({ event, actions: [event, action] })),
    ...OF_HEADERS.map(([event, onObject, onBucket]) => ({ event, actions: [...onObject, ...onBucket] })),
  ];
}
