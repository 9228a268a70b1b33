/** What a connector lets one end do: actions on the other, whose ARN and name are `${Arn}` and `${Name}`. */
export interface ConnectorGrant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** What becomes of a connector between two types. */
export type ConnectorProfile =
  /** A managed policy for the role of one end, about the other. */
  | { readonly kind: 'role'; readonly holder: 'source' | 'destination'; readonly read?: readonly ConnectorGrant[]; readonly write?: readonly ConnectorGrant[] }
  /** The policy of the queue or topic at the destination. */
  | { readonly kind: 'queue' | 'topic'; readonly service: string; readonly write: string }
  /** A permission to invoke the function at the destination. */
  | { readonly kind: 'permission'; readonly service: string; readonly sourceArn: string; readonly ownAccount?: true };

const arn = '${Arn}';

function grant(service: string, names: string, ...resources: readonly string[]): ConnectorGrant {
  return { actions: names.split(' ').map((name) => `${service}:${name}`), resources };
}

const invoke = grant('lambda', 'InvokeAsync InvokeFunction', arn);
const putEvents = grant('events', 'PutEvents', arn);
const executions = 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${Name}:*';
const executionRule = 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule';
const anyRoute = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${ResourceId}/${Qualifier}';

const table: ConnectorProfile = {
  kind: 'role',
  holder: 'source',
  read: [grant('dynamodb', 'GetItem Query Scan BatchGetItem ConditionCheckItem PartiQLSelect', arn, `${arn}/index/*`)],
  write: [grant('dynamodb', 'PutItem UpdateItem DeleteItem BatchWriteItem PartiQLDelete PartiQLInsert PartiQLUpdate', arn, `${arn}/index/*`)],
};
const bucket: ConnectorProfile = {
  kind: 'role',
  holder: 'source',
  read: [
    grant(
      's3',
      'GetObject GetObjectAcl GetObjectLegalHold GetObjectRetention GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionForReplication GetObjectVersionTorrent ListBucket ListBucketMultipartUploads ListBucketVersions ListMultipartUploadParts',
      arn,
      `${arn}/*`,
    ),
  ],
  write: [grant('s3', 'AbortMultipartUpload DeleteObject DeleteObjectVersion PutObject PutObjectLegalHold PutObjectRetention RestoreObject', arn, `${arn}/*`)],
};
const writes = (...write: readonly ConnectorGrant[]): ConnectorProfile => ({ kind: 'role', holder: 'source', write });
const permission = (service: string, sourceArn: string = arn): ConnectorProfile => ({ kind: 'permission', service, sourceArn });

/**
 * What each connection makes, by source and destination in the types of CloudFormation.
 *
 * Sources: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html
 * ("IAM policies created by connectors") and the transform's own profiles, https://github.com/aws/serverless-application-model
 */
