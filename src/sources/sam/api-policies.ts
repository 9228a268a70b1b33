import { member, type LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import { list, object, text } from '../build-node.ts';
import { isCall } from '../cloudformation/resolve.ts';
import { membersOf, plainText, type TemplateResource } from '../cloudformation/template.ts';
import type { Properties } from './globals.ts';
import { documentOf, madeOnce, substituted } from './grants.ts';
import { routeOf } from './routes.ts';

/** An event of an API, on a function or state machine. */
interface Route {
  /** Logical ID of the API; that of the implicit one where the event names none. */
  readonly api: string | undefined;
  readonly properties: LocatedNode | undefined;
  readonly owner: TemplateResource;
  readonly loc: Location;
}

const IMPLICIT_API = 'ServerlessRestApi';

/**
 * The resource policies of REST APIs: the statements that are written out, and what SAM makes of lists of
 * accounts, addresses and VPCs, on the API and on the events of its functions.
 *
 * Sources: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
 * and the transform itself, https://github.com/aws/serverless-application-model
 */
export function apiPolicies(resources: readonly TemplateResource[], propertiesFor: (resource: TemplateResource) => Properties): readonly TemplateResource[] {
  const routes = resources.flatMap((resource) => routesOf(resource, propertiesFor(resource)));
  const explicit = resources.filter(({ type }) => type === 'AWS::Serverless::Api').flatMap((api) => {
    const property = propertiesFor(api);
    const own = routes.filter((route) => route.api === api.logicalId);
    const isDefined = property('DefinitionBody') !== undefined || property('DefinitionUri') !== undefined;
    return apiPolicy(api, member(property('Auth'), 'ResourcePolicy'), { routes: own, isDefined, stage: property('StageName') });
  });
  const [first, ...others] = routes.filter(({ api }) => api === IMPLICIT_API);
  if (first === undefined || resources.some(({ logicalId }) => logicalId === IMPLICIT_API)) return explicit;
  const implicit = madeOnce(first.owner, { logicalId: IMPLICIT_API, type: 'AWS::ApiGateway::RestApi', properties: {} }, first.loc);
  const made = apiPolicy(implicit, undefined, { routes: [first, ...others], isDefined: false, stage: text('Prod', first.loc) });
  return [...explicit, ...(made.length === 0 ? [implicit] : made)];
}

function routesOf(resource: TemplateResource, property: Properties): readonly Route[] {
  if (resource.type !== 'AWS::Serverless::Function' && resource.type !== 'AWS::Serverless::StateMachine') return [];
  return membersOf(property('Events')).flatMap(({ value }): readonly Route[] => {
    if (plainText(member(value, 'Type')) !== 'Api') return [];
    const properties = member(value, 'Properties');
    const api = member(properties, 'RestApiId');
    return [{ api: api === undefined ? IMPLICIT_API : plainText(member(api, 'Ref')) ?? plainText(api), properties, owner: resource, loc: value.loc }];
  });
}

interface ApiParts {
  readonly routes: readonly Route[];
  /** Its routes are in a definition of its own. */
  readonly isDefined: boolean;
  readonly stage: LocatedNode | undefined;
}

function apiPolicy(api: TemplateResource, policy: LocatedNode | undefined, { routes, isDefined, stage }: ApiParts): readonly TemplateResource[] {
  const statements: LocatedNode[] = [];
  for (const { properties, loc } of routes) {
    const own = member(member(properties, 'Auth'), 'ResourcePolicy');
    const path = plainText(member(properties, 'Path'));
    const same = routes.filter((route) => plainText(member(route.properties, 'Path')) === path);
    if (own !== undefined) statements.push(...statementsOf(own, resourcesOf(api, same, stage, loc)));
  }
  if (policy !== undefined) statements.push(...statementsOf(policy, isDefined ? [definedElsewhere(api, policy.loc)] : resourcesOf(api, routes, stage, policy.loc)));
  if (policy === undefined && statements.length === 0) return [];
  const loc = policy?.loc ?? routes[0]?.loc ?? api.keyLoc;
  // What isn't written out as lists is the policy that isn't known.
  const document = policy === undefined || (policy.kind === 'object' && !isCall(policy)) ? documentOf(statements, loc) : policy;
  return [{ ...api, type: 'AWS::ApiGateway::RestApi', properties: object({ Policy: document }, loc) }];
}

function definedElsewhere({ logicalId }: TemplateResource, loc: Location): LocatedNode {
  return { kind: 'unknown', unknown: { name: `routes of ${logicalId}`, reason: 'the definition of the API tells them', shape: { kind: 'anyText' }, maybeList: true }, loc };
}

function resourcesOf(api: TemplateResource, routes: readonly Route[], stage: LocatedNode | undefined, loc: Location): readonly LocatedNode[] {
  const named = routes.map(({ properties }) => routeOf(properties));
  if (stage === undefined || named.includes(undefined)) return [definedElsewhere(api, loc)];
  return named.map((route) => substituted('execute-api:/${Stage}/${Route}', { Stage: stage, Route: text(route ?? '', loc) }, loc));
}

/** Which of them a list lets in, or keeps out. */
const LISTS: readonly { readonly name: string; readonly keeps: 'in' | 'out'; readonly by: 'account' | 'address' | 'network' }[] = [
  { name: 'AwsAccountWhitelist', keeps: 'in', by: 'account' },
  { name: 'AwsAccountBlacklist', keeps: 'out', by: 'account' },
  { name: 'IpRangeWhitelist', keeps: 'in', by: 'address' },
  { name: 'IpRangeBlacklist', keeps: 'out', by: 'address' },
];
const NETWORKS: readonly { readonly keeps: 'in' | 'out'; readonly names: readonly string[] }[] = [
  { keeps: 'out', names: ['SourceVpcBlacklist', 'IntrinsicVpcBlacklist', 'IntrinsicVpceBlacklist'] },
  { keeps: 'in', names: ['SourceVpcWhitelist', 'IntrinsicVpcWhitelist', 'IntrinsicVpceWhitelist'] },
];

function statementsOf(policy: LocatedNode, resources: readonly LocatedNode[]): readonly LocatedNode[] {
  const statements: LocatedNode[] = [];
  for (const { name, keeps, by } of LISTS) {
    const node = member(policy, name);
    if (node === undefined || (node.kind === 'array' && node.items.length === 0)) continue;
    const values = list(itemsOf(node), node.loc);
    if (by === 'account') statements.push(invoking(keeps === 'in' ? 'Allow' : 'Deny', object({ AWS: values }, node.loc), resources, node.loc));
    else statements.push(...allBut({ [keeps === 'in' ? 'NotIpAddress' : 'IpAddress']: object({ 'aws:SourceIp': values }, node.loc) }, resources, node.loc));
  }
  for (const { keeps, names } of NETWORKS) {
    const nodes = names.flatMap((name) => member(policy, name) ?? []);
    const [first] = nodes;
    if (first === undefined) continue;
    const [listed, vpcs, endpoints] = names.map((name) => itemsOf(member(policy, name)));
    const ofKind = (start: string): readonly LocatedNode[] => (listed ?? []).filter((item) => plainText(item)?.startsWith(start) === true);
    const keys = { 'aws:SourceVpc': [...ofKind('vpc-'), ...(vpcs ?? [])], 'aws:SourceVpce': [...ofKind('vpce-'), ...(endpoints ?? [])] };
    const test = Object.fromEntries(Object.entries(keys).flatMap(([key, items]) => (items.length === 0 ? [] : [[key, list(items, first.loc)]])));
    if (Object.keys(test).length > 0) statements.push(...allBut({ [keeps === 'in' ? 'StringNotEquals' : 'StringEquals']: object(test, first.loc) }, resources, first.loc));
  }
  return [...statements, ...itemsOf(member(policy, 'CustomStatements'))];
}

function itemsOf(node: LocatedNode | undefined): readonly LocatedNode[] {
  return node === undefined ? [] : node.kind === 'array' ? node.items : [node];
}

/** Everybody is let in, and those that fit are kept out again. */
function allBut(condition: Readonly<Record<string, LocatedNode>>, resources: readonly LocatedNode[], loc: Location): readonly LocatedNode[] {
  return [invoking('Allow', text('*', loc), resources, loc), invoking('Deny', text('*', loc), resources, loc, object(condition, loc))];
}

function invoking(effect: 'Allow' | 'Deny', principal: LocatedNode, resources: readonly LocatedNode[], loc: Location, condition?: LocatedNode): LocatedNode {
  return object(
    { Effect: text(effect, loc), Principal: principal, Action: text('execute-api:Invoke', loc), Resource: list(resources, loc), Condition: condition },
    loc,
  );
}
