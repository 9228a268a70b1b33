import { action as knownAction } from '../../reference/index.ts';
import type { TrailEvent } from './event.ts';
import { namedTexts, type NamedText } from './parameters.ts';

/**
 * Services that roles are passed to by their own name, `PREFIX.amazonaws.com`, whichever parameter names the role.
 *
 * Source: the service's page on its roles, and AWS's managed policies, whose statements on `iam:PassRole` name these.
 */
const PASSED_TO_ITSELF: ReadonlySet<string> = new Set([
  'airflow', 'apigateway', 'application-autoscaling', 'appsync', 'athena', 'autoscaling', 'backup', 'bedrock', 'bedrock-agentcore',
  'budgets', 'cloudformation', 'cloudtrail', 'codebuild', 'codedeploy', 'codepipeline', 'cognito-idp', 'config', 'databrew', 'datasync',
  'dax', 'dms', 'elastictranscoder', 'emr-serverless', 'events', 'firehose', 'fis', 'glue', 'grafana', 'greengrass', 'iot', 'kafka',
  'kendra', 'lakeformation', 'logs', 'mediaconvert', 'omics', 'personalize', 'pipes', 'quicksight', 'redshift', 'sagemaker', 'scheduler',
  'ses', 'ssm', 'states', 'transfer',
]);

/**
 * To which service a parameter passes a role, by the prefix of the action, where it is not the service that is called or
 * not for every role; the first entry whose parameter fits.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
const PASSED_TO: readonly (readonly [prefix: string, parameter: RegExp, service: string])[] = [
  ['apprunner', /instanceRole/i, 'tasks.apprunner.amazonaws.com'],
  ['apprunner', /accessRole/i, 'build.apprunner.amazonaws.com'],
  ['batch', /serviceRole/i, 'batch.amazonaws.com'],
  ['batch', /(job|execution)Role/i, 'ecs-tasks.amazonaws.com'],
  ['batch', /spotIamFleetRole/i, 'spotfleet.amazonaws.com'],
  ['cognito-identity', /authenticated$/i, 'cognito-identity.amazonaws.com'],
  // Source: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-mfa-sms-text-message.html
  ['cognito-idp', /^snsCallerArn$/i, 'cognito-idp.amazonaws.com'],
  // Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
  ['ec2', /^deliverLogsPermissionArn$/i, 'vpc-flow-logs.amazonaws.com'],
  // Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-fleet-prerequisites.html
  ['ec2', /^iamFleetRole$/i, 'spotfleet.amazonaws.com'],
  ['ecs', /(task|execution)Role/i, 'ecs-tasks.amazonaws.com'],
  ['ecs', /^role/i, 'ecs.amazonaws.com'],
  ['eks', /nodeRole/i, 'ec2.amazonaws.com'],
  ['eks', /podExecutionRole/i, 'eks-fargate-pods.amazonaws.com'],
  ['eks', /^roleArn/i, 'eks.amazonaws.com'],
  ['lambda', /^role/i, 'lambda.amazonaws.com'],
  ['lex', /role/i, 'lexv2.amazonaws.com'],
  ['rds', /monitoringRole/i, 'monitoring.rds.amazonaws.com'],
  ['rds', /role/i, 'rds.amazonaws.com'],
  // A replication configuration has a `Role`, a job of Batch Operations a `RoleArn`, a location of Access Grants an `IAMRoleArn`.
  // Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
  // Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html
  // Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-location-register.html
  ['s3', /^role$/i, 's3.amazonaws.com'],
  ['s3', /^roleArn$/i, 'batchoperations.s3.amazonaws.com'],
  ['s3', /^iamRoleArn$/i, 'access-grants.s3.amazonaws.com'],
];

/** A role that a call passed; CloudTrail has no event for passing: it follows from the call. */
export interface PassedRole {
  readonly arn: string;
  /** Its service principal; empty where it is not known here. */
  readonly service: string;
}

/** What may be passed along, and why that is not told here. */
export interface UnclearRole {
  readonly subject: string;
  readonly why: string;
}

export interface PassedRoles {
  readonly roles: readonly PassedRole[];
  readonly unclear: readonly UnclearRole[];
}

const NONE: PassedRoles = { roles: [], unclear: [] };

const ROLE = /^arn:[^:]+:iam::\d{12}:role\/(?!aws-service-role\/)./;

/** A role by its name alone, which some services take. */
const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;
const NAMES_ROLE = /role(name|arn)?s?$/i;

/** The roles that the parameters of a call pass along with an action. Reading something passes none. */
export function passedRoles(action: string, event: TrailEvent): PassedRoles {
  const [prefix = ''] = action.split(':');
  const entry = knownAction(action)?.action;
  if (entry === undefined || entry.accessLevel === 'Read' || entry.accessLevel === 'List' || prefix === 'iam' || prefix === 'sts') return NONE;
  const declared = [...entry.dependentActions, ...entry.resourceTypes.flatMap(({ dependentActions }) => dependentActions)].includes('iam:PassRole');
  const texts = namedTexts(event.parameters);
  const roles: PassedRole[] = [];
  const unclear: UnclearRole[] = [];
  for (const { name, value } of texts) {
    if (ROLE.test(value)) {
      const service = passedTo(prefix, name);
      if (service !== undefined || (declared && /role/i.test(name))) roles.push({ arn: value, service: service ?? '' });
      else if (/role/i.test(name)) unclear.push({ subject: `role \`${value}\``, why: 'whether the call passes it is not known here: if it does, `iam:PassRole` on it is needed too' });
    } else if (declared && NAMES_ROLE.test(name) && ROLE_NAME.test(value)) {
      unclear.push({ subject: `role \`${value}\``, why: 'the call names it without its path: `iam:PassRole` on it is needed too' });
    }
  }
  return { roles, unclear: declared ? [...unclear, ...[...instanceProfiles(event), ...taskDefinitions(action, texts)].map(holding)] : unclear };
}

function passedTo(prefix: string, parameter: string): string | undefined {
  const listed = PASSED_TO.find(([itsPrefix, fits]) => itsPrefix === prefix && fits.test(parameter))?.[2];
  // An API has `credentials` where others have a role.
  return listed ?? (PASSED_TO_ITSELF.has(prefix) && /role|^credentials$/i.test(parameter) ? `${prefix}.amazonaws.com` : undefined);
}

/** What has roles that are passed, and that the event doesn't name. */
function holding(subject: string): UnclearRole {
  return { subject, why: 'the call passes its roles, which the event does not name: `iam:PassRole` on them is needed too' };
}

function instanceProfiles({ parameters }: TrailEvent): readonly string[] {
  const profile = parameters['iamInstanceProfile'];
  return profile === undefined ? [] : namedTexts({ profile }).map(({ value }) => `instance profile \`${value}\``);
}

/**
 * A task is run with the roles of its definition, but for those that the call overrides.
 *
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html
 */
function taskDefinitions(action: string, texts: readonly NamedText[]): readonly string[] {
  if (action !== 'ecs:RunTask' && action !== 'ecs:StartTask') return [];
  const isOverridden = ['taskRoleArn', 'executionRoleArn'].every((role) => texts.some(({ name }) => name === role));
  return isOverridden ? [] : texts.filter(({ name }) => name === 'taskDefinition').map(({ value }) => `task definition \`${value}\``);
}
