import { action as knownAction } from '../../reference/index.ts';
import { API_GATEWAY_PAGE, apiGatewayNeed } from './api-gateway.ts';
import type { TrailEvent } from './event.ts';
import { servicesOfSource } from './event-sources.ts';
import { irregularEvent, whyNoPermission } from './irregular-events.ts';
import { furtherNeeds } from './further-needs.ts';
import { PARTIQL_EVENTS, PARTIQL_PAGE, partiqlNeeds } from './partiql.ts';
import { S3_ACTIONS_PAGE, s3Actions } from './s3-events.ts';

/** One action that an event needs. */
export interface ActionNeed {
  /** As the reference writes it: `s3:ListBucket`. */
  readonly action: string;
  /** Lower-case resource types that alone are meant, where the event says so. */
  readonly types?: readonly string[];
  /** The resource, where it isn't to be found like any other. */
  readonly arn?: string;
  /** A key and its value that the action is needed with alone. */
  readonly condition?: KeyValue;
  /** The page that says why the action has another name than the event. */
  readonly page?: string;
}

export type KeyValue = readonly [key: string, value: string];

export type NeededActions =
  | { readonly kind: 'actions'; readonly needs: readonly ActionNeed[] }
  /** The caller needs no permission. */
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** A date and a version behind the operation's name: `CreateFunction20150331`, `UpdateDistribution2020_05_31`, `GetPolicy20150331v2`. */
const VERSION_SUFFIX = /(?:_?20\d\d_?\d\d_?\d\d)(?:v\d+)?$/;

/** The page of each source whose event names carry a version. */
const VERSION_PAGES: ReadonlyMap<string, string> = new Map([
  ['lambda', 'https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html'],
  ['cloudfront', 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/logging_using_cloudtrail.html'],
]);

/** The actions that an event's caller needed, by documented irregularities first, else by the event's own name. */
export function neededActions(event: TrailEvent): NeededActions {
  const none = whyNoPermission(event.source, event.name, event.type);
  if (none !== undefined) return { kind: 'none', why: none };
  const { prefixes, page } = servicesOfSource(event.source);
  if (prefixes.length === 0) return { kind: 'unknown', why: `no service of the reference logs as \`${event.source}\`` };
  const name = event.name.replace(VERSION_SUFFIX, '');
  for (const prefix of ordered(prefixes, event)) {
    const needs = needsOf(prefix, name, event);
    if (typeof needs === 'string') return { kind: 'unknown', why: needs };
    if (needs.length === 0) continue;
    const suffixPage = name === event.name ? undefined : VERSION_PAGES.get(prefix);
    return { kind: 'actions', needs: needs.map((need) => withPage(need, page ?? suffixPage)) };
  }
  return { kind: 'unknown', why: `the reference has no action \`${prefixes[0] ?? ''}:${name}\`, and no page known here says what the event needs` };
}

/** Auto Scaling's services have operations of the same name; only Application Auto Scaling's name the service to scale. */
function ordered(prefixes: readonly string[], { parameters }: TrailEvent): readonly string[] {
  return prefixes.includes('application-autoscaling') && parameters['serviceNamespace'] !== undefined
    ? ['application-autoscaling', ...prefixes.filter((prefix) => prefix !== 'application-autoscaling')]
    : prefixes;
}

/** Empty: the service has no such operation. A text: it has, and what it needs can't be told. */
function needsOf(prefix: string, name: string, event: TrailEvent): readonly ActionNeed[] | string {
  if (prefix === 'apigateway') {
    const need = apiGatewayNeed(name);
    return need === undefined ? [] : [{ action: `apigateway:${need.action}`, types: need.types, page: API_GATEWAY_PAGE }];
  }
  if (prefix === 's3') {
    const needs = s3Actions(name, event.parameters, partitionOf(event));
    if (needs.length > 0) return known(needs.map((need) => ({ action: `s3:${need.name}`, ...(need.arn === undefined ? {} : { arn: need.arn }), page: S3_ACTIONS_PAGE })));
  }
  if (prefix === 'dynamodb' && PARTIQL_EVENTS.has(name)) return partiql(event);
  if (prefix === 'sts' || prefix === 'ec2') return known([{ action: `${prefix}:${name}` }, ...furtherNeeds(prefix, name, event.parameters)]);
  const irregular = irregularEvent(prefix, name);
  if (irregular !== undefined) return known(irregular.actions.map((action) => ({ action: `${prefix}:${action}`, page: irregular.page })));
  return known([{ action: `${prefix}:${name}` }]);
}

function partiql(event: TrailEvent): readonly ActionNeed[] | string {
  const needs = partiqlNeeds(event.parameters);
  if (needs.length === 0) return `the event has no PartiQL statement that tells the action and the table (${PARTIQL_PAGE})`;
  const { region, account } = event;
  return needs.map(({ action, table, index }) => ({
    action: `dynamodb:${action}`,
    arn: `arn:${partitionOf(event)}:dynamodb:${region}:${account}:table/${table}${index === undefined ? '' : `/index/${index}`}`,
    page: PARTIQL_PAGE,
  }));
}

/** The needs whose actions the reference has, in its spelling. All or none: half of an operation's needs is no use. */
function known(needs: readonly ActionNeed[]): readonly ActionNeed[] {
  const found = needs.flatMap((need) => {
    const entry = knownAction(need.action);
    return entry === undefined ? [] : [{ ...need, action: `${entry.service.prefix}:${entry.action.name}` }];
  });
  return found.length === needs.length ? found : [];
}

function withPage(need: ActionNeed, page: string | undefined): ActionNeed {
  return need.page !== undefined || page === undefined ? need : { ...need, page };
}

/** `aws-cn` and `aws-us-gov` have regions of their own: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf({ region }: Pick<TrailEvent, 'region'>): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
