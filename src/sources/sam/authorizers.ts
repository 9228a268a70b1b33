import { member } from '../../model/located.ts';
import { text } from '../build-node.ts';
import { membersOf, type TemplateResource } from '../cloudformation/template.ts';
import type { Properties } from './globals.ts';
import { madeFor, refTo, substituted } from './grants.ts';

/**
 * Permissions to invoke the functions that authorize the callers of an API. A REST API makes them unless
 * told not to, an HTTP API only if told to.
 *
 * Sources: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-lambdarequestauthorizer.html
 * and https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-lambdaauthorizer.html
 */
export function authorizerPermissions(resource: TemplateResource, property: Properties): readonly TemplateResource[] {
  const isRest = resource.type === 'AWS::Serverless::Api';
  if (!isRest && resource.type !== 'AWS::Serverless::HttpApi') return [];
  return membersOf(member(property('Auth'), 'Authorizers')).flatMap(({ key, value }) => {
    const functionArn = member(value, 'FunctionArn');
    const isWanted = isRest ? !isTrue(value, 'DisableFunctionDefaultPermissions') : isTrue(value, 'EnableFunctionDefaultPermissions');
    if (functionArn === undefined || !isWanted) return [];
    const { loc } = functionArn;
    const properties = {
      Action: text('lambda:InvokeFunction', loc),
      FunctionName: functionArn,
      Principal: text('apigateway.amazonaws.com', loc),
      SourceArn: substituted('arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/*', { Api: refTo(resource.logicalId, loc) }, loc),
    };
    return [madeFor(resource, { logicalId: `${resource.logicalId}${key}AuthorizerPermission`, type: 'AWS::Lambda::Permission', properties }, loc)];
  });
}

function isTrue(node: Parameters<typeof member>[0], name: string): boolean {
  const value = member(node, name);
  return value?.kind === 'boolean' && value.value;
}
