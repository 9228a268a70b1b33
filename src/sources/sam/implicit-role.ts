import { member, type LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import type { SourceError } from '../../model/source-error.ts';
import { list, object, text } from '../build-node.ts';
import { membersOf, plainText, type TemplateResource } from '../cloudformation/template.ts';
import { rolePolicies } from './policy-entries.ts';
import { own } from '../own.ts';

/** How SAM makes the role of a resource type. */
interface RoleMaker {
  readonly service: string;
  /** Managed policies that the role always has. */
  readonly always: readonly string[];
  /** The section of `Globals` that its properties may stand in. */
  readonly globals: string;
}

const MAKERS: Readonly<Partial<Record<string, RoleMaker>>> = {
  'AWS::Serverless::Function': { service: 'lambda.amazonaws.com', always: ['service-role/AWSLambdaBasicExecutionRole'], globals: 'Function' },
  'AWS::Serverless::StateMachine': { service: 'states.amazonaws.com', always: [], globals: 'StateMachine' },
};

/** Managed policies that SAM adds for the events which a function polls. */
const EVENT_POLICIES: Readonly<Partial<Record<string, string>>> = {
  SQS: 'service-role/AWSLambdaSQSQueueExecutionRole',
  Kinesis: 'service-role/AWSLambdaKinesisExecutionRole',
  DynamoDB: 'service-role/AWSLambdaDynamoDBExecutionRole',
  MSK: 'service-role/AWSLambdaMSKExecutionRole',
};

/** Events that bring no permissions to the function's own role. */
const PUSHED_EVENTS: ReadonlySet<string> = new Set([
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

/**
 * The role that SAM makes for a function or state machine without one of its own; its logical ID is that
 * of the function with `Role` behind it.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export function implicitRole(resource: TemplateResource, globals: LocatedNode | undefined, report: (error: SourceError) => void): TemplateResource | undefined {
  const maker = own(MAKERS, resource.type);
  if (maker === undefined || resource.properties?.kind === 'unknown') return undefined;
  const property = (name: string): LocatedNode | undefined => member(resource.properties, name) ?? member(member(globals, maker.globals), name);
  if (property('Role') !== undefined) return undefined;
  const loc = resource.keyLoc;
  const logicalId = `${resource.logicalId}Role`;
  const { managed, inline } = rolePolicies(property('Policies'), logicalId, report);
  const events = eventTypes(property('Events'));
  const added = [...maker.always, ...tracing(property('Tracing'), resource.type), ...vpc(property('VpcConfig')), ...events.flatMap((type) => own(EVENT_POLICIES, type) ?? [])];
  const arns = [...new Set(added)].map((path) => text(`arn:aws:iam::aws:policy/${path}`, loc));
  const properties = object(
    {
      AssumeRolePolicyDocument: property('AssumeRolePolicyDocument') ?? trust(maker.service, loc),
      ManagedPolicyArns: list([...arns, ...managed], loc),
      Policies: list(inline, loc),
      PermissionsBoundary: property('PermissionsBoundary'),
      Path: property('RolePath'),
    },
    { ...loc, pointer: `${loc.pointer}/Properties` },
  );
  const partial = unreadParts(resource, property, events);
  return { ...resource, logicalId, type: 'AWS::IAM::Role', properties, ...(partial.length === 0 ? {} : { partial }) };
}

function eventTypes(events: LocatedNode | undefined): readonly string[] {
  return membersOf(events).flatMap(({ value }) => plainText(member(value, 'Type')) ?? []);
}

function tracing(node: LocatedNode | undefined, type: string): readonly string[] {
  if (type === 'AWS::Serverless::Function') return node === undefined || plainText(node) === 'Disabled' ? [] : ['AWSXRayDaemonWriteAccess'];
  const enabled = member(node, 'Enabled');
  return enabled === undefined || (enabled.kind === 'boolean' && !enabled.value) ? [] : ['AWSXRayDaemonWriteAccess'];
}

function vpc(node: LocatedNode | undefined): readonly string[] {
  return node === undefined ? [] : ['service-role/AWSLambdaVPCAccessExecutionRole'];
}

function trust(service: string, loc: Location): LocatedNode {
  const statement = object(
    { Effect: text('Allow', loc), Principal: object({ Service: list([text(service, loc)], loc) }, loc), Action: list([text('sts:AssumeRole', loc)], loc) },
    loc,
  );
  return object({ Version: text('2012-10-17', loc), Statement: list([statement], loc) }, loc);
}

/** What SAM makes permissions of that are not put into words here. */
function unreadParts(resource: TemplateResource, property: (name: string) => LocatedNode | undefined, events: readonly string[]): readonly string[] {
  const parts: string[] = ['DeadLetterQueue', 'EventInvokeConfig', 'KmsKeyArn', 'FileSystemConfigs'].filter((name) => property(name) !== undefined);
  parts.push(...events.filter((type) => own(EVENT_POLICIES, type) === undefined && !PUSHED_EVENTS.has(type)).map((type) => `${type} events`));
  if (member(resource.node, 'Connectors') !== undefined) parts.push('Connectors');
  return parts.map((part) => `SAM may give it permissions for the \`${part}\` of \`${resource.logicalId}\``);
}
