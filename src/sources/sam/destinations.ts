import { member, type LocatedNode } from '../../model/located.ts';
import { call, list, text } from '../build-node.ts';
import { membersOf, plainText, type TemplateResource } from '../cloudformation/template.ts';
import { own } from '../own.ts';
import type { Properties } from './globals.ts';
import { allow, arnOf, followedBy, inlinePolicy, isNoValue, madeFor, refTo } from './grants.ts';

/** What SAM adds to a function's role, and the resources that it makes besides. */
export interface Added {
  readonly inline: readonly LocatedNode[];
  readonly resources: readonly TemplateResource[];
  /** What may add permissions that can't be told: for people, as `DeadLetterQueue`. */
  readonly unread: readonly string[];
}

/** What sending to a destination of each type takes. */
const SENDING: Readonly<Partial<Record<string, (destination: LocatedNode) => readonly LocatedNode[]>>> = {
  SQS: (destination) => [allow(['sqs:SendMessage'], [destination], destination.loc)],
  SNS: (destination) => [allow(['sns:Publish'], [destination], destination.loc)],
  EventBridge: (destination) => [allow(['events:PutEvents'], [destination], destination.loc)],
  Lambda: (destination) => [allow(['lambda:InvokeFunction'], [destination], destination.loc)],
  S3: (destination) => [
    allow(['s3:PutObject'], [followedBy(destination, '/*', destination.loc)], destination.loc),
    allow(['s3:ListBucket'], [destination], destination.loc),
  ],
};

/** Queues and topics that SAM makes for a destination without an ARN. */
const MADE: Readonly<Partial<Record<string, { readonly type: string; readonly suffix: string }>>> = {
  SQS: { type: 'AWS::SQS::Queue', suffix: 'Queue' },
  SNS: { type: 'AWS::SNS::Topic', suffix: 'Topic' },
};

/**
 * Permissions to send to a function's dead-letter queue and to the destinations of its asynchronous
 * invocations, and the queues and topics that are made for them.
 *
 * Sources: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-deadletterqueue.html,
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventinvokedestinationconfiguration.html
 * and the transform itself, https://github.com/aws/serverless-application-model
 */
export function destinationPolicies(resource: TemplateResource, property: Properties): Added {
  const parts = [deadLetters(resource, property('DeadLetterQueue'))];
  const config = property('EventInvokeConfig');
  const destinations = member(config, 'DestinationConfig');
  if (config !== undefined && membersOf(config).some(({ key }) => key.startsWith('Fn::'))) parts.push(unread('EventInvokeConfig'));
  for (const { key, value } of membersOf(destinations)) {
    if (key === 'OnSuccess' || key === 'OnFailure') parts.push(destination(resource, `${resource.logicalId}EventInvokeConfig${key}`, value));
    else parts.push(unread('EventInvokeConfig'));
  }
  return joined(parts);
}

function unread(part: string): Added {
  return { inline: [], resources: [], unread: [part] };
}

export function joined(parts: readonly Added[]): Added {
  return {
    inline: parts.flatMap(({ inline }) => inline),
    resources: parts.flatMap(({ resources }) => resources),
    unread: [...new Set(parts.flatMap((part) => part.unread))],
  };
}

function deadLetters(resource: TemplateResource, node: LocatedNode | undefined): Added {
  if (node === undefined) return joined([]);
  const type = plainText(member(node, 'Type'));
  const target = member(node, 'TargetArn');
  const send = type === 'SQS' || type === 'SNS' ? own(SENDING, type) : undefined;
  if (send === undefined || target === undefined) return unread('DeadLetterQueue');
  return { inline: [inlinePolicy(`${resource.logicalId}DeadLetterQueuePolicy`, send(target), node.loc)], resources: [], unread: [] };
}

/** One destination: its type is text, its ARN may be missing, in a branch of a condition too. */
export function destination(resource: TemplateResource, logicalId: string, node: LocatedNode): Added {
  const type = plainText(member(node, 'Type')) ?? '';
  const send = own(SENDING, type);
  const made = own(MADE, type);
  if (send === undefined) return unread(`${type === '' ? 'unnamed' : type} destination`);
  const given = member(node, 'Destination');
  const isOpen = given === undefined || branchesOf(given).some(isNoValue);
  if (isOpen && made === undefined) return unread(`${type} destination`);
  const madeId = `${logicalId}${made?.suffix ?? ''}`;
  const target = given === undefined || isNoValue(given) ? madeArn(type, madeId, node) : filledIn(given, madeArn(type, madeId, node));
  const resources = isOpen && made !== undefined ? [madeFor(resource, { logicalId: madeId, type: made.type, properties: {} }, node.loc)] : [];
  return { inline: [inlinePolicy(`${logicalId}${type}Policy`, send(target), node.loc)], resources, unread: [] };
}

function madeArn(type: string, logicalId: string, { loc }: LocatedNode): LocatedNode {
  return type === 'SNS' ? refTo(logicalId, loc) : arnOf(logicalId, loc);
}

function branchesOf(node: LocatedNode): readonly LocatedNode[] {
  const branches = member(node, 'Fn::If');
  return branches?.kind === 'array' && branches.items.length === 3 ? branches.items.slice(1) : [node];
}

function filledIn(node: LocatedNode, made: LocatedNode): LocatedNode {
  const branches = member(node, 'Fn::If');
  if (branches?.kind !== 'array' || branches.items.length !== 3) return node;
  const [condition, ...values] = branches.items;
  return call('Fn::If', list([condition ?? text('', node.loc), ...values.map((value) => (isNoValue(value) ? made : value))], branches.loc), node.loc);
}
