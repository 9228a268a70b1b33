import { member, type LocatedNode } from '../../model/located.ts';
import { call, list, text } from '../build-node.ts';
import { membersOf, plainText, type TemplateResource } from '../cloudformation/template.ts';
import { own } from '../own.ts';
import { allow, arnOf, inlinePolicy, madeFor, refTo, trustOf } from './grants.ts';
import type { Properties } from './globals.ts';

/** Who starts a state machine for each type of event, with a role of its own. */
const STARTING: Readonly<Partial<Record<string, string>>> = {
  Schedule: 'events.amazonaws.com',
  ScheduleV2: 'scheduler.amazonaws.com',
  CloudWatchEvent: 'events.amazonaws.com',
  EventBridgeRule: 'events.amazonaws.com',
  Api: 'apigateway.amazonaws.com',
};

/**
 * The roles that SAM makes for events: those that start a state machine, and schedules of EventBridge
 * Scheduler, which take a role for functions too. A schedule's role has the boundary of the event, any
 * other that of the state machine.
 *
 * Sources: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedulev2.html,
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-statemachine-statemachineschedulev2.html
 * and the transform itself, https://github.com/aws/serverless-application-model
 */
export function eventRoles(resource: TemplateResource, property: Properties): readonly TemplateResource[] {
  const isMachine = resource.type === 'AWS::Serverless::StateMachine';
  if (!isMachine && resource.type !== 'AWS::Serverless::Function') return [];
  return membersOf(property('Events')).flatMap(({ key, value }): readonly TemplateResource[] => {
    const type = plainText(member(value, 'Type')) ?? '';
    const service = own(STARTING, type);
    const properties = member(value, 'Properties');
    const isScheduler = type === 'ScheduleV2';
    if (service === undefined || (!isMachine && !isScheduler) || (isScheduler && member(properties, 'RoleArn') !== undefined)) return [];
    const { loc } = value;
    const eventId = `${resource.logicalId}${key}`;
    const starts = isMachine
      ? inlinePolicy(`${eventId}StartExecutionPolicy`, [allow(['states:StartExecution'], [refTo(resource.logicalId, loc)], loc)], loc)
      : inlinePolicy(`${eventId}LambdaPolicy`, [allow(['lambda:InvokeFunction'], [invoked(resource, property, loc)], loc)], loc);
    const letters = isScheduler ? deadLetters(resource, eventId, member(properties, 'DeadLetterConfig')) : { policies: [], queues: [] };
    const role = madeFor(
      resource,
      {
        logicalId: `${eventId}Role`,
        type: 'AWS::IAM::Role',
        properties: {
          AssumeRolePolicyDocument: trustOf(service, loc),
          Policies: list([starts, ...letters.policies], loc),
          PermissionsBoundary: isScheduler ? member(properties, 'PermissionsBoundary') : property('PermissionsBoundary'),
        },
      },
      loc,
    );
    return [role, ...letters.queues];
  });
}

/** What events invoke: the alias that is published for it, where there is one. */
export function invoked(resource: TemplateResource, property: Properties, loc: LocatedNode['loc']): LocatedNode {
  const alias = property('AutoPublishAlias');
  const arn = arnOf(resource.logicalId, loc);
  return alias === undefined ? arn : call('Fn::Join', list([text(':', loc), list([arn, alias], loc)], loc), loc);
}

interface DeadLetters {
  readonly policies: readonly LocatedNode[];
  readonly queues: readonly TemplateResource[];
}

function deadLetters(resource: TemplateResource, eventId: string, config: LocatedNode | undefined): DeadLetters {
  if (config === undefined) return { policies: [], queues: [] };
  const { loc } = config;
  const given = member(config, 'Arn');
  const queueId = plainText(member(config, 'QueueLogicalId')) ?? `${eventId}Queue`;
  const policy = inlinePolicy(`${eventId}SQSPolicy`, [allow(['sqs:SendMessage'], [given ?? arnOf(queueId, loc)], loc)], loc);
  return { policies: [policy], queues: given === undefined ? [madeFor(resource, { logicalId: queueId, type: 'AWS::SQS::Queue', properties: {} }, loc)] : [] };
}
