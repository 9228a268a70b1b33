import type { ArnFormName } from './paths/path.ts';

/** The shape of an ARN, with an example for each field that a policy may leave open. */
export interface ArnForm {
  readonly service: string;
  /** Global services' ARNs have no Region. */
  readonly regional: boolean;
  readonly account: 'own' | 'none';
  /** Every resource of the form begins so. */
  readonly prefix: string;
  /** What follows the prefix in a made-up one. */
  readonly example: string;
}

const iam = (prefix: string, example: string): ArnForm => ({ service: 'iam', regional: false, account: 'own', prefix, example });
const regional = (service: string, prefix: string, example: string, account: ArnForm['account'] = 'own'): ArnForm => ({
  service,
  regional: true,
  account,
  prefix,
  example,
});

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export const ARN_FORMS: Readonly<Record<ArnFormName, ArnForm>> = {
  role: iam('role/', 'escalation'),
  user: iam('user/', 'escalation'),
  group: iam('group/', 'escalation'),
  policy: iam('policy/', 'escalation'),
  instanceProfile: iam('instance-profile/', 'escalation'),
  oidcProvider: iam('oidc-provider/', 'attacker.example'),
  function: regional('lambda', 'function:', 'escalation'),
  instance: regional('ec2', 'instance/', 'i-0123456789abcdef0'),
  managedNode: regional('ssm', 'managed-instance/', 'mi-0123456789abcdef0'),
  image: regional('ec2', 'image/', 'ami-0123456789abcdef0', 'none'),
  subnet: regional('ec2', 'subnet/', 'subnet-0123456789abcdef0'),
  securityGroup: regional('ec2', 'security-group/', 'sg-0123456789abcdef0'),
  networkInterface: regional('ec2', 'network-interface/', 'eni-0123456789abcdef0'),
  volume: regional('ec2', 'volume/', 'vol-0123456789abcdef0'),
  spotRequest: regional('ec2', 'spot-instances-request/', 'sir-01234567'),
  launchTemplate: regional('ec2', 'launch-template/', 'lt-0123456789abcdef0'),
  stack: regional('cloudformation', 'stack/', 'escalation/01234567-89ab-cdef-0123-456789abcdef'),
  stackSet: regional('cloudformation', 'stackset/', 'escalation:01234567-89ab-cdef-0123-456789abcdef'),
  codebuildProject: regional('codebuild', 'project/', 'escalation'),
  pipeline: regional('datapipeline', 'pipeline/', 'df-0123456789ABCDEFGHI'),
  cluster: regional('ecs', 'cluster/', 'escalation'),
  ecsService: regional('ecs', 'service/', 'escalation/escalation'),
  taskDefinition: regional('ecs', 'task-definition/', 'escalation:1'),
  task: regional('ecs', 'task/', 'escalation/0123456789abcdef0123456789abcdef'),
  glueEndpoint: regional('glue', 'devEndpoint/', 'escalation'),
  glueJob: regional('glue', 'job/', 'escalation'),
  glueTrigger: regional('glue', 'trigger/', 'escalation'),
  glueSession: regional('glue', 'session/', 'escalation'),
  notebook: regional('sagemaker', 'notebook-instance/', 'escalation'),
  notebookLifecycle: regional('sagemaker', 'notebook-instance-lifecycle-config/', 'escalation'),
  trainingJob: regional('sagemaker', 'training-job/', 'escalation'),
  processingJob: regional('sagemaker', 'processing-job/', 'escalation'),
  runnerService: regional('apprunner', 'service/', 'escalation/0123456789abcdef0123456789abcdef'),
  codeInterpreter: regional('bedrock-agentcore', 'code-interpreter-custom/', 'escalation-0123456789'),
  table: regional('dynamodb', 'table/', 'escalation'),
  sharedDocument: regional('ssm', 'document/', 'AWS-RunShellScript', 'none'),
  stateMachine: regional('states', 'stateMachine:', 'escalation'),
};
