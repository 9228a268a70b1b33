import type { LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import { call, list, object, text } from '../build-node.ts';
import type { TemplateResource } from '../cloudformation/template.ts';

/** Pieces of the resources that SAM makes, at the place that asks for them. */

/** The ARN of a resource of the template. */
export function arnOf(logicalId: string, loc: Location): LocatedNode {
  return call('Fn::GetAtt', list([text(logicalId, loc), text('Arn', loc)], loc), loc);
}

export function refTo(logicalId: string, loc: Location): LocatedNode {
  return call('Ref', text(logicalId, loc), loc);
}

/** A text as `Fn::Sub` reads it, with names of its own. */
export function substituted(template: string, names: Readonly<Record<string, LocatedNode>>, loc: Location): LocatedNode {
  return call('Fn::Sub', list([text(template, loc), object(names, loc)], loc), loc);
}

/** A value with a text behind it. */
export function followedBy(value: LocatedNode, end: string, loc: Location): LocatedNode {
  return end === '' ? value : call('Fn::Join', list([text('', loc), list([value, text(end, loc)], loc)], loc), loc);
}

export function allow(actions: readonly string[], resources: readonly LocatedNode[], loc: Location): LocatedNode {
  return object({ Effect: text('Allow', loc), Action: list(actions.map((action) => text(action, loc)), loc), Resource: list(resources, loc) }, loc);
}

export function documentOf(statements: readonly LocatedNode[], loc: Location): LocatedNode {
  return object({ Version: text('2012-10-17', loc), Statement: list(statements, loc) }, loc);
}

/** An entry of a role's `Policies`. */
export function inlinePolicy(name: string, statements: readonly LocatedNode[], loc: Location): LocatedNode {
  return object({ PolicyName: text(name, loc), PolicyDocument: documentOf(statements, loc) }, loc);
}

export function trustOf(service: string, loc: Location): LocatedNode {
  const statement = object(
    { Effect: text('Allow', loc), Principal: object({ Service: list([text(service, loc)], loc) }, loc), Action: list([text('sts:AssumeRole', loc)], loc) },
    loc,
  );
  return documentOf([statement], loc);
}

export interface MadeResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, LocatedNode | undefined>>;
}

/** A resource that is there when the one that it is made for is. */
export function madeFor(resource: TemplateResource, { logicalId, type, properties }: MadeResource, loc: Location): TemplateResource {
  return { ...resource, logicalId, type, properties: object(properties, loc), keyLoc: loc };
}

/** A resource that is there whether the one that it is first needed for is or not. */
export function madeOnce({ node, constructPath }: TemplateResource, made: MadeResource, loc: Location): TemplateResource {
  const { logicalId, type, properties } = made;
  return { logicalId, type, properties: object(properties, loc), node, keyLoc: loc, ...(constructPath === undefined ? {} : { constructPath }) };
}

/** The statement of a queue's or topic's policy that lets a source send to it. */
export function sendingPolicy(
  resource: TemplateResource,
  { logicalId, type, property, target, ...statement }: SendingPolicy,
  loc: Location,
): TemplateResource {
  const { principal, action, resourceArn, sourceArn } = statement;
  const sent = object(
    {
      Effect: text('Allow', loc),
      Principal: principal,
      Action: text(action, loc),
      Resource: resourceArn,
      Condition: object({ ArnEquals: object({ 'aws:SourceArn': sourceArn }, loc) }, loc),
    },
    loc,
  );
  return madeFor(resource, { logicalId, type, properties: { PolicyDocument: documentOf([sent], loc), [property]: list([target], loc) } }, loc);
}

export interface SendingPolicy {
  readonly logicalId: string;
  readonly type: 'AWS::SQS::QueuePolicy' | 'AWS::SNS::TopicPolicy';
  /** The property that lists what the policy guards, and its only item. */
  readonly property: 'Queues' | 'Topics';
  readonly target: LocatedNode;
  readonly principal: LocatedNode;
  readonly action: string;
  readonly resourceArn: LocatedNode;
  readonly sourceArn: LocatedNode;
}

export function servicePrincipal(service: string, loc: Location): LocatedNode {
  return object({ Service: text(service, loc) }, loc);
}

export function isNoValue(node: LocatedNode | undefined): boolean {
  if (node?.kind !== 'object' || node.members.length !== 1) return false;
  const [only] = node.members;
  return only?.key === 'Ref' && only.value.kind === 'string' && only.value.text[0] === 'AWS::NoValue';
}
