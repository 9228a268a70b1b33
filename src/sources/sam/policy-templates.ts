/** One statement of a SAM policy template. */
export interface TemplateGrant {
  readonly actions: readonly string[];
  /** Texts as `Fn::Sub` reads them; the template's parameters by their names. */
  readonly resources: readonly string[];
  /** Condition keys that have to equal a text. */
  readonly equals?: Readonly<Record<string, string>>;
}

function grant(service: string, names: string, ...resources: readonly string[]): TemplateGrant {
  return { actions: names.split(' ').map((name) => `${service}:${name}`), resources: resources.length === 0 ? ['*'] : resources };
}

function arn(service: string, resource: string): string {
  return `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`;
}

const bucket = 'arn:${AWS::Partition}:s3:::${BucketName}';
const table = arn('dynamodb', 'table/${TableName}');
const cluster = arn('elasticmapreduce', 'cluster/${ClusterId}');
const collection = arn('rekognition', 'collection/${CollectionId}');
const identity = arn('ses', 'identity/${IdentityName}');
const stream = arn('kinesis', 'stream/${StreamName}');

const pullRequestReads =
  'GitPull GetBranch ListBranches BatchDescribeMergeConflicts DescribeMergeConflicts GetMergeCommit GetMergeOptions BatchGetPullRequests DescribePullRequestEvents GetCommentsForPullRequest GetCommitsFromMergeBase GetMergeConflicts GetPullRequest ListPullRequests GetBlob GetFile GetFolder GetComment GetCommentsForComparedCommit BatchGetCommits GetCommit GetCommitHistory GetDifferences GetObjectIdentifier GetReferences GetTree GetRepository ListTagsForResource GetRepositoryTriggers';

/**
 * What each SAM policy template allows, by its name: all 81 that the transform has.
 *
 * Sources: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
 * and the transform's own list, https://github.com/aws/serverless-application-model (`policy_templates.json`)
 */
