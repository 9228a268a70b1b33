import { member, type LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import { text } from '../build-node.ts';
import { membersOf, plainText, type TemplateResource } from '../cloudformation/template.ts';
import { own } from '../own.ts';
import { invoked } from './event-roles.ts';
import type { Properties } from './globals.ts';
import { arnOf, madeFor, refTo, sendingPolicy, servicePrincipal, substituted } from './grants.ts';
import { routeArn } from './routes.ts';

interface PushedEvent {
  /** Logical ID of what SAM makes for the event. */
  readonly eventId: string;
  readonly properties: LocatedNode | undefined;
  readonly loc: Location;
}

interface Source {
  readonly principal: string;
  /** What the permission is narrowed to; undefined for an event that needs none. */
  readonly narrowed: (event: PushedEvent) => Readonly<Record<string, LocatedNode | undefined>> | undefined;
}

const RULE: Source = { principal: 'events.amazonaws.com', narrowed: ({ eventId, loc }) => ({ SourceArn: arnOf(eventId, loc) }) };

const SOURCES: Readonly<Partial<Record<string, Source>>> = {
  Schedule: RULE,
  CloudWatchEvent: RULE,
  EventBridgeRule: RULE,
  Api: { principal: 'apigateway.amazonaws.com', narrowed: ({ properties, loc }) => ({ SourceArn: routeArn(member(properties, 'RestApiId') ?? refTo('ServerlessRestApi', loc), properties, loc) }) },
  HttpApi: { principal: 'apigateway.amazonaws.com', narrowed: ({ properties, loc }) => ({ SourceArn: routeArn(member(properties, 'ApiId') ?? refTo('ServerlessHttpApi', loc), properties, loc) }) },
  S3: { principal: 's3.amazonaws.com', narrowed: ({ loc }) => ({ SourceAccount: refTo('AWS::AccountId', loc) }) },
  SNS: { principal: 'sns.amazonaws.com', narrowed: ({ properties }) => (queued(properties) ? undefined : { SourceArn: member(properties, 'Topic') }) },
  CloudWatchLogs: {
    principal: 'logs.amazonaws.com',
    narrowed: ({ properties, loc }) => {
      const group = member(properties, 'LogGroupName');
      return { SourceArn: group === undefined ? undefined : substituted('arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Group}:*', { Group: group }, loc) };
    },
  },
  IoTRule: {
    principal: 'iot.amazonaws.com',
    narrowed: ({ eventId, loc }) => ({
      SourceArn: substituted('arn:${AWS::Partition}:iot:${AWS::Region}:${AWS::AccountId}:rule/${Rule}', { Rule: refTo(eventId, loc) }, loc),
      SourceAccount: refTo('AWS::AccountId', loc),
    }),
  },
  AlexaSkill: { principal: 'alexa-appkit.amazon.com', narrowed: ({ properties }) => ({ EventSourceToken: member(properties, 'SkillId') }) },
  Cognito: {
    principal: 'cognito-idp.amazonaws.com',
    narrowed: ({ properties, loc }) => {
      const pool = plainText(member(member(properties, 'UserPool'), 'Ref'));
      return { SourceArn: pool === undefined ? undefined : arnOf(pool, loc) };
    },
  },
};

/** What SAM makes for events besides the permission, to which the template may refer. */
const RULES: Readonly<Partial<Record<string, string>>> = {
  Schedule: 'AWS::Events::Rule',
  CloudWatchEvent: 'AWS::Events::Rule',
  EventBridgeRule: 'AWS::Events::Rule',
  IoTRule: 'AWS::IoT::TopicRule',
};

/**
 * What lets the sources of events invoke a function, its public URL included, and lets them send to the
 * queues that SAM makes for events.
 *
 * Sources: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html and the transform itself,
 * https://github.com/aws/serverless-application-model
 */
export function eventPermissions(resource: TemplateResource, property: Properties): readonly TemplateResource[] {
  const isFunction = resource.type === 'AWS::Serverless::Function';
  if (!isFunction && resource.type !== 'AWS::Serverless::StateMachine') return [];
  const made = membersOf(property('Events')).flatMap(({ key, value }): readonly TemplateResource[] => {
    const type = plainText(member(value, 'Type')) ?? '';
    const event: PushedEvent = { eventId: `${resource.logicalId}${key}`, properties: member(value, 'Properties'), loc: value.loc };
    const rule = own(RULES, type);
    const rules = rule === undefined ? [] : [madeFor(resource, { logicalId: event.eventId, type: rule, properties: {} }, value.loc)];
    const permission = isFunction ? permissionFor(type, event, resource, property) : [];
    return [...rules, ...permission, ...(isFunction && type === 'SNS' ? topicQueue(event, resource) : []), ...ruleQueue(type, event, resource)];
  });
  return isFunction ? [...made, ...publicUrl(resource, property)] : made;
}

function permissionFor(type: string, event: PushedEvent, resource: TemplateResource, property: Properties): readonly TemplateResource[] {
  const source = own(SOURCES, type);
  const narrowed = source?.narrowed(event);
  if (source === undefined || narrowed === undefined) return [];
  const { loc } = event;
  const properties = { Action: text('lambda:InvokeFunction', loc), FunctionName: invoked(resource, property, loc), Principal: text(source.principal, loc), ...narrowed };
  return [madeFor(resource, { logicalId: `${event.eventId}Permission`, type: 'AWS::Lambda::Permission', properties }, loc)];
}

function queued(properties: LocatedNode | undefined): boolean {
  const node = member(properties, 'SqsSubscription');
  return node?.kind === 'object' || (node?.kind === 'boolean' && node.value);
}

/** A topic that comes to the function by way of a queue: any sender, as long as it is for the topic. */
function topicQueue({ eventId, properties, loc }: PushedEvent, resource: TemplateResource): readonly TemplateResource[] {
  const subscription = member(properties, 'SqsSubscription');
  const topic = member(properties, 'Topic');
  if (!queued(properties) || topic === undefined) return [];
  const queueId = `${eventId}Queue`;
  const isOwn = subscription?.kind !== 'object';
  const policy = sendingPolicy(
    resource,
    {
      logicalId: plainText(member(subscription, 'QueuePolicyLogicalId')) ?? `${eventId}QueuePolicy`,
      type: 'AWS::SQS::QueuePolicy',
      property: 'Queues',
      target: member(subscription, 'QueueUrl') ?? refTo(queueId, loc),
      principal: text('*', loc),
      action: 'sqs:SendMessage',
      resourceArn: member(subscription, 'QueueArn') ?? arnOf(queueId, loc),
      sourceArn: topic,
    },
    loc,
  );
  return [policy, ...(isOwn ? [madeFor(resource, { logicalId: queueId, type: 'AWS::SQS::Queue', properties: {} }, loc)] : [])];
}

/** The queue that a rule sends to what it can't deliver, where SAM makes it. */
function ruleQueue(type: string, { eventId, properties }: PushedEvent, resource: TemplateResource): readonly TemplateResource[] {
  const config = member(properties, 'DeadLetterConfig');
  if (own(RULES, type) !== 'AWS::Events::Rule' || config === undefined || member(config, 'Arn') !== undefined) return [];
  const { loc } = config;
  const queueId = plainText(member(config, 'QueueLogicalId')) ?? `${eventId}Queue`;
  const policy = sendingPolicy(
    resource,
    {
      logicalId: `${eventId}QueuePolicy`,
      type: 'AWS::SQS::QueuePolicy',
      property: 'Queues',
      target: refTo(queueId, loc),
      principal: servicePrincipal('events.amazonaws.com', loc),
      action: 'sqs:SendMessage',
      resourceArn: arnOf(queueId, loc),
      sourceArn: arnOf(eventId, loc),
    },
    loc,
  );
  return [policy, madeFor(resource, { logicalId: queueId, type: 'AWS::SQS::Queue', properties: {} }, loc)];
}

/** A URL without authorization takes both permissions since October 2025. */
function publicUrl(resource: TemplateResource, property: Properties): readonly TemplateResource[] {
  const type = member(property('FunctionUrlConfig'), 'AuthType');
  if (type === undefined || plainText(type) !== 'NONE') return [];
  const { loc } = type;
  const function_ = invoked(resource, property, loc);
  const permission = (logicalId: string, properties: Readonly<Record<string, LocatedNode>>): TemplateResource =>
    madeFor(resource, { logicalId, type: 'AWS::Lambda::Permission', properties: { FunctionName: function_, Principal: text('*', loc), ...properties } }, loc);
  return [
    permission(`${resource.logicalId}UrlPublicPermissions`, { Action: text('lambda:InvokeFunctionUrl', loc), FunctionUrlAuthType: type }),
    permission(`${resource.logicalId}URLInvokeAllowPublicAccess`, { Action: text('lambda:InvokeFunction', loc), InvokedViaFunctionUrl: { kind: 'boolean', value: true, loc } }),
  ];
}
