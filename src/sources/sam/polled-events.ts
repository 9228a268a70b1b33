import { member, type LocatedNode } from '../../model/located.ts';
import { text } from '../build-node.ts';
import { membersOf, plainText, type TemplateResource } from '../cloudformation/template.ts';
import { own } from '../own.ts';
import { destination, joined, type Added } from './destinations.ts';
import { allow, inlinePolicy, substituted } from './grants.ts';

/** What SAM adds to the role of a function for the events that it polls. */
export interface PolledEvents extends Added {
  /** Names of AWS managed policies. */
  readonly managed: readonly string[];
}

const MANAGED: Readonly<Partial<Record<string, string>>> = {
  SQS: 'service-role/AWSLambdaSQSQueueExecutionRole',
  Kinesis: 'service-role/AWSLambdaKinesisExecutionRole',
  DynamoDB: 'service-role/AWSLambdaDynamoDBExecutionRole',
  MSK: 'service-role/AWSLambdaMSKExecutionRole',
};

/** Events that bring no permissions to the function's own role; see `event-permissions.ts`. */
const PUSHED: ReadonlySet<string> = new Set([
  'Api',
  'HttpApi',
  'Schedule',
  'ScheduleV2',
  'CloudWatchEvent',
  'EventBridgeRule',
  'CloudWatchLogs',
  'S3',
  'SNS',
  'IoTRule',
  'AlexaSkill',
  'Cognito',
]);

const NETWORK = ['CreateNetworkInterface', 'DescribeNetworkInterfaces', 'DeleteNetworkInterface', 'DescribeVpcs', 'DescribeSubnets', 'DescribeSecurityGroups'];
const KAFKA_SECRETS: readonly string[] = ['SASL_SCRAM_256_AUTH', 'SASL_SCRAM_512_AUTH', 'BASIC_AUTH', 'CLIENT_CERTIFICATE_TLS_AUTH', 'SERVER_ROOT_CA_CERTIFICATE'];

interface Polled {
  readonly event: string;
  readonly properties: LocatedNode | undefined;
  readonly node: LocatedNode;
}

/**
 * Each type's managed policy or statements, and what sending failed records to a queue or topic takes.
 *
 * Sources: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html
 * and the transform itself, https://github.com/aws/serverless-application-model
 */
export function polledEvents(resource: TemplateResource, events: LocatedNode | undefined): PolledEvents {
  const managed: string[] = [];
  const parts: Added[] = [];
  for (const { key, value } of membersOf(events)) {
    const type = plainText(member(value, 'Type')) ?? '';
    const properties = member(value, 'Properties');
    const policy = own(MANAGED, type);
    if (policy !== undefined) managed.push(policy);
    if (type === 'SNS' && isTrueOrObject(member(properties, 'SqsSubscription'))) managed.push(MANAGED['SQS'] ?? '');
    if (PUSHED.has(type)) continue;
    const statements = own(STATEMENTS, type);
    const made = statements?.({ event: key, properties, node: value });
    const isRead = made === undefined ? policy !== undefined && statements === undefined : true;
    if (!isRead) parts.push({ inline: [], resources: [], unread: [`${type === '' ? key : type} events`] });
    else if (made !== undefined && made.length > 0) parts.push({ inline: [inlinePolicy(`${resource.logicalId}${key}${type}Policy`, made, value.loc)], resources: [], unread: [] });
    const failures = member(member(properties, 'DestinationConfig'), 'OnFailure');
    // Without a type SAM adds no permission.
    if (member(failures, 'Type') !== undefined && failures !== undefined) parts.push(destination(resource, `${resource.logicalId}${key}`, failures));
  }
  return { managed, ...joined(parts) };
}

function isTrueOrObject(node: LocatedNode | undefined): boolean {
  return node?.kind === 'object' || (node?.kind === 'boolean' && node.value);
}

/** Undefined where what an event needs can't be told. */
const STATEMENTS: Readonly<Partial<Record<string, (polled: Polled) => readonly LocatedNode[] | undefined>>> = {
  MSK: ({ properties, node }) => {
    if (member(properties, 'SourceAccessConfigurations') === undefined) return [];
    const uris = accessUris(properties, ['CLIENT_CERTIFICATE_TLS_AUTH']);
    return uris?.slice(0, 1).map((uri) => allow(['secretsmanager:GetSecretValue'], [uri], node.loc));
  },
  MQ: ({ properties, node }) => {
    const broker = member(properties, 'Broker');
    const key = keyStatement(properties, node);
    const [secret] = accessUris(properties, ['BASIC_AUTH']) ?? [];
    if (broker === undefined || secret === undefined || key === undefined) return undefined;
    return [allow(['secretsmanager:GetSecretValue'], [secret], node.loc), allow(['mq:DescribeBroker'], [broker], node.loc), ...key];
  },
  SelfManagedKafka: ({ properties, node }) => {
    const secrets = accessUris(properties, KAFKA_SECRETS);
    const subnets = accessUris(properties, ['VPC_SUBNET']);
    const key = keyStatement(properties, node);
    if (secrets === undefined || subnets === undefined || key === undefined) return undefined;
    return [...secrets.slice(0, 1).map((uri) => allow(['secretsmanager:GetSecretValue'], [uri], node.loc)), ...(subnets.length === 0 ? [] : [network(node)]), ...key];
  },
  DocumentDB: ({ properties, node }) => {
    const { loc } = node;
    const cluster = member(properties, 'Cluster');
    const key = keyStatement(properties, node);
    const [secret] = accessUris(properties, ['BASIC_AUTH']) ?? [];
    if (cluster === undefined || secret === undefined || key === undefined) return undefined;
    const ofRds = (resource: string): LocatedNode => substituted(`arn:\${AWS::Partition}:rds:\${AWS::Region}:\${AWS::AccountId}:${resource}`, {}, loc);
    return [
      allow(['secretsmanager:GetSecretValue'], [secret], loc),
      allow(['rds:DescribeDBClusterParameters'], [ofRds('cluster-pg:*')], loc),
      allow(['rds:DescribeDBSubnetGroups'], [ofRds('subgrp:*')], loc),
      allow(['rds:DescribeDBClusters'], [cluster], loc),
      network(node),
      ...key,
    ];
  },
};

function network({ loc }: LocatedNode): LocatedNode {
  return allow(NETWORK.map((action) => `ec2:${action}`), [text('*', loc)], loc);
}

/** The URIs of some types of access; undefined where the list is not written out. */
function accessUris(properties: LocatedNode | undefined, types: readonly string[]): readonly LocatedNode[] | undefined {
  const configurations = member(properties, 'SourceAccessConfigurations');
  if (configurations?.kind !== 'array') return undefined;
  const uris: LocatedNode[] = [];
  for (const item of configurations.items) {
    const type = plainText(member(item, 'Type'));
    const uri = member(item, 'URI');
    if (type === undefined || uri === undefined) return undefined;
    if (types.includes(type)) uris.push(uri);
  }
  return uris;
}

/** The key that the secret is encrypted with, by its ID: SAM takes no function there. */
function keyStatement(properties: LocatedNode | undefined, { loc }: LocatedNode): readonly LocatedNode[] | undefined {
  const node = member(properties, 'SecretsManagerKmsKeyId');
  const id = plainText(node);
  if (node === undefined) return [];
  return id === undefined ? undefined : [allow(['kms:Decrypt'], [substituted(`arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}:key/${id}`, {}, loc)], loc)];
}
