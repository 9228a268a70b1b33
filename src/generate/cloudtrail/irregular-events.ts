/** An event that needs other actions than the one of its own name, and the page that says so. */
export interface IrregularEvent {
  /** Without the prefix. */
  readonly actions: readonly string[];
  readonly page: string;
}

/** By `prefix:Event`. */
const EVENTS: ReadonlyMap<string, IrregularEvent> = new Map(
  (
    [
      [['lambda:Invoke', 'lambda:InvokeWithResponseStream'], ['InvokeFunction'], 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html'],
      [['lambda:GetLayerVersionByArn'], ['GetLayerVersion'], 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html'],
      [['sns:PublishBatch'], ['Publish'], 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html'],
      [['sqs:SendMessageBatch'], ['SendMessage'], 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html'],
      [['sqs:DeleteMessageBatch'], ['DeleteMessage'], 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html'],
      [
        ['sqs:ChangeMessageVisibilityBatch'],
        ['ChangeMessageVisibility'],
        'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html',
      ],
      [['kms:ReEncrypt'], ['ReEncryptFrom', 'ReEncryptTo'], 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html'],
      [['dynamodb:TransactGetItems'], ['GetItem'], 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html'],
      [
        ['dynamodb:TransactWriteItems'],
        ['ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'],
        'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html',
      ],
      [['bedrock:Converse'], ['InvokeModel'], 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html'],
      [['bedrock:ConverseStream'], ['InvokeModelWithResponseStream'], 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html'],
      [
        ['cloudfront:CreateDistributionWithTags'],
        ['CreateDistribution', 'TagResource'],
        'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistributionWithTags.html',
      ],
      [
        ['cloudfront:CreateStreamingDistributionWithTags'],
        ['CreateStreamingDistribution', 'TagResource'],
        'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateStreamingDistributionWithTags.html',
      ],
    ] as const
  ).flatMap(([events, actions, page]) => events.map((event): [string, IrregularEvent] => [event, { actions, page }])),
);

export function irregularEvent(prefix: string, name: string): IrregularEvent | undefined {
  return EVENTS.get(`${prefix}:${name}`);
}

/**
 * Events whose caller needs no permission, each with the page that says so: by `source:Event`, or by the source
 * alone for all of its events.
 */
const NO_PERMISSION: ReadonlyMap<string, string> = new Map([
  ['signin.amazonaws.com', 'signing in to the console needs no permission (https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html)'],
  ['sts.amazonaws.com:GetCallerIdentity', 'no permission is needed (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html)'],
  ['sts.amazonaws.com:GetSessionToken', 'no permission is needed (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html)'],
  ['sts.amazonaws.com:AssumeRoleWithSAML', 'the caller proves itself by an assertion, not by AWS credentials (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html)'],
  [
    'sts.amazonaws.com:AssumeRoleWithWebIdentity',
    'the caller proves itself by a token, not by AWS credentials (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html)',
  ],
]);

/** Why the caller of an event needs no permission for it; `undefined` where one is needed. */
export function whyNoPermission(source: string, name: string, type: string): string | undefined {
  const why = NO_PERMISSION.get(`${source}:${name}`) ?? NO_PERMISSION.get(source);
  if (why !== undefined) return why;
  switch (type) {
    case 'AwsServiceEvent':
      return 'an AWS service made the event, nobody called an API (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/non-api-aws-service-events.html)';
    case 'AwsConsoleSignIn':
      return 'signing in to the console needs no permission (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html)';
    case 'AwsCloudTrailInsight':
      return 'an insight of CloudTrail, nobody called an API (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html)';
    default:
      return undefined;
  }
}

/** The whole table, for whoever holds it against the reference. */
export function irregularEvents(): readonly (IrregularEvent & { readonly event: string })[] {
  return [...EVENTS].map(([event, entry]) => ({ event, ...entry }));
}