export const SAM_POLICY_TEMPLATES: Readonly<Partial<Record<string, readonly TemplateGrant[]>>> = {
  AcmGetCertificatePolicy: [grant('acm', 'GetCertificate', '${CertificateArn}')],
  AMIDescribePolicy: [grant('ec2', 'DescribeImages')],
  AthenaQueryPolicy: [
    grant('athena', 'ListWorkGroups GetExecutionEngine GetExecutionEngines GetNamespace GetCatalogs GetNamespaces GetTables GetTable'),
    grant(
      'athena',
      'StartQueryExecution GetQueryResults DeleteNamedQuery GetNamedQuery ListQueryExecutions StopQueryExecution GetQueryResultsStream ListNamedQueries CreateNamedQuery GetQueryExecution BatchGetNamedQuery BatchGetQueryExecution GetWorkGroup',
      arn('athena', 'workgroup/${WorkGroupName}'),
    ),
  ],
  AWSSecretsManagerGetSecretValuePolicy: [grant('secretsmanager', 'GetSecretValue', '${SecretArn}')],
  AWSSecretsManagerRotationPolicy: [
    {
      ...grant('secretsmanager', 'DescribeSecret GetSecretValue PutSecretValue UpdateSecretVersionStage', arn('secretsmanager', 'secret:*')),
      equals: { 'secretsmanager:resource/AllowRotationLambdaArn': arn('lambda', 'function:${FunctionName}') },
    },
    grant('secretsmanager', 'GetRandomPassword'),
  ],
  CloudFormationDescribeStacksPolicy: [grant('cloudformation', 'DescribeStacks', arn('cloudformation', 'stack/*'))],
  CloudWatchDashboardPolicy: [grant('cloudwatch', 'GetDashboard ListDashboards PutDashboard ListMetrics')],
  CloudWatchDescribeAlarmHistoryPolicy: [grant('cloudwatch', 'DescribeAlarmHistory')],
  CloudWatchPutMetricPolicy: [grant('cloudwatch', 'PutMetricData')],
  CodePipelineLambdaExecutionPolicy: [grant('codepipeline', 'PutJobSuccessResult PutJobFailureResult')],
  CodePipelineReadOnlyPolicy: [grant('codepipeline', 'ListPipelineExecutions', arn('codepipeline', '${PipelineName}'))],
  CodeCommitCrudPolicy: [
    grant(
      'codecommit',
      `${pullRequestReads} GitPush CreateBranch DeleteBranch MergeBranchesByFastForward MergeBranchesBySquash MergeBranchesByThreeWay UpdateDefaultBranch CreateUnreferencedMergeCommit CreatePullRequest MergePullRequestByFastForward MergePullRequestBySquash MergePullRequestByThreeWay PostCommentForPullRequest UpdatePullRequestDescription UpdatePullRequestStatus UpdatePullRequestTitle DeleteFile PutFile DeleteCommentContent PostCommentForComparedCommit PostCommentReply UpdateComment CreateCommit UpdateRepositoryDescription TagResource UntagResource PutRepositoryTriggers TestRepositoryTriggers UploadArchive GetUploadArchiveStatus CancelUploadArchive`,
      arn('codecommit', '${RepositoryName}'),
    ),
  ],
  CodeCommitReadPolicy: [grant('codecommit', `${pullRequestReads} TestRepositoryTriggers GetUploadArchiveStatus`, arn('codecommit', '${RepositoryName}'))],
  ComprehendBasicAccessPolicy: [
    grant(
      'comprehend',
      'BatchDetectKeyPhrases DetectDominantLanguage DetectEntities BatchDetectEntities DetectKeyPhrases DetectSentiment BatchDetectDominantLanguage BatchDetectSentiment',
    ),
  ],
  CostExplorerReadOnlyPolicy: [
    grant('ce', 'GetCostAndUsage GetDimensionValues GetReservationCoverage GetReservationPurchaseRecommendation GetReservationUtilization GetTags'),
  ],
  DynamoDBBackupFullAccessPolicy: [
    grant('dynamodb', 'CreateBackup DescribeContinuousBackups', table),
    grant('dynamodb', 'DeleteBackup DescribeBackup ListBackups', `${table}/backup/*`),
  ],
  DynamoDBCrudPolicy: [
    grant(
      'dynamodb',
      'GetItem DeleteItem PutItem Scan Query UpdateItem BatchWriteItem BatchGetItem DescribeTable ConditionCheckItem',
      table,
      `${table}/index/*`,
    ),
  ],
  DynamoDBReadPolicy: [grant('dynamodb', 'GetItem Scan Query BatchGetItem DescribeTable', table, `${table}/index/*`)],
  DynamoDBReconfigurePolicy: [grant('dynamodb', 'UpdateTable', table)],
  DynamoDBRestoreFromBackupPolicy: [
    grant('dynamodb', 'RestoreTableFromBackup', `${table}/backup/*`),
    grant('dynamodb', 'PutItem UpdateItem DeleteItem GetItem Query Scan BatchWriteItem', table),
  ],
  DynamoDBStreamReadPolicy: [
    grant('dynamodb', 'DescribeStream GetRecords GetShardIterator', `${table}/stream/\${StreamName}`),
    grant('dynamodb', 'ListStreams', `${table}/stream/*`),
  ],
  DynamoDBWritePolicy: [grant('dynamodb', 'PutItem UpdateItem BatchWriteItem', table, `${table}/index/*`)],
  EC2CopyImagePolicy: [grant('ec2', 'CopyImage', arn('ec2', 'image/${ImageId}'))],
  EC2DescribePolicy: [grant('ec2', 'DescribeRegions DescribeInstances')],
  EcsRunTaskPolicy: [grant('ecs', 'RunTask', arn('ecs', 'task-definition/${TaskDefinition}'))],
  EFSWriteAccessPolicy: [
    {
      ...grant('elasticfilesystem', 'ClientMount ClientWrite', arn('elasticfilesystem', 'file-system/${FileSystem}')),
      equals: { 'elasticfilesystem:AccessPointArn': arn('elasticfilesystem', 'access-point/${AccessPoint}') },
    },
  ],
  EKSDescribePolicy: [grant('eks', 'DescribeCluster ListClusters')],
  ElasticMapReduceAddJobFlowStepsPolicy: [grant('elasticmapreduce', 'AddJobFlowSteps', cluster)],
  ElasticMapReduceCancelStepsPolicy: [grant('elasticmapreduce', 'CancelSteps', cluster)],
  ElasticMapReduceModifyInstanceFleetPolicy: [grant('elasticmapreduce', 'ModifyInstanceFleet ListInstanceFleets', cluster)],
  ElasticMapReduceModifyInstanceGroupsPolicy: [grant('elasticmapreduce', 'ModifyInstanceGroups ListInstanceGroups', cluster)],
  ElasticMapReduceSetTerminationProtectionPolicy: [grant('elasticmapreduce', 'SetTerminationProtection', cluster)],
  ElasticMapReduceTerminateJobFlowsPolicy: [grant('elasticmapreduce', 'TerminateJobFlows', cluster)],
  ElasticsearchHttpPostPolicy: [grant('es', 'ESHttpPost ESHttpPut', arn('es', 'domain/${DomainName}/*'))],
  EventBridgePutEventsPolicy: [grant('events', 'PutEvents', arn('events', 'event-bus/${EventBusName}'))],
  FilterLogEventsPolicy: [grant('logs', 'FilterLogEvents', arn('logs', 'log-group:${LogGroupName}:log-stream:*'))],
  FirehoseCrudPolicy: [
    grant(
      'firehose',
      'CreateDeliveryStream DeleteDeliveryStream DescribeDeliveryStream PutRecord PutRecordBatch UpdateDestination',
      arn('firehose', 'deliverystream/${DeliveryStreamName}'),
    ),
  ],
  FirehoseWritePolicy: [grant('firehose', 'PutRecord PutRecordBatch', arn('firehose', 'deliverystream/${DeliveryStreamName}'))],
  KinesisCrudPolicy: [
    grant(
      'kinesis',
      'AddTagsToStream CreateStream DecreaseStreamRetentionPeriod DeleteStream DescribeStream DescribeStreamSummary GetShardIterator IncreaseStreamRetentionPeriod ListTagsForStream MergeShards PutRecord PutRecords SplitShard RemoveTagsFromStream',
      stream,
    ),
  ],
  KinesisStreamReadPolicy: [
    grant('kinesis', 'ListStreams DescribeLimits', arn('kinesis', 'stream/*')),
    grant('kinesis', 'DescribeStream DescribeStreamSummary GetRecords GetShardIterator', stream),
  ],
  KMSDecryptPolicy: [grant('kms', 'Decrypt', arn('kms', 'key/${KeyId}'))],
  KMSEncryptPolicy: [grant('kms', 'Encrypt', arn('kms', 'key/${KeyId}'))],
  KMSEncryptPolicy_v2: [
    grant('kms', 'Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext', arn('kms', 'key/${KeyId}')),
  ],
  LambdaInvokePolicy: [grant('lambda', 'InvokeFunction', arn('lambda', 'function:${FunctionName}*'))],
  MobileAnalyticsWriteOnlyAccessPolicy: [grant('mobileanalytics', 'PutEvents')],
  OrganizationsListAccountsPolicy: [grant('organizations', 'ListAccounts')],
  PinpointEndpointAccessPolicy: [
    grant('mobiletargeting', 'GetEndpoint UpdateEndpoint UpdateEndpointsBatch', arn('mobiletargeting', 'apps/${PinpointApplicationId}/endpoints/*')),
  ],
  PollyFullAccessPolicy: [
    grant('polly', 'GetLexicon DeleteLexicon', arn('polly', 'lexicon/${LexiconName}')),
    grant('polly', 'DescribeVoices ListLexicons PutLexicon SynthesizeSpeech', arn('polly', 'lexicon/*')),
  ],
  RekognitionDetectOnlyPolicy: [grant('rekognition', 'DetectFaces DetectLabels DetectModerationLabels DetectText')],
  RekognitionFacesManagementPolicy: [grant('rekognition', 'IndexFaces DeleteFaces SearchFaces SearchFacesByImage ListFaces', collection)],
  RekognitionFacesPolicy: [grant('rekognition', 'CompareFaces DetectFaces')],
  RekognitionLabelsPolicy: [grant('rekognition', 'DetectLabels DetectModerationLabels')],
  RekognitionNoDataAccessPolicy: [grant('rekognition', 'CompareFaces DetectFaces DetectLabels DetectModerationLabels', collection)],
  RekognitionReadPolicy: [grant('rekognition', 'ListCollections ListFaces SearchFaces SearchFacesByImage', collection)],
  RekognitionWriteOnlyAccessPolicy: [grant('rekognition', 'CreateCollection IndexFaces', collection)],
  Route53ChangeResourceRecordSetsPolicy: [
    grant('route53', 'ChangeResourceRecordSets', 'arn:${AWS::Partition}:route53:::hostedzone/${HostedZoneId}'),
  ],
  S3CrudPolicy: [
    grant(
      's3',
      'GetObject ListBucket GetBucketLocation GetObjectVersion PutObject PutObjectAcl GetLifecycleConfiguration PutLifecycleConfiguration DeleteObject',
      bucket,
      `${bucket}/*`,
    ),
  ],
  S3FullAccessPolicy: [
    grant(
      's3',
      'GetObject GetObjectAcl GetObjectVersion PutObject PutObjectAcl DeleteObject DeleteObjectTagging DeleteObjectVersionTagging GetObjectTagging GetObjectVersionTagging PutObjectTagging PutObjectVersionTagging',
      `${bucket}/*`,
    ),
    grant('s3', 'ListBucket GetBucketLocation GetLifecycleConfiguration PutLifecycleConfiguration', bucket),
  ],
  S3ReadPolicy: [grant('s3', 'GetObject ListBucket GetBucketLocation GetObjectVersion GetLifecycleConfiguration', bucket, `${bucket}/*`)],
  S3WritePolicy: [grant('s3', 'PutObject PutObjectAcl PutLifecycleConfiguration', bucket, `${bucket}/*`)],
  SageMakerCreateEndpointConfigPolicy: [grant('sagemaker', 'CreateEndpointConfig', arn('sagemaker', 'endpoint-config/${EndpointConfigName}'))],
  SageMakerCreateEndpointPolicy: [grant('sagemaker', 'CreateEndpoint', arn('sagemaker', 'endpoint/${EndpointName}'))],
  ServerlessRepoReadWriteAccessPolicy: [
    grant(
      'serverlessrepo',
      'CreateApplication CreateApplicationVersion UpdateApplication GetApplication ListApplications ListApplicationVersions ListApplicationDependencies',
      arn('serverlessrepo', 'applications/*'),
    ),
  ],
  SESBulkTemplatedCrudPolicy: [
    grant('ses', 'GetIdentityVerificationAttributes SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail VerifyEmailIdentity', identity),
  ],
  SESBulkTemplatedCrudPolicy_v2: [
    grant('ses', 'SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail', identity, arn('ses', 'template/${TemplateName}')),
    grant('ses', 'GetIdentityVerificationAttributes VerifyEmailIdentity'),
  ],
  SESCrudPolicy: [grant('ses', 'GetIdentityVerificationAttributes SendEmail SendRawEmail VerifyEmailIdentity', identity)],
  SESEmailTemplateCrudPolicy: [grant('ses', 'CreateTemplate GetTemplate ListTemplates UpdateTemplate DeleteTemplate TestRenderTemplate')],
  SESSendBouncePolicy: [grant('ses', 'SendBounce', identity)],
  SNSCrudPolicy: [grant('sns', 'ListSubscriptionsByTopic CreateTopic SetTopicAttributes Subscribe Publish', arn('sns', '${TopicName}*'))],
  SNSPublishMessagePolicy: [grant('sns', 'Publish', arn('sns', '${TopicName}'))],
  SQSPollerPolicy: [
    grant(
      'sqs',
      'ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch GetQueueAttributes ReceiveMessage',
      arn('sqs', '${QueueName}'),
    ),
  ],
  SQSSendMessagePolicy: [grant('sqs', 'SendMessage*', arn('sqs', '${QueueName}'))],
  SSMParameterReadPolicy: [
    grant('ssm', 'DescribeParameters'),
    grant('ssm', 'GetParameters GetParameter GetParametersByPath', arn('ssm', 'parameter/${ParameterName}')),
  ],
  SSMParameterWithSlashPrefixReadPolicy: [
    grant('ssm', 'DescribeParameters'),
    grant('ssm', 'GetParameters GetParameter GetParametersByPath', arn('ssm', 'parameter${ParameterName}')),
  ],
  StepFunctionsCallbackPolicy: [grant('states', 'SendTaskFailure SendTaskHeartbeat SendTaskSuccess', arn('states', 'stateMachine:${StateMachineName}'))],
  StepFunctionsExecutionPolicy: [grant('states', 'StartExecution', arn('states', 'stateMachine:${StateMachineName}'))],
  StepFunctionsExecutionPolicy_v2: [grant('states', 'StartExecution StartSyncExecution', arn('states', 'stateMachine:${StateMachineName}'))],
  TextractDetectAnalyzePolicy: [grant('textract', 'DetectDocumentText StartDocumentTextDetection StartDocumentAnalysis AnalyzeDocument')],
  TextractGetResultPolicy: [grant('textract', 'GetDocumentTextDetection GetDocumentAnalysis')],
  TextractPolicy: [grant('textract', '*')],
  VPCAccessPolicy: [grant('ec2', 'CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces DetachNetworkInterface')],
};
