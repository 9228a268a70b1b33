import { action as lookUp, type ActionResource, type Service } from '../../reference/index.ts';
import type { ResolvedResource } from '../../sources/index.ts';
import { TAKES_NO_RESOURCE } from '../permission.ts';
import { fillTemplate, namesNothing, sameForm } from './arn-template.ts';
import { ownArn, ownNames, ownTemplate } from './own-arn.ts';
import { namedBy, namesFor, ofTemplate, type Named } from './references.ts';
import type { Stack } from './stack.ts';

/** What an action is granted on. */
export interface Scope {
  readonly resources: readonly string[];
  /** Why it is wider than the one resource, where it is. */
  readonly why?: string;
}

/** More ARNs than this that say nothing are no better than `*`. */
const MAX_OPEN = 4;

/** How well a resource type of an action is known: from the resource itself to nothing but its kind. */
type Kind = 'own' | 'named' | 'open';

interface Candidate {
  /** The resource type's. */
  readonly name: string;
  readonly kind: Kind;
  readonly required: boolean;
  readonly patterns: readonly string[];
}

/** The resources that CloudFormation calls an action on for a resource of a stack. */
export function scopeOf(action: string, resource: ResolvedResource, stack: Stack): Scope {
  const special = PATHS[resource.type.split('::').slice(0, 2).join('::')]?.(action, resource, stack);
  if (special !== undefined) return special;
  const found = lookUp(action);
  if (found === undefined || found.action.resourceTypes.length === 0) return { resources: ['*'], why: TAKES_NO_RESOURCE };
  const named = namedBy(resource, stack);
  const candidates = found.action.resourceTypes.map((type) => candidateFor(type, found.service, resource, named, stack));
  const chosen = choose(candidates);
  const patterns = [...new Set(chosen.flatMap((candidate) => candidate.patterns))].sort();
  if (patterns.length === 0 || patterns.length > MAX_OPEN && chosen.every(({ kind }) => kind === 'open')) {
    return { resources: ['*'], why: `nothing in ${resource.logicalId} tells which resource it is called on` };
  }
  const open = patterns.filter(namesNothing);
  if (open.length === 0) return { resources: patterns };
  return { resources: patterns, why: whyOpen(chosen, resource) };
}

function whyOpen(chosen: readonly Candidate[], { logicalId }: ResolvedResource): string {
  const kinds = chosen.filter(({ patterns }) => patterns.some(namesNothing)).map(({ kind }) => kind);
  if (kinds.includes('open')) return `nothing in ${logicalId} names it`;
  return kinds.includes('own') ? `the name or ID of ${logicalId} is not known before it is created` : `${logicalId} names only a part of it`;
}

/**
 * The resource itself, else what it names. Where an action requires some of its resource types, a request is also
 * checked against those of the others that it involves (launching an instance makes volumes), so all count; where it
 * requires none, they are alternatives.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
function choose(candidates: readonly Candidate[]): readonly Candidate[] {
  // Whoever goes through an access point names it.
  const direct = candidates.filter(({ name, kind }) => kind !== 'open' || !name.startsWith('accesspoint'));
  if (direct.some(({ required }) => required)) return direct;
  const own = direct.filter(({ kind }) => kind === 'own');
  const known = own.length > 0 ? own : direct.filter(({ kind }) => kind === 'named');
  return known.length > 0 ? known : direct.length > 0 ? direct : candidates;
}

function candidateFor(type: ActionResource, service: Service, resource: ResolvedResource, named: Named, stack: Stack): Candidate {
  const templates = service.resourceTypes.get(type.name.toLowerCase())?.arnPatterns ?? [];
  const { name, required } = type;
  const own = ownTemplate(resource.type);
  const arn = ownArn(resource, stack);
  if (arn !== undefined && own !== undefined && templates.some((template) => sameForm(template, own))) {
    return { name, kind: 'own', required, patterns: withLogStreams(arn) };
  }
  const names = ownNames(resource, stack);
  const candidates = templates.map((template): Candidate => {
    const arns = ofTemplate(template, named);
    if (arns.length > 0) return { name, kind: 'named', required, patterns: arns.flatMap(withLogStreams) };
    const isBelow = [...names.keys()].some((placeholder) => template.includes(`\${${placeholder}}`));
    if (isBelow) return { name, kind: 'named', required, patterns: [fillTemplate(template, stack.environment, names)] };
    const given = namesFor(template, named, stack);
    if (given.size > 0) return { name, kind: 'named', required, patterns: combinations(given).map((each) => fillTemplate(template, stack.environment, each)) };
    return { name, kind: 'open', required, patterns: [fillTemplate(template, stack.environment)] };
  });
  const kind = candidates.some((candidate) => candidate.kind === 'named') ? 'named' : 'open';
  return { name, kind, required, patterns: candidates.filter((candidate) => candidate.kind === kind).flatMap(({ patterns }) => patterns) };
}

/**
 * Requests name a log group with or without `:*` behind it.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
function withLogStreams(arn: string): readonly string[] {
  return arn.includes(':log-group:') && !arn.endsWith('*') ? [arn, `${arn}:*`] : [arn];
}

function combinations(names: ReadonlyMap<string, readonly string[]>): readonly ReadonlyMap<string, string>[] {
  let maps: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const [placeholder, values] of names) maps = maps.flatMap((map) => values.map((value) => new Map([...map, [placeholder, value]])));
  return maps;
}

/** Where an API's resources lie among the paths of API Gateway; its IDs are made when it is created. */
const API_PATHS: Readonly<Partial<Record<string, string>>> = {
  'AWS::ApiGateway::Account': '/account',
  'AWS::ApiGateway::ApiKey': '/apikeys',
  'AWS::ApiGateway::BasePathMapping': '/domainnames',
  'AWS::ApiGateway::ClientCertificate': '/clientcertificates',
  'AWS::ApiGateway::DomainName': '/domainnames',
  'AWS::ApiGateway::UsagePlan': '/usageplans',
  'AWS::ApiGateway::UsagePlanKey': '/usageplans',
  'AWS::ApiGateway::VpcLink': '/vpclinks',
  'AWS::ApiGatewayV2::ApiMapping': '/domainnames',
  'AWS::ApiGatewayV2::DomainName': '/domainnames',
  'AWS::ApiGatewayV2::VpcLink': '/vpclinks',
};

/**
 * Actions of API Gateway are HTTP verbs on paths.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-create-and-manage-api.html
 */
function apiScope(root: string): (action: string, resource: ResolvedResource, stack: Stack) => Scope | undefined {
  return (action, { type }, { environment: { partition, region } }) => {
    if (!action.startsWith('apigateway:')) return undefined;
    const path = API_PATHS[type] ?? root;
    const at = (suffix: string): string => `arn:${partition}:apigateway:${region}::${path}${suffix}`;
    if (path === '/account') return { resources: [at('')] };
    const why = 'API Gateway gives an API its ID when it is created';
    switch (action) {
      case 'apigateway:POST':
      case 'apigateway:GET':
        return { resources: [at(''), at('/*')], why };
      case 'apigateway:PUT':
        return { resources: [at('/*'), `arn:${partition}:apigateway:${region}::/tags/*`], why };
      default:
        return { resources: [at('/*')], why };
    }
  };
}

const PATHS: Readonly<Partial<Record<string, (action: string, resource: ResolvedResource, stack: Stack) => Scope | undefined>>> = {
  'AWS::ApiGateway': apiScope('/restapis'),
  'AWS::ApiGatewayV2': apiScope('/apis'),
};
