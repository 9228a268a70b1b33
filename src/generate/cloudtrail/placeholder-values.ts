import { isPath, type ArnTemplate } from './arn-template.ts';
import type { NamedText } from './parameters.ts';

type ReadValues = (texts: readonly NamedText[], template: ArnTemplate) => readonly string[];

/** How the values of some placeholders are written in requests, by `prefix:Placeholder`. */
const SPECIAL: ReadonlyMap<string, ReadValues> = new Map<string, ReadValues>([
  ['s3:ObjectName', (texts) => valuesNamed(texts, 'key')],
  ['sqs:QueueName', (texts) => [...valuesNamed(texts, 'queueUrl').flatMap((url) => url.split('/').at(-1) ?? []), ...valuesNamed(texts, 'queueName')]],
  // Secrets Manager adds a hyphen and six characters: https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
  ['secretsmanager:SecretId', (texts) => [...valuesNamed(texts, 'secretId'), ...valuesNamed(texts, 'name')].filter((name) => !name.startsWith('arn:')).map((name) => `${name}-??????`)],
  ['ssm:ParameterNameWithoutLeadingSlash', (texts) => ssmNames(texts)],
  ['kms:KeyId', (texts) => valuesNamed(texts, 'keyId').filter((id) => !id.startsWith('alias/'))],
  ['kms:Alias', (texts) => valuesNamed(texts, 'aliasName').map((alias) => alias.replace(/^alias\//, ''))],
  // A name, with the account before it or a version or alias behind it: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
  ['lambda:FunctionName', (texts) => valuesNamed(texts, 'functionName').flatMap((name) => /^(?:.*function:)?([^:]+)(?::[^:]+)?$/.exec(name)?.[1] ?? [])],
  ['ec2:SecurityGroupId', (texts) => ['groupId', 'securityGroupId'].flatMap((name) => valuesNamed(texts, name))],
  // `family` alone, or with its revision: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
  ['ecs:TaskDefinitionFamilyName', (texts) => [...valuesNamed(texts, 'family'), ...valuesNamed(texts, 'taskDefinition').flatMap((name) => /([^/:]+)(?::\d+)?$/.exec(name)?.[1] ?? [])]],
  ['ecs:TaskDefinitionRevisionNumber', (texts) => valuesNamed(texts, 'taskDefinition').flatMap((name) => /:(\d+)$/.exec(name)?.[1] ?? [])],
  ['batch:JobDefinitionName', (texts) => valuesNamed(texts, 'jobDefinition').concat(valuesNamed(texts, 'jobDefinitionName')).flatMap((name) => /^([^/:]+)(?::\d+)?$/.exec(name)?.[1] ?? [])],
  ['batch:Revision', (texts) => valuesNamed(texts, 'jobDefinition').flatMap((name) => /^[^/:]+:(\d+)$/.exec(name)?.[1] ?? [])],
  ['appsync:GraphQLAPIId', (texts) => valuesNamed(texts, 'apiId')],
  // `mi-…` are nodes outside of Amazon EC2: https://docs.aws.amazon.com/systems-manager/latest/userguide/operating-systems-and-machine-types.html
  ['ssm:InstanceId', (texts, { type }) => ['target', 'instanceId', 'instanceIds'].flatMap((name) => valuesNamed(texts, name)).filter((id) => id.startsWith(type === 'instance' ? 'i-' : 'mi-'))],
  ['apigateway:HttpMethodType', (texts) => valuesNamed(texts, 'httpMethod')],
  ['apigateway:UrlEncodedResourceARN', (texts) => valuesNamed(texts, 'resourceArn').map(encodeURIComponent)],
  ['iam:RoleNameWithPath', (texts) => underPath(texts, 'roleName')],
  ['iam:UserNameWithPath', (texts) => underPath(texts, 'userName')],
  ['iam:GroupNameWithPath', (texts) => underPath(texts, 'groupName')],
  ['iam:PolicyNameWithPath', (texts) => underPath(texts, 'policyName')],
  ['iam:InstanceProfileNameWithPath', (texts) => underPath(texts, 'instanceProfileName')],
]);

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** A name or an ID: another service's resources are taken only by what they are called by there. */
function kindOf(name: string): string {
  return /ids?$/i.test(name) ? 'id' : 'name';
}

/** The part of a name that says what is named: `function` of `FunctionName`, `FunctionArn` and `functionId`. */
function stem(name: string): string {
  return plain(name)
    .replace(/(withpath|withoutleadingslash)$/, '')
    .replace(/(names?|identifiers?|ids?|arns?)$/, '');
}

/**
 * What an event's parameters say of a placeholder: those named like it (`tableName` for `${TableName}`), or a bare
 * `name` or `id` where the operation itself names the type (`DescribeCluster`). Parameters that another placeholder
 * of the template took are left alone.
 */
export function placeholderValues(prefix: string, placeholder: string, template: ArnTemplate, operation: string, texts: readonly NamedText[], taken: Set<string>): readonly string[] {
  const special = SPECIAL.get(`${prefix}:${placeholder}`);
  if (special !== undefined) return distinct(special(texts, template));
  const own = stem(placeholder);
  const wanted = own === '' || own === 'resource' ? stem(template.type) : own;
  const bare = operation.toLowerCase().includes(wanted);
  const free = texts.filter(({ name }) => !taken.has(name));
  const foreign = template.service !== prefix;
  // The placeholder's very name goes before one of another suffix (`DbInstanceName`, `dBInstanceIdentifier`), and that before a bare `id`.
  const chosen = [
    free.filter(({ name }) => plain(name) === plain(placeholder)),
    free.filter(({ name }) => stem(name) === wanted && !(foreign && kindOf(name) !== kindOf(placeholder))),
    free.filter(({ name, depth }) => depth === 0 && bare && stem(name) === ''),
  ].find((fits) => fits.length > 0) ?? [];
  for (const { name } of chosen) taken.add(name);
  return distinct(chosen.flatMap(({ value }) => plainName(value, template, placeholder)));
}

/** A name as an ARN has it; of the ARN of something that the placeholder names (`cluster/c`), its name. */
function plainName(value: string, template: ArnTemplate, placeholder: string): readonly string[] {
  if (value.startsWith('arn:')) {
    const [, , service, , , ...rest] = value.split(':');
    const [, type = '', name = ''] = /^([^/:]+)[/:]([^/:]+)$/.exec(rest.join(':')) ?? [];
    return service === template.service && name !== '' && plain(type) === stem(placeholder) ? [name] : [];
  }
  return isPath(placeholder) || !/[/:]/.test(value) ? [value] : [];
}

function valuesNamed(texts: readonly NamedText[], name: string): readonly string[] {
  return texts.filter((text) => text.name === name).map(({ value }) => value);
}

/** Parameters by name, and the path of `GetParametersByPath`, which may end in a slash. */
function ssmNames(texts: readonly NamedText[]): readonly string[] {
  const names = ['name', 'names', 'path'].flatMap((name) => valuesNamed(texts, name)).filter((name) => !name.startsWith('arn:'));
  return names.flatMap((name) => [name, name.replace(/(?<=.)\/$/, '')]).map((name) => name.replace(/^\//, ''));
}

/** IAM's requests have the path apart, if at all: without one `/` is taken. */
function underPath(texts: readonly NamedText[], name: string): readonly string[] {
  const path = valuesNamed(texts, 'path')[0]?.replace(/^\//, '') ?? '';
  return valuesNamed(texts, name).map((value) => `${path}${value}`);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
