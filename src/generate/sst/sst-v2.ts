import { mergedNotes } from '../notes.ts';
import type { Dropped, Environment, Generation } from '../permission.ts';
import { allow, inAccount, ofApp, permissionsOf, type SstNeed } from './needs.ts';

export interface SstV2Options {
  readonly qualifier: string;
  /** Of `sst.config.ts`; with a stage, stacks, secrets and topics of others are left out. */
  readonly app?: string;
  readonly stage?: string;
  /** The bucket of the SSTBootstrap stack, where its name is configured. */
  readonly bootstrapBucket?: string;
}

/** The page with the policy that this one is held against. */
const GUIDE = 'https://v2.sst.dev/advanced/iam-credentials';

/**
 * What SST 2 needs: the bootstrap of the CDK, which it runs as `cdk bootstrap`, and what its command line calls
 * itself. Stacks are deployed by the roles of the CDK.
 *
 * @param bootstrap the policy of `cdk-bootstrap`; without it the account has to be bootstrapped already
 */
export function sstV2(environment: Environment, options: SstV2Options, bootstrap: Generation | undefined): Generation {
  const needs = commandLineNeeds(environment, options);
  return {
    kind: 'sst-v2',
    title: `What SST 2 needs to deploy ${whatOf(options)} to ${environment.account} in ${environment.region}`,
    environment,
    permissions: [...(bootstrap?.permissions ?? []), ...permissionsOf(needs)],
    ...mergedNotes({
      unscoped: [
        ...(bootstrap?.unscoped ?? []),
        { action: 'cloudformation:ListImports', resources: ['*'], why: 'it takes no resource' },
        { action: 'iot:DescribeEndpoint', resources: ['*'], why: 'it takes no resource' },
        { action: 'iot:Connect', resources: [iot(environment, 'client/*')], why: 'the client takes a random ID' },
      ],
      dropped: [...(bootstrap?.dropped ?? []), ...withoutEffect(environment, options)],
      unknown: [...(bootstrap?.unknown ?? []), ...(bootstrap === undefined ? [{ subject: 'the bootstrap of the CDK', why: 'it was left out: the account and region have to be bootstrapped by somebody else' }] : [])],
    }),
    exceptions: [
      ...(bootstrap?.exceptions ?? []),
      {
        ruleId: 'privilege-escalation',
        reason: 'SST deploys applications: functions whose configuration it changes run with roles, and the execution role of the CDK is an administrator unless the bootstrap gives it other policies',
      },
    ],
    atMost: [...(bootstrap?.atMost ?? []), ...boundOf(environment, options)],
  };
}

function whatOf({ app, stage }: SstV2Options): string {
  return app === undefined ? 'any application' : `${app}${stage === undefined ? '' : ` (${stage})`}`;
}

function iot({ partition, region, account }: Environment, resource: string): string {
  return `arn:${partition}:iot:${region}:${account}:${resource}`;
}

function commandLineNeeds(environment: Environment, options: SstV2Options): readonly SstNeed[] {
  const { partition, account, region } = environment;
  const { qualifier, app, stage } = options;
  const stack = (name: string): string => `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/*`;
  const parameter = (name: string): string => `arn:${partition}:ssm:${region}:${account}:parameter/${name}`;
  // Stacks are called `stage-app-Name`.
  const stacks = app === undefined || stage === undefined ? `arn:${partition}:cloudformation:${region}:${account}:stack/*` : stack(`${stage}-${app}-*`);
  const path = app === undefined ? '/sst/*' : `/sst/${app}/${stage ?? '*'}/*`;
  return [
    {
      purpose: 'see whether the account is bootstrapped',
      actions: ['cloudformation:DescribeStacks', 'cloudformation:DescribeStackEvents'],
      resources: [stack('CDKToolkit'), stack('SSTBootstrap')],
      reason: `each command looks for the two bootstrap stacks first (${GUIDE})`,
    },
    {
      purpose: 'read the version of the bootstrap',
      actions: ['ssm:GetParameter'],
      resources: [parameter(`cdk-bootstrap/${qualifier}/version`)],
      reason: `the CDK checks the version before it deploys; the guide lists it, and its policy lacks it (${GUIDE})`,
    },
    {
      purpose: 'assume the roles of the CDK',
      actions: ['sts:AssumeRole'],
      resources: ['deploy', 'file-publishing', 'image-publishing', 'lookup'].map((role) => `arn:${partition}:iam::${account}:role/cdk-${qualifier}-${role}-role-${account}-${region}`),
      reason: 'stacks are deployed, and assets published, by these roles; they are named with their account and region, where the guide has `*` for roles of every region',
    },
    {
      purpose: 'monitor and remove stacks',
      actions: ['cloudformation:DeleteStack', 'cloudformation:DescribeStackEvents', 'cloudformation:DescribeStackResources', 'cloudformation:DescribeStacks', 'cloudformation:GetTemplate'],
      resources: [stacks],
      reason: 'the command line follows a deployment, and `sst remove` deletes its stacks, with the credentials of the caller; with an application and a stage only stacks that are called after both',
    },
    {
      purpose: 'find who imports an export',
      actions: ['cloudformation:ListImports'],
      resources: ['*'],
      reason: 'before a stack loses an export, the command line looks whether another stack imports it; the guide lacks it',
    },
    {
      purpose: 'list metadata',
      actions: ['s3:ListBucket'],
      resources: [bucketOf(environment, options)],
      condition: inAccount(account),
      reason: 'metadata of the stacks is listed in the bucket of the SSTBootstrap stack; its name begins with the region, and it has to be in the account',
    },
    {
      purpose: 'keep metadata',
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: metadataKeys(options).map((key) => `${bucketOf(environment, options)}/${key}`),
      condition: inAccount(account),
      reason: 'metadata of the stacks is read, and messages that are too long for AWS IoT are written, in the bucket of the SSTBootstrap stack',
    },
    {
      purpose: 'manage secrets',
      actions: ['ssm:DeleteParameter', 'ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath', 'ssm:PutParameter'],
      resources: app === undefined ? [parameter('sst/*')] : [parameter(path.slice(1)), parameter(`sst/${app}/.fallback/*`)],
      reason: 'secrets and configuration are parameters under `/sst/app/stage/`, with those of all stages under `.fallback`',
    },
    {
      purpose: 'restart functions',
      actions: ['lambda:GetFunctionConfiguration', 'lambda:UpdateFunctionConfiguration'],
      resources: [`arn:${partition}:lambda:${region}:${account}:function:*`],
      condition: ofApp(app, stage),
      reason: '`sst secrets set` changes a variable of the functions that use the secret, so that they start anew; only functions with the tags that SST gives',
    },
    { purpose: 'find the endpoint of AWS IoT', actions: ['iot:DescribeEndpoint'], resources: ['*'], reason: '`sst dev` and `sst secrets` talk to functions over AWS IoT' },
    { purpose: 'connect to AWS IoT', actions: ['iot:Connect'], resources: [iot(environment, 'client/*')], reason: '`sst dev` and `sst secrets` talk to functions over AWS IoT; in one region, where the guide has all' },
    {
      purpose: 'subscribe to topics of SST',
      actions: ['iot:Subscribe'],
      resources: [iot(environment, `topicfilter/${path}`)],
      reason: 'the topics begin with `/sst/app/stage`; the guide has every topic',
    },
    {
      purpose: 'send and receive messages of SST',
      actions: ['iot:Publish', 'iot:Receive'],
      resources: [iot(environment, `topic/${path}`)],
      reason: 'the topics begin with `/sst/app/stage`; the guide has every topic',
    },
    {
      purpose: 'run migrations',
      actions: ['rds-data:ExecuteStatement'],
      resources: [`arn:${partition}:rds:${region}:${account}:cluster:*`],
      condition: ofApp(app, stage),
      reason: 'the console runs migrations of the RDS construct; only on clusters with the tags that SST gives',
    },
    {
      purpose: 'log in to databases',
      actions: ['secretsmanager:GetSecretValue'],
      resources: [`arn:${partition}:secretsmanager:${region}:${account}:secret:*`],
      condition: ofApp(app, stage),
      reason: 'who calls the Data API also needs the secret of the database (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.access.html); the guide lacks it',
    },
  ];
}

