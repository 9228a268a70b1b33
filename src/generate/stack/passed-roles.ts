import { member, type LocatedNode } from '../../model/located.ts';
import { isPolicyProperty, type ResolvedResource } from '../../sources/index.ts';
import { passedTo } from '../passed-to.ts';
import { namesNothing } from './arn-template.ts';
import { ownArn, ownName } from './own-arn.ts';
import { patternOf, textsIn, type Stack } from './stack.ts';

/** A role that a resource hands to a service. */
export interface PassedRole {
  readonly arn: string;
  /** The services that it may be passed to; empty where that is not known. */
  readonly services: readonly string[];
}

/**
 * To which service a resource type passes roles, where that is not told by the property that names the role.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html and the page of each type's role
 * property, which names the principal that assumes it
 */
const TYPE_PASSES_TO: readonly (readonly [type: RegExp, service: string])[] = [
  [/^AWS::EC2::FlowLog$/, 'vpc-flow-logs.amazonaws.com'],
  [/^AWS::EC2::|^AWS::IAM::InstanceProfile$/, 'ec2.amazonaws.com'],
];

/** Types whose service has another prefix among actions than the lower-case namespace. */
const PREFIXES: readonly (readonly [type: RegExp, prefix: string])[] = [
  [/^AWS::ApiGatewayV2::/, 'apigateway'],
  [/^AWS::Cognito::IdentityPool/, 'cognito-identity'],
  [/^AWS::Cognito::/, 'cognito-idp'],
  [/^AWS::EMR::/, 'elasticmapreduce'],
  [/^AWS::EMRServerless::/, 'emr-serverless'],
  [/^AWS::KinesisAnalytics(?:V2)?::/, 'kinesisanalytics'],
  [/^AWS::KinesisFirehose::/, 'firehose'],
  [/^AWS::MSK::/, 'kafka'],
  [/^AWS::MWAA::/, 'airflow'],
  [/^AWS::StepFunctions::/, 'states'],
];

/** Properties whose texts are for the code that runs, or for people. */
const NOT_PASSED = /^(?:Environment|EnvironmentVariables|Variables|Parameters|DefaultArguments|Tags|Description)$/;

/**
 * Properties that name an instance profile, whatever they are called.
 *
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-batch-computeenvironment-computeresources.html
 * and https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role-for-ec2.html
 */
function namesProfile(type: string, path: readonly string[], pattern: string): boolean {
  if (/^arn:[^:]+:iam::[^:]*:instance-profile\//.test(pattern)) return true;
  return path.some((key) => /InstanceProfile(?:Name|Arn)?$/.test(key) || (key === 'InstanceRole' && type.startsWith('AWS::Batch::')) || (key === 'JobFlowRole' && type.startsWith('AWS::EMR::')));
}

/** The instance profiles that a resource names and the template does not have: their roles are passed too. */
export function foreignProfiles(resource: ResolvedResource, stack: Stack): readonly string[] {
  if (resource.type === 'AWS::IAM::InstanceProfile') return [];
  const ofStack = [...stack.resources.values()].filter(({ type }) => type === 'AWS::IAM::InstanceProfile');
  const own = new Set(ofStack.flatMap((profile) => [ownArn(profile, stack) ?? '', ownName(profile, stack)]).filter((pattern) => !namesNothing(pattern)));
  const refersToOne = ofStack.some(({ logicalId }) => resource.references.has(logicalId));
  const named = textsIn(resource.properties).map(({ path, text }) => ({ path, pattern: patternOf(text, stack) }));
  return [
    ...new Set(
      named
        .filter(({ path, pattern }) => !path.some(isPolicyProperty) && namesProfile(resource.type, path, pattern) && !own.has(pattern) && !(refersToOne && namesNothing(pattern)))
        .map(({ pattern }) => pattern),
    ),
  ].sort();
}

/** The roles that properties name, by ARN or under a name that says so, and the roles of instance profiles. */
export function passedRoles(resource: ResolvedResource, stack: Stack): readonly PassedRole[] {
  const found = new Map<string, PassedRole>();
  const add = (arn: string, services: readonly string[]): void => {
    found.set(arn, { arn, services });
  };
  const ofStack = [...stack.resources.values()].filter(({ type }) => type === 'AWS::IAM::Role');
  for (const { path, text } of textsIn(resource.properties)) {
    const pattern = patternOf(text, stack);
    const isNamedSo = path.some((key) => /roles?(?:arns?|name)?$/i.test(key));
    const isRole = /^arn:[^:]+:iam::[^:]*:role\//.test(pattern);
    if (path.some((key) => isPolicyProperty(key) || NOT_PASSED.test(key)) || !(isNamedSo || isRole) || namesProfile(resource.type, path, pattern)) continue;
    const own = ofStack.find((role) => ownArn(role, stack) === pattern || ownName(role, stack) === pattern);
    add((own === undefined || pattern === '*' ? undefined : ownArn(own, stack)) ?? roleArn(pattern, stack), servicesOf(own, serviceOf(resource.type, path)));
  }
  for (const logicalId of [...rolesReferred(resource, stack), ...roleOfSam(resource, stack)]) {
    const role = stack.resources.get(logicalId);
    const arn = role === undefined ? undefined : ownArn(role, stack);
    if (arn !== undefined) add(arn, servicesOf(role, serviceOf(resource.type, ['Role'])));
  }
  return [...found.values()];
}

/** The service that a type passes the role to that stands at a path of its properties; undefined where that is not known. */
function serviceOf(type: string, path: readonly string[]): string | undefined {
  const prefix = PREFIXES.find(([pattern]) => pattern.test(type))?.[1] ?? type.split('::')[1]?.toLowerCase() ?? '';
  return passedTo(prefix, path.at(-1) ?? '', type) ?? TYPE_PASSES_TO.find(([pattern]) => pattern.test(type))?.[1];
}

/** By name, by ARN, or not known at all. */
function roleArn(pattern: string, { environment: { partition, account } }: Stack): string {
  return pattern.startsWith('arn:') ? pattern : `arn:${partition}:iam::${account}:role/${pattern}`;
}

/** The role that SAM makes for a function or state machine that names none. */
function roleOfSam({ logicalId, properties }: ResolvedResource, stack: Stack): readonly string[] {
  const isSam = stack.resources.get(logicalId)?.type.startsWith('AWS::Serverless::') === true;
  return isSam && member(properties, 'Role') === undefined ? [`${logicalId}Role`] : [];
}

/** Through an instance profile of the stack to its roles. */
function rolesReferred(resource: ResolvedResource, stack: Stack): readonly string[] {
  return [...resource.references].flatMap((logicalId) => {
    const profile = stack.resources.get(logicalId);
    if (profile?.type !== 'AWS::IAM::InstanceProfile') return [];
    return [...profile.references].filter((id) => stack.resources.get(id)?.type === 'AWS::IAM::Role');
  });
}

/** What the type passes roles to, as far as the role trusts it: a service that it doesn't trust can't use it. */
function servicesOf(role: ResolvedResource | undefined, to: string | undefined): readonly string[] {
  const trusted = trustedServices(member(role?.properties, 'AssumeRolePolicyDocument'));
  if (to === undefined) return trusted;
  return trusted.length === 0 || trusted.includes(to) ? [to] : trusted;
}

function trustedServices(document: LocatedNode | undefined): readonly string[] {
  return [
    ...new Set(
      textsIn(document).flatMap(({ path, text }) => {
        const [only] = text;
        return path.at(-1) === 'Service' && typeof only === 'string' && text.length === 1 ? [only] : [];
      }),
    ),
  ].sort();
}
