import { action as knownAction } from '../../reference/index.ts';
import type { TrailEvent } from './event.ts';
import { namedTexts, type NamedText } from './parameters.ts';

/**
 * To which service a parameter passes a role, by the prefix of the action; the first entry whose parameter fits.
 * Each is the service principal that the service's page on its roles tells to trust.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
const PASSED_TO: readonly (readonly [prefix: string, parameter: RegExp, service: string])[] = [
  ['apigateway', /credentials|role/i, 'apigateway.amazonaws.com'],
  ['appsync', /role/i, 'appsync.amazonaws.com'],
  ['apprunner', /instanceRole/i, 'tasks.apprunner.amazonaws.com'],
  ['backup', /role/i, 'backup.amazonaws.com'],
  ['batch', /serviceRole/i, 'batch.amazonaws.com'],
  ['batch', /(job|execution)Role/i, 'ecs-tasks.amazonaws.com'],
  ['cloudformation', /role/i, 'cloudformation.amazonaws.com'],
  ['cloudtrail', /role/i, 'cloudtrail.amazonaws.com'],
  ['codebuild', /role/i, 'codebuild.amazonaws.com'],
  ['codedeploy', /role/i, 'codedeploy.amazonaws.com'],
  ['codepipeline', /role/i, 'codepipeline.amazonaws.com'],
  ['config', /role/i, 'config.amazonaws.com'],
  ['ec2', /role/i, 'ec2.amazonaws.com'],
  ['ecs', /(task|execution)Role/i, 'ecs-tasks.amazonaws.com'],
  ['ecs', /^role/i, 'ecs.amazonaws.com'],
  ['eks', /nodeRole/i, 'ec2.amazonaws.com'],
  ['eks', /podExecutionRole/i, 'eks-fargate-pods.amazonaws.com'],
  ['eks', /^roleArn/i, 'eks.amazonaws.com'],
  ['events', /role/i, 'events.amazonaws.com'],
  ['firehose', /role/i, 'firehose.amazonaws.com'],
  ['glue', /role/i, 'glue.amazonaws.com'],
  ['iot', /role/i, 'iot.amazonaws.com'],
  ['lambda', /^role/i, 'lambda.amazonaws.com'],
  ['logs', /role/i, 'logs.amazonaws.com'],
  ['pipes', /role/i, 'pipes.amazonaws.com'],
  ['rds', /monitoringRole/i, 'monitoring.rds.amazonaws.com'],
  ['rds', /role/i, 'rds.amazonaws.com'],
  // A replication configuration has a `Role`, a job of Batch Operations a `RoleArn`.
  // Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
  // Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html
  ['s3', /^role$/i, 's3.amazonaws.com'],
  ['s3', /^roleArn$/i, 'batchoperations.s3.amazonaws.com'],
  ['sagemaker', /role/i, 'sagemaker.amazonaws.com'],
  ['scheduler', /role/i, 'scheduler.amazonaws.com'],
  ['states', /role/i, 'states.amazonaws.com'],
  ['transfer', /role/i, 'transfer.amazonaws.com'],
];

/** A role that a call passed; CloudTrail has no event for passing: it follows from the call. */
export interface PassedRole {
  readonly arn: string;
  /** Its service principal; empty where it is not known here. */
  readonly service: string;
}

export interface PassedRoles {
  readonly roles: readonly PassedRole[];
  /** What has roles that are passed, and that the event doesn't name: an instance profile, a task definition. */
  readonly unnamed: readonly string[];
}

const ROLE = /^arn:[^:]+:iam::\d{12}:role\/(?!aws-service-role\/)./;

/** The roles that the parameters of a call pass along with an action. Reading something passes none. */
export function passedRoles(action: string, event: TrailEvent): PassedRoles {
  const [prefix = ''] = action.split(':');
  const entry = knownAction(action)?.action;
  if (entry === undefined || entry.accessLevel === 'Read' || entry.accessLevel === 'List' || prefix === 'iam' || prefix === 'sts') return { roles: [], unnamed: [] };
  const declared = [...entry.dependentActions, ...entry.resourceTypes.flatMap(({ dependentActions }) => dependentActions)].includes('iam:PassRole');
  const texts = namedTexts(event.parameters);
  const roles = texts.flatMap(({ name, value }): readonly PassedRole[] => {
    if (!ROLE.test(value)) return [];
    const service = PASSED_TO.find(([itsPrefix, parameter]) => itsPrefix === prefix && parameter.test(name))?.[2];
    return service !== undefined || (declared && /role/i.test(name)) ? [{ arn: value, service: service ?? '' }] : [];
  });
  return { roles, unnamed: declared ? [...instanceProfiles(event), ...taskDefinitions(action, texts)] : [] };
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