/** CloudFormation makes the name of the stack's name, the logical ID (the region and a hash) and a random end, in lower case. */
function bucketOf({ partition, region }: Environment, { bootstrapBucket }: SstV2Options): string {
  return `arn:${partition}:s3:::${bootstrapBucket ?? `sstbootstrap-${region.replaceAll('-', '')}*`}`;
}

function metadataKeys({ app, stage }: SstV2Options): readonly string[] {
  return app === undefined ? ['*'] : [`stackMetadata/app.${app}/stage.${stage ?? '*'}/*`, 'pointers/*'];
}

/** What the guide's policy has, and what has no effect or is said already. */
function withoutEffect({ partition, account, region }: Environment, { qualifier }: SstV2Options): readonly Dropped[] {
  return [
    {
      action: `sts:AssumeRole on arn:${partition}:iam::${account}:role/cdk-${qualifier}-cfn-exec-role-${account}-${region}`,
      why: 'the role trusts CloudFormation alone, so that nobody else can assume it (https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html)',
    },
    { action: `iam:PassRole on the roles of the bootstrap`, why: 'the toolkit stack is deployed without a role, and it is the deploy role that passes the execution role' },
  ];
}

function boundOf(environment: Environment, { qualifier, bootstrapBucket }: SstV2Options): Generation['atMost'] {
  const { partition, account, region } = environment;
  const at = (service: string, resource: string): string => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const bucket = bootstrapBucket ?? 'sstbootstrap-*';
  return [
    allow(
      ['cloudformation:DeleteStack', 'cloudformation:DescribeStackEvents', 'cloudformation:DescribeStackResources', 'cloudformation:DescribeStacks', 'cloudformation:GetTemplate'],
      [at('cloudformation', 'stack/*')],
    ),
    allow(['cloudformation:ListImports', 'iot:DescribeEndpoint'], ['*']),
    allow(['ssm:GetParameter'], [at('ssm', `parameter/cdk-bootstrap/${qualifier}/version`)]),
    allow(['ssm:DeleteParameter', 'ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath', 'ssm:PutParameter'], [at('ssm', 'parameter/sst/*')]),
    allow(['sts:AssumeRole'], [`arn:${partition}:iam::${account}:role/cdk-${qualifier}-*`]),
    { ...allow(['s3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject'], [`arn:${partition}:s3:::${bucket}`, `arn:${partition}:s3:::${bucket}/*`]), Condition: inAccount(account) },
    allow(['iot:Connect', 'iot:Publish', 'iot:Receive', 'iot:Subscribe'], [at('iot', '*')]),
    { ...allow(['lambda:GetFunctionConfiguration', 'lambda:UpdateFunctionConfiguration'], [at('lambda', 'function:*')]), Condition: ofApp(undefined, undefined) },
    { ...allow(['rds-data:ExecuteStatement'], [at('rds', 'cluster:*')]), Condition: ofApp(undefined, undefined) },
    { ...allow(['secretsmanager:GetSecretValue'], [at('secretsmanager', 'secret:*')]), Condition: ofApp(undefined, undefined) },
  ];
}
