import { member, type LocatedNode } from '../../model/located.ts';
import type { SourceError } from '../../model/source-error.ts';
import { list, text } from '../build-node.ts';
import { membersOf, plainText, type TemplateResource } from '../cloudformation/template.ts';
import { apiPolicies } from './api-policies.ts';
import { authorizerPermissions } from './authorizers.ts';
import { connectors } from './connectors.ts';
import { eventPermissions } from './event-permissions.ts';
import { eventRoles } from './event-roles.ts';
import { propertiesOf, type Properties } from './globals.ts';
import { madeOnce, trustOf } from './grants.ts';
import { graphQlRoles } from './graphql.ts';
import { implicitRole } from './implicit-role.ts';

type Report = (error: SourceError) => void;

/** The resources that SAM makes of the resources of a template, as far as they bear on permissions. */
export function samResources(resources: readonly TemplateResource[], globals: LocatedNode | undefined, report: Report): readonly TemplateResource[] {
  const propertiesFor = (resource: TemplateResource): Properties => propertiesOf(resource, globals);
  const made = resources.flatMap((resource) => {
    const property = propertiesFor(resource);
    reportOpenUrl(resource, property, report);
    return [
      ...implicitRole(resource, property, report),
      ...eventRoles(resource, property),
      ...eventPermissions(resource, property),
      ...authorizerPermissions(resource, property),
      ...graphQlRoles(resource, report),
    ];
  });
  const all = [...made, ...deployerRole(resources, propertiesFor), ...implicitHttpApi(resources, propertiesFor), ...apiPolicies(resources, propertiesFor)];
  const known = new Map([...all, ...resources].map((resource) => [resource.logicalId, resource]));
  const { resources: connected, reasons } = connectors(resources, known, report);
  const partial = (resource: TemplateResource): TemplateResource => {
    const more = reasons.get(resource.logicalId);
    return more === undefined ? resource : { ...resource, partial: [...(resource.partial ?? []), ...more] };
  };
  return [...all, ...connected].map(partial);
}

/** Whether a URL is public can't be told where its authorization is not written out. */
function reportOpenUrl(resource: TemplateResource, property: Properties, report: Report): void {
  const config = resource.type === 'AWS::Serverless::Function' ? property('FunctionUrlConfig') : undefined;
  const type = member(config, 'AuthType');
  if (config === undefined || (type !== undefined && plainText(type) !== undefined)) return;
  report({ code: 'unseen-part', message: `the permissions of the URL of \`${resource.logicalId}\` depend on its \`AuthType\`, which is not known`, loc: config.loc });
}

/**
 * The role that CodeDeploy shifts traffic with, one for all functions that name none.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
function deployerRole(resources: readonly TemplateResource[], propertiesFor: (resource: TemplateResource) => Properties): readonly TemplateResource[] {
  const deployed = resources.find((resource) => {
    const preference = resource.type === 'AWS::Serverless::Function' ? propertiesFor(resource)('DeploymentPreference') : undefined;
    const enabled = member(preference, 'Enabled');
    return preference !== undefined && member(preference, 'Role') === undefined && !(enabled?.kind === 'boolean' && !enabled.value);
  });
  if (deployed === undefined) return [];
  const loc = deployed.keyLoc;
  const properties = {
    AssumeRolePolicyDocument: trustOf('codedeploy.amazonaws.com', loc),
    ManagedPolicyArns: list([text('arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda', loc)], loc),
  };
  return [madeOnce(deployed, { logicalId: 'CodeDeployServiceRole', type: 'AWS::IAM::Role', properties }, loc)];
}

/** The HTTP API that events without one go to. */
function implicitHttpApi(resources: readonly TemplateResource[], propertiesFor: (resource: TemplateResource) => Properties): readonly TemplateResource[] {
  const owner = resources.find((resource) =>
    membersOf(propertiesFor(resource)('Events')).some(
      ({ value }) => plainText(member(value, 'Type')) === 'HttpApi' && member(member(value, 'Properties'), 'ApiId') === undefined,
    ),
  );
  if (owner === undefined) return [];
  return [madeOnce(owner, { logicalId: 'ServerlessHttpApi', type: 'AWS::ApiGatewayV2::Api', properties: {} }, owner.keyLoc)];
}
