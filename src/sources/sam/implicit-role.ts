import { member, type LocatedNode } from '../../model/located.ts';
import type { SourceError } from '../../model/source-error.ts';
import { list, object, text } from '../build-node.ts';
import { plainText, type TemplateResource } from '../cloudformation/template.ts';
import { own } from '../own.ts';
import { destinationPolicies, joined, type Added } from './destinations.ts';
import type { Properties } from './globals.ts';
import { trustOf } from './grants.ts';
import { polledEvents } from './polled-events.ts';
import { rolePolicies } from './policy-entries.ts';

/** How SAM makes the role of a resource type. */
interface RoleMaker {
  readonly service: string;
  /** Managed policies that the role always has. */
  readonly always: readonly string[];
}

const MAKERS: Readonly<Partial<Record<string, RoleMaker>>> = {
  'AWS::Serverless::Function': { service: 'lambda.amazonaws.com', always: ['service-role/AWSLambdaBasicExecutionRole'] },
  'AWS::Serverless::StateMachine': { service: 'states.amazonaws.com', always: [] },
};

/**
 * The role that SAM makes for a function or state machine without one of its own, whose logical ID is
 * that of the function with `Role` behind it; and the queues and topics that go with it, which are there
 * without the role, too.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export function implicitRole(resource: TemplateResource, property: Properties, report: (error: SourceError) => void): readonly TemplateResource[] {
  const maker = own(MAKERS, resource.type);
  if (maker === undefined || resource.properties?.kind === 'unknown') return [];
  const isFunction = resource.type === 'AWS::Serverless::Function';
  const polled = isFunction ? polledEvents(resource, property('Events')) : { managed: [], ...joined([]) };
  const added = joined([isFunction ? destinationPolicies(resource, property) : joined([]), polled]);
  if (property('Role') !== undefined) return added.resources;
  const loc = resource.keyLoc;
  const logicalId = `${resource.logicalId}Role`;
  const { managed, inline } = rolePolicies(property('Policies'), logicalId, report);
  const names = [...maker.always, ...tracing(property('Tracing'), isFunction), ...(isFunction ? vpc(property('VpcConfig')) : []), ...polled.managed];
  const arns = [...new Set(names)].map((path) => text(`arn:aws:iam::aws:policy/${path}`, loc));
  const properties = object(
    {
      AssumeRolePolicyDocument: property('AssumeRolePolicyDocument') ?? trustOf(maker.service, loc),
      ManagedPolicyArns: list([...arns, ...managed], loc),
      Policies: list([...inline, ...added.inline], loc),
      PermissionsBoundary: property('PermissionsBoundary'),
      Path: property('RolePath'),
    },
    { ...loc, pointer: `${loc.pointer}/Properties` },
  );
  const partial = reasons(added, resource);
  return [{ ...resource, logicalId, type: 'AWS::IAM::Role', properties, ...(partial.length === 0 ? {} : { partial }) }, ...added.resources];
}

/** In the partition `aws`, SAM takes the older of two policies that say the same. */
function tracing(node: LocatedNode | undefined, isFunction: boolean): readonly string[] {
  const enabled = isFunction ? node : member(node, 'Enabled');
  if (enabled === undefined || plainText(enabled) === 'Disabled' || (enabled.kind === 'boolean' && !enabled.value)) return [];
  return ['AWSXrayWriteOnlyAccess'];
}

function vpc(node: LocatedNode | undefined): readonly string[] {
  return node === undefined ? [] : ['service-role/AWSLambdaVPCAccessExecutionRole'];
}

function reasons({ unread }: Added, { logicalId }: TemplateResource): readonly string[] {
  return unread.map((part) => `SAM may give it permissions for the \`${part}\` of \`${logicalId}\``);
}
