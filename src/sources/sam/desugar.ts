import { member, type LocatedNode } from '../../model/located.ts';
import type { SourceError } from '../../model/source-error.ts';
import { list, object, text } from '../build-node.ts';
import { membersOf, plainText, type TemplateResource } from '../cloudformation/template.ts';
import { implicitRole } from './implicit-role.ts';

type Report = (error: SourceError) => void;

/** The resources that SAM makes of the resources of a template, as far as they bear on permissions. */
export function samResources(resources: readonly TemplateResource[], globals: LocatedNode | undefined, report: Report): readonly TemplateResource[] {
  const connected = connectorReasons(resources, report);
  return resources.flatMap((resource) => {
    const role = implicitRole(resource, globals, report);
    const reasons = [...(role?.partial ?? []), ...(connected.get(resource.logicalId) ?? [])];
    const api = apiPolicy(resource, globals);
    reportEventPolicies(resource, report);
    return [...(role === undefined ? [] : [reasons.length === 0 ? role : { ...role, partial: reasons }]), ...(api === undefined ? [] : [api])];
  });
}

/** An API that SAM makes for an event takes its resource policy from there. */
function reportEventPolicies(resource: TemplateResource, report: Report): void {
  for (const { key, keyLoc, value } of membersOf(member(resource.properties, 'Events'))) {
    if (member(member(member(value, 'Properties'), 'Auth'), 'ResourcePolicy') === undefined) continue;
    report({ code: 'unseen-part', message: `the resource policy of the API of the event \`${key}\` is not read`, loc: keyLoc });
  }
}

/** Connectors become policies by profiles of SAM's own, which are not read: the roles are known in part. */
function connectorReasons(resources: readonly TemplateResource[], report: Report): ReadonlyMap<string, readonly string[]> {
  const reasons = new Map<string, string[]>();
  for (const resource of resources) {
    if (resource.type !== 'AWS::Serverless::Connector') continue;
    report({ code: 'unseen-part', message: `the permissions that the connector \`${resource.logicalId}\` gives are not read`, loc: resource.keyLoc });
    const source = plainText(member(member(resource.properties, 'Source'), 'Id'));
    if (source !== undefined) reasons.set(source, [...(reasons.get(source) ?? []), `the connector \`${resource.logicalId}\` gives it permissions`]);
  }
  return reasons;
}

/**
 * The resource policy of an API: the statements that are written out, and an unknown one for what SAM
 * makes of its lists of accounts, addresses and VPCs.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
 */
function apiPolicy(resource: TemplateResource, globals: LocatedNode | undefined): TemplateResource | undefined {
  if (resource.type !== 'AWS::Serverless::Api') return undefined;
  const auth = member(resource.properties, 'Auth') ?? member(member(globals, 'Api'), 'Auth');
  const policy = member(auth, 'ResourcePolicy');
  if (policy === undefined) return undefined;
  const statements = membersOf(policy).flatMap(({ key, keyLoc, value }): readonly LocatedNode[] => {
    if (key === 'CustomStatements') return value.kind === 'array' ? value.items : [value];
    const unknown = { name: `${resource.logicalId} ${key}`, reason: `SAM makes statements of \`${key}\``, shape: { kind: 'anyText' }, maybeList: true } as const;
    return [{ kind: 'unknown', unknown, loc: keyLoc }];
  });
  const document = policy.kind === 'object' ? object({ Version: text('2012-10-17', policy.loc), Statement: list(statements, policy.loc) }, policy.loc) : policy;
  return { ...resource, type: 'AWS::ApiGateway::RestApi', properties: object({ Policy: document }, policy.loc) };
}
