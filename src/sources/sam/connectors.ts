import { member, type LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import type { SourceError } from '../../model/source-error.ts';
import { call, list, text } from '../build-node.ts';
import { membersOf, plainText, type TemplateResource } from '../cloudformation/template.ts';
import { own } from '../own.ts';
import { CONNECTOR_PROFILES, type ConnectorGrant, type ConnectorProfile } from './connector-profiles.ts';
import { endOf, type End } from './connector-ends.ts';
import { allow, documentOf, madeFor, refTo, sendingPolicy, servicePrincipal, substituted } from './grants.ts';

/** What connectors come to. */
export interface Connections {
  readonly resources: readonly TemplateResource[];
  /** Why a role is known in part, by its logical ID. */
  readonly reasons: ReadonlyMap<string, readonly string[]>;
}

/** A connector, written as a resource or embedded in its source. */
interface Connector {
  readonly logicalId: string;
  /** Gives what is made its condition and place. */
  readonly resource: TemplateResource;
  readonly source: LocatedNode | undefined;
  /** The resource around an embedded connector. */
  readonly sourceId?: string;
  readonly destination: LocatedNode;
  readonly permissions: readonly ('Read' | 'Write')[] | undefined;
  readonly loc: Location;
}

/**
 * The policies and permissions that SAM makes of connectors. A connection whose ends or permissions can't
 * be told is said to be unseen, and the roles of its ends are known in part.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-connector.html
 *
 * @param written the resources of the template, connectors among them
 * @param all those and what SAM makes of them, by logical ID
 */
export function connectors(
  written: readonly TemplateResource[],
  all: ReadonlyMap<string, TemplateResource>,
  report: (error: SourceError) => void,
): Connections {
  const made: TemplateResource[] = [];
  const reasons = new Map<string, string[]>();
  for (const connector of written.flatMap(connectorsOf)) {
    const source = endOf(connector.source, connector.sourceId, connector.destination, all);
    const destination = endOf(connector.destination, undefined, connector.source, all);
    const profile = source === undefined || destination === undefined ? undefined : own(own(CONNECTOR_PROFILES, source.type) ?? {}, destination.type);
    const policies = source === undefined || destination === undefined || profile === undefined ? undefined : connect(connector, profile, source, destination);
    if (policies !== undefined) {
      made.push(...policies);
      continue;
    }
    report({ code: 'unseen-part', message: `the permissions that the connector \`${connector.logicalId}\` gives can't be told`, loc: connector.loc });
    for (const id of [source?.roleId, destination?.roleId]) {
      if (id !== undefined) reasons.set(id, [...(reasons.get(id) ?? []), `the connector \`${connector.logicalId}\` may give it permissions`]);
    }
  }
  return { resources: made, reasons };
}

function connectorsOf(resource: TemplateResource): readonly Connector[] {
  if (resource.type === 'AWS::Serverless::Connector') {
    return severalOf(resource.logicalId, resource.properties, { resource, source: member(resource.properties, 'Source'), loc: resource.keyLoc });
  }
  return membersOf(member(resource.node, 'Connectors')).flatMap(({ key, keyLoc, value }) => {
    const properties = member(value, 'Properties');
    const condition = plainText(member(value, 'Condition'));
    const owner = condition === undefined ? resource : { ...resource, condition };
    return severalOf(`${resource.logicalId}${key}`, properties, { resource: owner, source: member(properties, 'SourceReference'), sourceId: resource.logicalId, loc: keyLoc });
  });
}

/** A connector may have a list of destinations. */
function severalOf(logicalId: string, properties: LocatedNode | undefined, rest: Pick<Connector, 'resource' | 'source' | 'sourceId' | 'loc'>): readonly Connector[] {
  const node = member(properties, 'Destination');
  const permissions = permissionsOf(member(properties, 'Permissions'));
  const destinations = node?.kind === 'array' ? node.items : [node];
  return destinations.map((destination, index) => ({
    ...rest,
    logicalId: destinations.length === 1 ? logicalId : `${logicalId}Destination${index}`,
    destination: destination ?? { kind: 'null', loc: rest.loc },
    permissions,
  }));
}

function permissionsOf(node: LocatedNode | undefined): Connector['permissions'] {
  const names = node?.kind === 'array' ? node.items.map(plainText) : [];
  const known = names.filter((name) => name === 'Read' || name === 'Write');
  return known.length === 0 || known.length < names.length ? undefined : known;
}

/** Undefined where the profile needs what is not told. */
function connect(connector: Connector, profile: ConnectorProfile, source: End, destination: End): readonly TemplateResource[] | undefined {
  const { permissions, logicalId, resource, loc } = connector;
  if (permissions === undefined) return undefined;
  switch (profile.kind) {
    case 'role': {
      const [holder, other] = profile.holder === 'source' ? [source, destination] : [destination, source];
      const grants = permissions.flatMap((permission) => (permission === 'Read' ? profile.read : profile.write) ?? []);
      const statements = grants.map((grant) => statementOf(grant, other, loc));
      if (holder.roleName === undefined || statements.includes(undefined) || grants.length === 0) return undefined;
      const PolicyDocument = documentOf(statements.filter((statement) => statement !== undefined), loc);
      return [madeFor(resource, { logicalId: `${logicalId}Policy`, type: 'AWS::IAM::ManagedPolicy', properties: { PolicyDocument, Roles: list([holder.roleName], loc) } }, loc)];
    }
    case 'queue':
    case 'topic': {
      const isQueue = profile.kind === 'queue';
      const target = isQueue ? destination.queueUrl : destination.arn;
      if (target === undefined || source.arn === undefined || destination.arn === undefined || !permissions.includes('Write')) return undefined;
      const type = isQueue ? 'AWS::SQS::QueuePolicy' : 'AWS::SNS::TopicPolicy';
      const principal = servicePrincipal(profile.service, loc);
      const policy = { logicalId: `${logicalId}${isQueue ? 'QueuePolicy' : 'TopicPolicy'}`, type, property: isQueue ? 'Queues' : 'Topics', target, principal } as const;
      return [sendingPolicy(resource, { ...policy, action: profile.write, resourceArn: destination.arn, sourceArn: source.arn }, loc)];
    }
    case 'permission': {
      const sourceArn = filled(profile.sourceArn, source, loc);
      if (destination.arn === undefined || sourceArn === undefined || !permissions.includes('Write')) return undefined;
      const properties = {
        Action: text('lambda:InvokeFunction', loc),
        FunctionName: destination.arn,
        Principal: text(profile.service, loc),
        SourceArn: sourceArn,
        ...(profile.ownAccount === true ? { SourceAccount: refTo('AWS::AccountId', loc) } : {}),
      };
      return [madeFor(resource, { logicalId: `${logicalId}WriteLambdaPermission`, type: 'AWS::Lambda::Permission', properties }, loc)];
    }
  }
}

function statementOf({ actions, resources }: ConnectorGrant, end: End, loc: Location): LocatedNode | undefined {
  const arns = resources.map((resource) => filled(resource, end, loc));
  const known = arns.filter((arn) => arn !== undefined);
  return known.length === arns.length ? allow(actions, known, loc) : undefined;
}

/** A text of a profile with what it says about an end. */
function filled(template: string, { arn, name, resourceId, qualifier }: End, loc: Location): LocatedNode | undefined {
  if (template === '${Arn}') return arn;
  const names = { Arn: arn, Name: name, ResourceId: resourceId, Qualifier: qualifier };
  const used = Object.entries(names).filter(([key]) => template.includes(`\${${key}}`));
  const known = used.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  if (known.length < used.length) return undefined;
  return known.length === 0 ? call('Fn::Sub', text(template, loc), loc) : substituted(template, Object.fromEntries(known), loc);
}
