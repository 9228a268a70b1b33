import { member } from '../../model/located.ts';
import type { HandlerOperation } from '../../reference/index.ts';
import type { ResolvedResource } from '../../sources/index.ts';
import { escapedPattern } from '../escapes.ts';
import type { Environment, Permission, Unscoped } from '../permission.ts';
import type { ReadStack } from './read-stack.ts';
import { resourcePermissions, type ResourceNeeds } from './resource-permissions.ts';
import { patternOf, type Stack } from './stack.ts';

/**
 * The resources that SAM certainly makes of its own types.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export const SAM_TYPES: Readonly<Partial<Record<string, readonly string[]>>> = {
  'AWS::Serverless::Api': ['AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Deployment', 'AWS::ApiGateway::Stage'],
  'AWS::Serverless::Function': ['AWS::Lambda::Function'],
  'AWS::Serverless::HttpApi': ['AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::Stage'],
  'AWS::Serverless::LayerVersion': ['AWS::Lambda::LayerVersion'],
  'AWS::Serverless::SimpleTable': ['AWS::DynamoDB::Table'],
  'AWS::Serverless::StateMachine': ['AWS::StepFunctions::StateMachine'],
};

/** What CloudFormation needs for a whole template: its resources, and what it reads from other services. */
export function templatePermissions({ stack, template }: ReadStack, operations: readonly HandlerOperation[]): ResourceNeeds {
  const all = [...stack.resources.values()].map((resource): ResourceNeeds => {
    if (!resource.type.startsWith('AWS::Serverless::')) return resourcePermissions(resource, stack, operations);
    const made = (SAM_TYPES[resource.type] ?? []).map((type) => resourcePermissions({ ...resource, type }, stack, operations));
    const why = 'SAM may make more of it when it is deployed than is seen here: give the template as CloudFormation has processed it';
    return joined([...made, { permissions: [], unscoped: [], dropped: [], unknown: [{ subject: `${resource.logicalId} (${resource.type})`, why }] }]);
  });
  const macros = template.transforms.filter((name) => !/^AWS::(?:Serverless|LanguageExtensions|SecretsManager|CodeDeployBlueGreen)/.test(name));
  const reads = parameterReads({ stack, template });
  const unknown = macros.map((name) => ({ subject: `the macro ${name}`, why: 'what it adds to the template is not seen' }));
  return joined([...all, { ...reads, dropped: [], unknown }, ...[...stack.resources.values()].map((resource) => nestedTemplate(resource, stack))]);
}

/**
 * The template of a nested stack is read with the permissions that deploy the stack around it.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
 */
function nestedTemplate({ logicalId, type, properties }: ResolvedResource, stack: Stack): ResourceNeeds {
  const url = type === 'AWS::CloudFormation::Stack' ? member(properties, 'TemplateURL') : undefined;
  if (url === undefined) return { permissions: [], unscoped: [], dropped: [], unknown: [] };
  const pattern = url.kind === 'string' ? patternOf(url.text, stack) : '*';
  const [, path, host] = /^https:\/\/(?:s3[.-][^/]+\/([^/]+)\/|([^./]+)\.s3[.-][^/]+\/)/.exec(pattern) ?? [];
  const resources = [`arn:${stack.environment.partition}:s3:::${path ?? host ?? '*'}/*`];
  const permission = { action: 's3:GetObject', resources, purpose: 'read nested templates', reason: `${logicalId} (${type}): its template is read from S3` };
  const why = `the bucket of the template of ${logicalId} is not known`;
  return { permissions: [permission], unscoped: (path ?? host) === undefined ? [{ action: 's3:GetObject', resources, why }] : [], dropped: [], unknown: [] };
}

function joined(needs: readonly ResourceNeeds[]): ResourceNeeds {
  return {
    permissions: needs.flatMap(({ permissions }) => permissions),
    unscoped: needs.flatMap(({ unscoped }) => unscoped),
    dropped: needs.flatMap(({ dropped }) => dropped),
    unknown: needs.flatMap(({ unknown }) => unknown),
  };
}

/**
 * Values that CloudFormation reads while it deploys: parameters of an SSM type, and dynamic references.
 *
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
function parameterReads({ stack: { environment }, template }: Pick<ReadStack, 'stack' | 'template'>): Pick<ResourceNeeds, 'permissions' | 'unscoped'> {
  const { partition, region, account } = environment;
  const unscoped: Unscoped[] = [];
  const parameter = (name: string | undefined, subject: string): readonly string[] => {
    const resources = [name === undefined ? `arn:${partition}:ssm:${region}:${account}:parameter/*` : parameterArn(name, environment)];
    if (name === undefined) unscoped.push({ action: 'ssm:GetParameters', resources, why: `the name that ${subject} reads is not known` });
    return resources;
  };
  const stored = template.storedParameters.map(({ logicalId, name }): Permission => ({
    action: 'ssm:GetParameters',
    resources: parameter(name, logicalId),
    purpose: 'read parameters',
    reason: `the template parameter ${logicalId} has its value in Parameter Store`,
  }));
  const dynamic = template.dynamicReferences.flatMap(({ service, key }): readonly Permission[] => {
    const reason = `the template reads {{resolve:${service}:${key}}}`;
    const common = { purpose: service === 'secretsmanager' ? 'read secrets' : 'read parameters', reason };
    if (service !== 'secretsmanager') return [{ action: 'ssm:GetParameters', resources: parameter(key, 'a dynamic reference'), ...common }];
    const [secret = ''] = key.startsWith('arn:') ? [escapedPattern(key).split(':').slice(0, 7).join(':')] : escapedPattern(key).split(':');
    const resource = secret.startsWith('arn:') ? secret : `arn:${partition}:secretsmanager:${region}:${account}:secret:${secret === '' ? '*' : `${secret}-??????`}`;
    return [{ action: 'secretsmanager:GetSecretValue', resources: [resource], ...common }];
  });
  return { permissions: [...stored, ...dynamic], unscoped };
}

/**
 * A parameter is named, with a version or without, or, where another account shares it, given by its ARN. The public
 * ones belong to no account.
 *
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/systems-manager-parameter-types.html and
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html; AWS's managed
 * policies have `arn:aws:ssm:*::parameter/aws/service/*`
 */
function parameterArn(name: string, { partition, region, account }: Environment): string {
  const plain = escapedPattern(name).replace(/:\d+$/, '');
  if (plain.startsWith('arn:')) return plain;
  return `arn:${partition}:ssm:${region}:${plain.startsWith('/aws/service/') ? '' : account}:parameter/${plain.replace(/^\//, '')}`;
}