export const CONNECTOR_PROFILES: Readonly<Partial<Record<string, Readonly<Partial<Record<string, ConnectorProfile>>>>>> = {
  'AWS::ApiGateway::RestApi': { 'AWS::Lambda::Function': permission('apigateway.amazonaws.com', anyRoute) },
  'AWS::ApiGatewayV2::Api': { 'AWS::Lambda::Function': permission('apigateway.amazonaws.com', anyRoute) },
  'AWS::AppSync::DataSource': {
    'AWS::DynamoDB::Table': table,
    'AWS::Events::EventBus': writes(putEvents),
    'AWS::Lambda::Function': writes(grant('lambda', 'InvokeAsync InvokeFunction', arn, `${arn}:*`)),
  },
  'AWS::AppSync::GraphQLApi': {
    'AWS::Lambda::Function': permission('appsync.amazonaws.com', 'arn:${AWS::Partition}:appsync:${AWS::Region}:${AWS::AccountId}:apis/${ResourceId}'),
  },
  'AWS::DynamoDB::Table': {
    'AWS::Lambda::Function': {
      kind: 'role',
      holder: 'destination',
      read: [grant('dynamodb', 'DescribeStream GetRecords GetShardIterator ListStreams', `${arn}/stream/*`)],
    },
  },
  'AWS::Events::Rule': {
    'AWS::Events::EventBus': writes(putEvents),
    'AWS::Lambda::Function': permission('events.amazonaws.com'),
    'AWS::SNS::Topic': { kind: 'topic', service: 'events.amazonaws.com', write: 'sns:Publish' },
    'AWS::SQS::Queue': { kind: 'queue', service: 'events.amazonaws.com', write: 'sqs:SendMessage' },
    'AWS::StepFunctions::StateMachine': writes(grant('states', 'StartExecution', arn)),
  },
  'AWS::Lambda::Function': {
    'AWS::DynamoDB::Table': table,
    'AWS::Events::EventBus': writes(putEvents),
    'AWS::Lambda::Function': writes(invoke),
    'AWS::Location::PlaceIndex': {
      kind: 'role',
      holder: 'source',
      read: [grant('geo', 'DescribePlaceIndex GetPlace SearchPlaceIndexForPosition SearchPlaceIndexForSuggestions SearchPlaceIndexForText', arn)],
    },
    'AWS::S3::Bucket': bucket,
    'AWS::SNS::Topic': writes(grant('sns', 'Publish', arn)),
    'AWS::SQS::Queue': {
      kind: 'role',
      holder: 'source',
      read: [grant('sqs', 'ReceiveMessage GetQueueAttributes', arn)],
      write: [grant('sqs', 'DeleteMessage SendMessage ChangeMessageVisibility PurgeQueue', arn)],
    },
    'AWS::StepFunctions::StateMachine': {
      kind: 'role',
      holder: 'source',
      read: [
        grant('states', 'DescribeStateMachine ListExecutions', arn),
        grant('states', 'DescribeExecution DescribeStateMachineForExecution GetExecutionHistory', executions),
      ],
      write: [grant('states', 'StartExecution StartSyncExecution', arn), grant('states', 'StopExecution', executions)],
    },
  },
  'AWS::S3::Bucket': { 'AWS::Lambda::Function': { kind: 'permission', service: 's3.amazonaws.com', sourceArn: arn, ownAccount: true } },
  'AWS::SNS::Topic': {
    'AWS::Lambda::Function': permission('sns.amazonaws.com'),
    'AWS::SQS::Queue': { kind: 'queue', service: 'sns.amazonaws.com', write: 'sqs:SendMessage' },
  },
  'AWS::SQS::Queue': {
    'AWS::Lambda::Function': {
      kind: 'role',
      holder: 'destination',
      read: [grant('sqs', 'ReceiveMessage GetQueueAttributes', arn)],
      write: [grant('sqs', 'DeleteMessage', arn)],
    },
  },
  'AWS::StepFunctions::StateMachine': {
    'AWS::DynamoDB::Table': table,
    'AWS::Events::EventBus': writes(putEvents),
    'AWS::Lambda::Function': writes(invoke),
    'AWS::S3::Bucket': bucket,
    'AWS::SNS::Topic': writes(grant('sns', 'Publish', arn)),
    'AWS::SQS::Queue': writes(grant('sqs', 'SendMessage', arn)),
    'AWS::StepFunctions::StateMachine': {
      kind: 'role',
      holder: 'source',
      read: [grant('states', 'DescribeExecution', executions), grant('events', 'DescribeRule', executionRule)],
      write: [grant('states', 'StartExecution', arn), grant('states', 'StopExecution', executions), grant('events', 'PutTargets PutRule', executionRule)],
    },
  },
};

/** The types that SAM's become. */
export const CLOUDFORMATION_TYPES: Readonly<Partial<Record<string, string>>> = {
  'AWS::Serverless::Api': 'AWS::ApiGateway::RestApi',
  'AWS::Serverless::Function': 'AWS::Lambda::Function',
  'AWS::Serverless::HttpApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::SimpleTable': 'AWS::DynamoDB::Table',
  'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
};
