import { member } from '../../model/located.ts';
import { handlerPermissions, service } from '../../reference/index.ts';
import type { ResolvedResource } from '../../sources/index.ts';
import { fillTemplate, namePlaceholders } from './arn-template.ts';
import { generatedName } from './generated-names.ts';
import { patternOf, type Stack } from './stack.ts';

/** What placeholders want other than the plain name. */
const NAME_FORMS: Readonly<Partial<Record<string, (name: string) => string>>> = {
  // Secrets Manager puts a hyphen and six characters behind the name.
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
  SecretId: (name) => (name === '*' ? name : `${name}-??????`),
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html
  Alias: (name) => name.replace(/^alias\//, ''),
  ParameterNameWithoutLeadingSlash: (name) => name.replace(/^\//, ''),
};

/**
 * The ARN template of a type: the one that is known for it, else that of the service's resource type of the same
 * name (`task-definition` for `AWS::ECS::TaskDefinition`).
 */
export function ownTemplate(type: string): string | undefined {
  const known = type === SERVICE_LINKED_ROLE ? handlerPermissions('AWS::IAM::Role')?.arnTemplate : handlerPermissions(type)?.arnTemplate;
  if (known !== undefined) return known;
  const [, namespace = '', name = ''] = type.split('::');
  const types = service(namespace)?.resourceTypes.values() ?? [];
  return [...types].find((candidate) => candidate.name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase() === name.toLowerCase())?.arnPatterns[0];
}

/** The name of a resource as a pattern: what the template gives it, what CloudFormation makes, else `*`. */
export function ownName(resource: ResolvedResource, stack: Stack): string {
  const url = resource.type === 'AWS::IAM::OIDCProvider' ? member(resource.properties, 'Url') : undefined;
  // A provider is named by its URL: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
  if (url?.kind === 'string') return patternOf(url.text, stack).replace(/^https:\/\//, '');
  for (const property of nameProperties(resource.type)) {
    const node = member(resource.properties, property);
    const text = node?.kind === 'string' ? node.text : node?.kind === 'unknown' ? [node.unknown] : undefined;
    if (text !== undefined) return patternOf(text, stack);
  }
  return generatedName(resource, stack.name) ?? '*';
}

/** `FunctionName` of `AWS::Lambda::Function`, then what identifies the type, then `Name`. */
function nameProperties(type: string): readonly string[] {
  const own = `${type.split('::').at(-1) ?? ''}Name`;
  const identifiers = handlerPermissions(type)?.primaryIdentifier ?? [];
  const [only] = identifiers;
  return [own, ...(identifiers.length === 1 && only !== undefined && !/Arn$|Url$|^Id$/.test(only) ? [only] : []), 'Name', 'Family'];
}

const SERVICE_LINKED_ROLE = 'AWS::IAM::ServiceLinkedRole';

/**
 * IAM names such a role, below the path of its service; a suffix is all that a template may say.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
 */
function serviceLinkedRoleName({ properties }: ResolvedResource, stack: Stack): string {
  const text = (property: string): string | undefined => {
    const node = member(properties, property);
    return node?.kind === 'string' ? patternOf(node.text, stack) : node === undefined ? undefined : '*';
  };
  const suffix = text('CustomSuffix');
  return `aws-service-role/${text('AWSServiceName') ?? '*'}/${suffix === undefined ? '*' : `*_${suffix}`}`.replaceAll(/\*{2,}/g, '*');
}

/** The names that fill the placeholders of the resource's own ARN template, and of what lies below it. */
export function ownNames(resource: ResolvedResource, stack: Stack): ReadonlyMap<string, string> {
  if (resource.type === 'AWS::ECS::Service') return ecsServiceNames(resource, stack);
  const template = ownTemplate(resource.type);
  const [placeholder, ...more] = template === undefined ? [] : namePlaceholders(template);
  // What follows a name that has no slash, such as a revision, is made by AWS.
  if (placeholder === undefined || (more.length > 0 && template?.includes(`\${${placeholder}}:`) !== true)) return new Map();
  return new Map([[placeholder, nameFor(placeholder, resource, stack)]]);
}

/**
 * A service is named within its cluster, which its property gives by name or ARN.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html
 */
function ecsServiceNames(resource: ResolvedResource, stack: Stack): ReadonlyMap<string, string> {
  const cluster = member(resource.properties, 'Cluster');
  const text = cluster?.kind === 'string' ? cluster.text : cluster?.kind === 'unknown' ? [cluster.unknown] : undefined;
  const clusterName = cluster === undefined ? 'default' : text === undefined ? '*' : patternOf(text, stack).replace(/^arn:.*:cluster\//, '');
  return new Map([
    ['ClusterName', clusterName.startsWith('arn:') ? '*' : clusterName],
    ['ServiceName', ownName(resource, stack)],
  ]);
}

function nameFor(placeholder: string, resource: ResolvedResource, stack: Stack): string {
  if (resource.type === SERVICE_LINKED_ROLE) return serviceLinkedRoleName(resource, stack);
  const name = ownName(resource, stack);
  const form = NAME_FORMS[placeholder];
  if (form !== undefined) return form(name);
  if (!placeholder.endsWith('NameWithPath')) return name;
  const path = member(resource.properties, 'Path');
  const prefix = path?.kind === 'string' ? patternOf(path.text, stack) : path === undefined ? '/' : '/*';
  return `${prefix}${name}`.replace(/^\//, '').replaceAll(/\*{2,}/g, '*');
}

/** The ARN of a resource as a pattern; undefined where its type's form is not known. */
export function ownArn(resource: ResolvedResource, stack: Stack): string | undefined {
  const template = ownTemplate(resource.type);
  if (template !== undefined) return fillTemplate(template, stack.environment, ownNames(resource, stack));
  return resource.arn === undefined ? undefined : patternOf(resource.arn, stack);
}
