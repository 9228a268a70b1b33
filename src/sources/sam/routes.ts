import { member, type LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import { plainText } from '../cloudformation/template.ts';
import { substituted } from './grants.ts';

/** What API Gateway calls a function for, as the part of an ARN: `GET/orders/*`. */
export function routeOf(properties: LocatedNode | undefined): string | undefined {
  const path = member(properties, 'Path');
  const method = member(properties, 'Method');
  const pathText = path === undefined ? '$default' : plainText(path);
  const methodText = method === undefined ? 'any' : plainText(method);
  if (pathText === undefined || methodText === undefined) return undefined;
  const verb = /^(?:any|x-amazon-apigateway-any-method)$/i.test(methodText) ? '*' : methodText.toUpperCase();
  return `${verb}${pathText === '$default' ? '' : routePath(pathText)}`;
}

/** A path as ARNs have it: its variables are wildcards, a slash at its end is dropped. */
export function routePath(path: string): string {
  return path.replace(/^(.+)\/$/, '$1').replace(/\{[a-zA-Z0-9._-]+\+?\}/g, '*');
}

/** A route of an API in all of its stages; all routes where the template does not tell which. */
export function routeArn(api: LocatedNode, properties: LocatedNode | undefined, loc: Location): LocatedNode {
  const route = routeOf(properties) ?? '*';
  return substituted('arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/${Route}', { Api: api, Route: { kind: 'string', text: [route], loc } }, loc);
}
