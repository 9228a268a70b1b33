import { member, type LocatedNode } from '../../model/located.ts';
import type { SourceError } from '../../model/source-error.ts';
import { list, text } from '../build-node.ts';
import { membersOf, plainText, type TemplateResource } from '../cloudformation/template.ts';
import { CONNECTOR_PROFILES, type ConnectorGrant } from './connector-profiles.ts';
import { allow, followedBy, inlinePolicy, madeFor, trustOf } from './grants.ts';

/**
 * The roles that SAM makes for a GraphQL API: one to write logs, and one for each data source that has
 * none of its own. Its policies come by connectors, managed ones; here they are inline.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-graphql.html
 */
export function graphQlRoles(resource: TemplateResource, report: (error: SourceError) => void): readonly TemplateResource[] {
  if (resource.type !== 'AWS::Serverless::GraphQLApi') return [];
  const { properties, logicalId } = resource;
  const logging = member(properties, 'Logging');
  const hasRole = member(logging, 'CloudWatchLogsRoleArn') !== undefined || (logging?.kind === 'boolean' && !logging.value);
  const logs = hasRole
    ? []
    : [roleFor(resource, `${logicalId}CloudWatchRole`, { ManagedPolicyArns: list([text('arn:aws:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs', resource.keyLoc)], resource.keyLoc) }, resource.keyLoc)];
  const sources = member(properties, 'DataSources');
  const ofKind = (kind: 'DynamoDb' | 'Lambda'): readonly TemplateResource[] =>
    membersOf(member(sources, kind)).flatMap(({ key, value }) => {
      if (member(value, 'ServiceRoleArn') !== undefined) return [];
      const roleId = `${logicalId}${key}${kind === 'DynamoDb' ? 'DynamoDB' : 'Lambda'}DataSourceRole`;
      const statements = kind === 'DynamoDb' ? tableStatements(value) : functionStatements(value);
      if (statements === undefined) {
        report({ code: 'unseen-part', message: `the permissions of the data source \`${key}\` can't be told`, loc: value.loc });
        return [{ ...roleFor(resource, roleId, {}, value.loc), partial: [`the data source \`${key}\` may give it permissions`] }];
      }
      return [roleFor(resource, roleId, { Policies: list([inlinePolicy(`${roleId}Policy`, statements, value.loc)], value.loc) }, value.loc)];
    });
  return [...logs, ...ofKind('DynamoDb'), ...ofKind('Lambda')];
}

function roleFor(resource: TemplateResource, logicalId: string, properties: Readonly<Record<string, LocatedNode>>, loc: LocatedNode['loc']): TemplateResource {
  return madeFor(resource, { logicalId, type: 'AWS::IAM::Role', properties: { AssumeRolePolicyDocument: trustOf('appsync.amazonaws.com', loc), ...properties } }, loc);
}

function tableStatements(source: LocatedNode): readonly LocatedNode[] | undefined {
  const arn = member(source, 'TableArn');
  const permissions = member(source, 'Permissions');
  const names = permissions === undefined ? ['Read', 'Write'] : permissions.kind === 'array' ? permissions.items.map(plainText) : [undefined];
  const profile = CONNECTOR_PROFILES['AWS::AppSync::DataSource']?.['AWS::DynamoDB::Table'];
  if (arn === undefined || profile?.kind !== 'role' || names.some((name) => name !== 'Read' && name !== 'Write')) return undefined;
  return names.flatMap((name) => (name === 'Read' ? profile.read : profile.write) ?? []).map((grant) => about(arn, grant));
}

function functionStatements(source: LocatedNode): readonly LocatedNode[] | undefined {
  const arn = member(source, 'FunctionArn');
  const profile = CONNECTOR_PROFILES['AWS::AppSync::DataSource']?.['AWS::Lambda::Function'];
  return arn === undefined || profile?.kind !== 'role' ? undefined : (profile.write ?? []).map((grant) => about(arn, grant));
}

function about(arn: LocatedNode, { actions, resources }: ConnectorGrant): LocatedNode {
  return allow(actions, resources.map((resource) => followedBy(arn, resource.replace('${Arn}', ''), arn.loc)), arn.loc);
}
