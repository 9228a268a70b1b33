/**
 * Services that roles are passed to by their own name, `PREFIX.amazonaws.com`, whichever parameter names the role.
 *
 * Source: AWS's managed policies, whose statements on `iam:PassRole` name these by `iam:PassedToService`; and, where none
 * does, the pages that say who uses the role
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html,
 * https://docs.aws.amazon.com/kinesisanalytics/latest/java/how-iam.html and
 * https://docs.aws.amazon.com/sns/latest/dg/topics-attrib-prereq.html
 */
const PASSED_TO_ITSELF: ReadonlySet<string> = new Set([
  'airflow', 'apigateway', 'application-autoscaling', 'appsync', 'athena', 'autoscaling', 'backup', 'bedrock', 'bedrock-agentcore',
  'budgets', 'cloudformation', 'cloudtrail', 'codebuild', 'codedeploy', 'codepipeline', 'config', 'databrew', 'datasync',
  'dax', 'dms', 'elastictranscoder', 'emr-serverless', 'events', 'firehose', 'fis', 'glue', 'grafana', 'greengrass', 'iot', 'kafka',
  'kendra', 'kinesisanalytics', 'lakeformation', 'logs', 'mediaconvert', 'omics', 'personalize', 'pipes', 'quicksight', 'redshift', 'rolesanywhere', 'sagemaker', 'scheduler',
  'ses', 'sns', 'ssm', 'states', 'transfer',
]);

/**
 * To which service a parameter passes a role, by the prefix of the action, where it is not the service that is called or
 * not for every role; the first entry whose parameter fits, and whose subject does: the operation, or the type.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
const PASSED_TO: readonly (readonly [prefix: string, parameter: RegExp, service: string, subject?: RegExp])[] = [
  ['apprunner', /instanceRole/i, 'tasks.apprunner.amazonaws.com'],
  ['apprunner', /accessRole/i, 'build.apprunner.amazonaws.com'],
  ['batch', /serviceRole/i, 'batch.amazonaws.com'],
  ['batch', /(job|execution)Role/i, 'ecs-tasks.amazonaws.com'],
  ['batch', /spotIamFleetRole/i, 'spotfleet.amazonaws.com'],
  // Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-trustpolicy.html
  ['cloudwatch', /^roleArn$/i, 'streams.metrics.cloudwatch.amazonaws.com', /MetricStream$/],
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
  // Source: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html
  ['eks', /^roleArn$/i, 'pods.eks.amazonaws.com', /PodIdentityAssociation$|Addon$/],
  ['eks', /^roleArn/i, 'eks.amazonaws.com'],
  // Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role-automatic-scaling.html
  ['elasticmapreduce', /^autoScalingRole/i, 'application-autoscaling.amazonaws.com'],
  // Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role.html
  ['elasticmapreduce', /^serviceRole/i, 'elasticmapreduce.amazonaws.com'],
  // Source: https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-iam-policy-prerequisite.html
  ['guardduty', /^role$/i, 'malware-protection-plan.guardduty.amazonaws.com', /MalwareProtectionPlan$/],
  // Source: https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
  ['iot', /^roleArn$/i, 'credentials.iot.amazonaws.com', /RoleAlias$/],
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
  // Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_CanaryPermissions.html
  ['synthetics', /^executionRoleArn$/i, 'lambda.amazonaws.com'],
];

/**
 * The service that a call of another one passes the role to that it names by a parameter, or a property of a template,
 * as in `passedTo('lambda', 'Role', 'CreateFunction')`: the value of `iam:PassedToService`. Undefined where that is not
 * known.
 */
export function passedTo(prefix: string, parameter: string, subject: string): string | undefined {
  const listed = PASSED_TO.find(([itsPrefix, fits, , isMeant]) => itsPrefix === prefix && fits.test(parameter) && isMeant?.test(subject) !== false)?.[2];
  // An API has `credentials` where others have a role.
  return listed ?? (PASSED_TO_ITSELF.has(prefix) && /role|credentials(?:arn)?$/i.test(parameter) ? `${prefix}.amazonaws.com` : undefined);
}
