import { member, type LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import { call, list, text } from '../build-node.ts';
import { plainText, type TemplateResource } from '../cloudformation/template.ts';
import { own } from '../own.ts';
import { CLOUDFORMATION_TYPES } from './connector-profiles.ts';
import { arnOf, refTo } from './grants.ts';

/** The source or destination of a connector, as far as it is told. */
export interface End {
  /** In the types of CloudFormation. */
  readonly type: string;
  readonly arn?: LocatedNode;
  readonly name?: LocatedNode;
  readonly queueUrl?: LocatedNode;
  readonly resourceId?: LocatedNode;
  readonly qualifier?: LocatedNode;
  readonly roleName?: LocatedNode;
  /** The logical ID of the role that it runs with, if the template makes it. */
  readonly roleId?: string;
}

/** Types whose ARN is what Ref gives. */
const ARN_BY_REF: ReadonlySet<string> = new Set(['AWS::AppSync::DataSource', 'AWS::AppSync::GraphQLApi', 'AWS::SNS::Topic', 'AWS::StepFunctions::StateMachine']);
const ROLE_PROPERTIES: Readonly<Partial<Record<string, string>>> = {
  'AWS::AppSync::DataSource': 'ServiceRoleArn',
  'AWS::Lambda::Function': 'Role',
  'AWS::Serverless::Function': 'Role',
  'AWS::Serverless::StateMachine': 'Role',
  'AWS::StepFunctions::StateMachine': 'RoleArn',
};

/**
 * One end by its logical ID, or by the properties of something elsewhere.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-connector-resourcereference.html
 *
 * @param id the resource around an embedded connector
 * @param other the other end: a rule has a role for each of its targets
 */
export function endOf(
  node: LocatedNode | undefined,
  id: string | undefined,
  other: LocatedNode | undefined,
  resources: ReadonlyMap<string, TemplateResource>,
): End | undefined {
  const logicalId = plainText(member(node, 'Id')) ?? id;
  const qualifier = member(node, 'Qualifier');
  if (logicalId !== undefined) {
    const resource = resources.get(logicalId);
    return resource === undefined ? undefined : ofResource(resource, qualifier, other);
  }
  const type = plainText(member(node, 'Type'));
  if (type === undefined) return undefined;
  const [arn, name, queueUrl, resourceId, roleName] = ['Arn', 'Name', 'QueueUrl', 'ResourceId', 'RoleName'].map((property) => member(node, property));
  return { type: own(CLOUDFORMATION_TYPES, type) ?? type, ...present({ arn, name, queueUrl, resourceId, qualifier, roleName }) };
}

function ofResource(resource: TemplateResource, qualifier: LocatedNode | undefined, other: LocatedNode | undefined): End {
  const { logicalId, keyLoc: loc } = resource;
  const type = own(CLOUDFORMATION_TYPES, resource.type) ?? resource.type;
  const isApi = type === 'AWS::ApiGateway::RestApi' || type === 'AWS::ApiGatewayV2::Api';
  const roleId = roleOf(resource, other);
  return {
    type,
    arn: ARN_BY_REF.has(type) ? refTo(logicalId, loc) : arnOf(logicalId, loc),
    name: attribute(logicalId, 'Name', loc),
    queueUrl: refTo(logicalId, loc),
    resourceId: type === 'AWS::AppSync::GraphQLApi' ? attribute(logicalId, 'ApiId', loc) : refTo(logicalId, loc),
    ...present({ qualifier: qualifier ?? (isApi ? text('*', loc) : undefined) }),
    ...(roleId === undefined ? {} : { roleId, roleName: refTo(roleId, loc) }),
  };
}

/** Without a role of its own, a function or state machine has the one that SAM makes. */
function roleOf(resource: TemplateResource, other: LocatedNode | undefined): string | undefined {
  const property = own(ROLE_PROPERTIES, resource.type);
  const node = property === undefined ? targetRole(resource, other) : member(resource.properties, property);
  if (node === undefined) return resource.type.startsWith('AWS::Serverless::') && property !== undefined ? `${resource.logicalId}Role` : undefined;
  return referredId(node);
}

function targetRole(rule: TemplateResource, other: LocatedNode | undefined): LocatedNode | undefined {
  const targets = rule.type === 'AWS::Events::Rule' ? member(rule.properties, 'Targets') : undefined;
  const id = plainText(member(other, 'Id'));
  const target = targets?.kind === 'array' ? targets.items.find((item) => id !== undefined && referredId(member(item, 'Arn')) === id) : undefined;
  return member(target, 'RoleArn');
}

/** The resource that `Ref` or `Fn::GetAtt` names. */
function referredId(node: LocatedNode | undefined): string | undefined {
  const attributeNode = member(node, 'Fn::GetAtt');
  const [first] = attributeNode?.kind === 'array' ? attributeNode.items : [];
  return plainText(member(node, 'Ref')) ?? plainText(first) ?? plainText(attributeNode)?.split('.')[0];
}

function attribute(logicalId: string, name: string, loc: Location): LocatedNode {
  return call('Fn::GetAtt', list([text(logicalId, loc), text(name, loc)], loc), loc);
}

function present(values: Readonly<Record<string, LocatedNode | undefined>>): Partial<End> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
