/**
 * Actions of API Gateway are HTTP verbs on paths; events are named after operations.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
 */
export const API_GATEWAY_PAGE = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html';

export interface ApiGatewayNeed {
  /** The verb. */
  readonly action: string;
  /** Lower-case resource types that may be meant, the likeliest first. */
  readonly types: readonly string[];
}

/** Operations whose verb, or whose resource type, isn't what their name begins or ends with. */
const OPERATIONS: ReadonlyMap<string, ApiGatewayNeed> = new Map([
  ['TagResource', { action: 'PUT', types: ['tags'] }],
  ['UntagResource', { action: 'DELETE', types: ['tags'] }],
  ['GetTags', { action: 'GET', types: ['tags'] }],
  ['ImportApi', { action: 'PUT', types: ['apis'] }],
  ['ReimportApi', { action: 'PUT', types: ['api'] }],
  ['ImportRestApi', { action: 'POST', types: ['restapis'] }],
  ['ImportApiKeys', { action: 'POST', types: ['apikeys'] }],
  ['ImportDocumentationParts', { action: 'PUT', types: ['documentationparts'] }],
  ['GenerateClientCertificate', { action: 'POST', types: ['clientcertificates'] }],
  ['CreateResource', { action: 'POST', types: ['resources', 'resource'] }],
]);

const VERBS: ReadonlyMap<string, string> = new Map([
  ['Create', 'POST'],
  ['Get', 'GET'],
  ['Put', 'PUT'],
  ['Update', 'PATCH'],
  ['Delete', 'DELETE'],
]);

/** The verb and the resource types of an operation's name; `undefined` where the name doesn't say the verb. */
export function apiGatewayNeed(event: string): ApiGatewayNeed | undefined {
  const known = OPERATIONS.get(event);
  if (known !== undefined) return known;
  const [, verb = '', noun = ''] = /^(Create|Get|Put|Update|Delete)(.+)$/.exec(event) ?? [];
  const action = VERBS.get(verb);
  if (action === undefined) return undefined;
  const type = noun.toLowerCase();
  // Something is created by a request to the list that it goes into.
  return { action, types: action === 'POST' ? [`${type}s`, type] : [type] };
}

/** The table of operations, for whoever holds it against the reference. */
export function apiGatewayOperations(): readonly { readonly event: string; readonly need: ApiGatewayNeed }[] {
  return [...OPERATIONS].map(([event, need]) => ({ event, need }));
}
