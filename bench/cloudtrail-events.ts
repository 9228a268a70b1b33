/** A made-up CloudTrail log: the same seed gives the same events, as many as are asked for. */

const ACCOUNT = '111122223333';
export const BENCH_ROLE = 'arn:aws:iam::111122223333:role/app';

/** Numbers in [0, 1): the mulberry32 generator. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface Call {
  readonly source: string;
  readonly name: string;
  readonly parameters: (text: () => string) => unknown;
  readonly arn?: (parameters: string) => string;
}

/** Mostly data events, whose resources differ from event to event. */
const CALLS: readonly Call[] = [
  { source: 's3', name: 'GetObject', parameters: (text) => ({ bucketName: 'app-data', Host: 'app-data.s3.us-east-1.amazonaws.com', key: `in/${text()}/${text()}.json` }) },
  { source: 's3', name: 'PutObject', parameters: (text) => ({ bucketName: `app-out-${text().slice(0, 2)}`, Host: 'h', key: `out/${text()}` }) },
  { source: 's3', name: 'ListObjectsV2', parameters: (text) => ({ bucketName: 'app-data', Host: 'h', 'list-type': '2', prefix: `in/${text()}` }) },
  { source: 'dynamodb', name: 'GetItem', parameters: (text) => ({ tableName: 'orders', key: { id: text() }, consistentRead: true }) },
  { source: 'dynamodb', name: 'PutItem', parameters: (text) => ({ tableName: `orders-${text().slice(0, 1)}`, key: { id: text() } }) },
  { source: 'kms', name: 'Decrypt', parameters: (text) => ({ keyId: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`, encryptionContext: { id: text() } }) },
  { source: 'lambda', name: 'Invoke', parameters: (text) => ({ functionName: `worker-${text().slice(0, 1)}`, invocationType: 'Event' }) },
  { source: 'sqs', name: 'SendMessage', parameters: () => ({ queueUrl: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/jobs`, messageBody: 'HIDDEN_DUE_TO_SECURITY_REASONS' }) },
  { source: 'secretsmanager', name: 'GetSecretValue', parameters: (text) => ({ secretId: `app/${text()}` }) },
  { source: 'sts', name: 'GetCallerIdentity', parameters: () => null },
  { source: 'lambda', name: 'CreateFunction20150331', parameters: (text) => ({ functionName: `job-${text()}`, role: `arn:aws:iam::${ACCOUNT}:role/job-${text().slice(0, 1)}`, handler: 'index.handler' }) },
  { source: 'ec2', name: 'DescribeInstances', parameters: (text) => ({ instancesSet: { items: [{ instanceId: `i-${text()}` }] }, filterSet: {} }) },
];

/** The text of a log, `{"Records":[…]}`, a piece at a time. */
export function* logText(events: number, seed = 42): Iterable<string> {
  const random = randomNumbers(seed);
  const text = (): string => Math.floor(random() * 0xffffffff).toString(16).padStart(8, '0');
  let piece = '{"Records":[';
  for (let index = 0; index < events; index += 1) {
    const call = CALLS[Math.floor(random() * CALLS.length)];
    if (call === undefined) continue;
    if (index > 0) piece += ',';
    piece += JSON.stringify(event(call, index, text, random() < 0.8 ? 'app' : 'other', random() < 0.02));
    if (piece.length > 1 << 20) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}]}`;
}

function event(call: Call, index: number, text: () => string, role: string, denied: boolean): unknown {
  const time = new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString().replace('.000Z', 'Z');
  const id = `${text()}-${text().slice(0, 4)}-${text().slice(0, 4)}-${text().slice(0, 4)}-${text()}${text().slice(0, 4)}`;
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLEEXAMPLE:${role}-${text().slice(0, 3)}`,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${role}-${text().slice(0, 3)}`,
      accountId: ACCOUNT,
      accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
      sessionContext: {
        sessionIssuer: { type: 'Role', principalId: 'AROAEXAMPLEEXAMPLE', arn: `arn:aws:iam::${ACCOUNT}:role/${role}`, accountId: ACCOUNT, userName: role },
        attributes: { creationDate: time, mfaAuthenticated: 'false' },
      },
    },
    eventTime: time,
    eventSource: `${call.source}.amazonaws.com`,
    eventName: call.name,
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.7',
    userAgent: '[aws-sdk-nodejs/3.900.0 linux/v20.20.0 exec-env/AWS_Lambda_nodejs20.x promise]',
    ...(denied ? { errorCode: 'AccessDenied', errorMessage: 'Access Denied' } : {}),
    requestParameters: call.parameters(text),
    responseElements: null,
    additionalEventData: { SignatureVersion: 'SigV4', CipherSuite: 'TLS_AES_128_GCM_SHA256', bytesTransferredIn: 0, bytesTransferredOut: 1234, 'x-amz-id-2': text() },
    requestID: id,
    eventID: id,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: false,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Data',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: 'example.us-east-1.amazonaws.com' },
  };
}
