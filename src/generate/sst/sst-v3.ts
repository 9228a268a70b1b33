import { mergedNotes } from '../notes.ts';
import type { Environment, Generation } from '../permission.ts';
import { allow, inAccount, permissionsOf, type SstNeed } from './needs.ts';

export interface SstV3Options {
  /** Of `sst.config.ts`; with a stage, the state of others is left out. */
  readonly app?: string;
  readonly stage?: string;
  /** Images are pushed, as services and functions from a container need it. */
  readonly images: boolean;
}

/** What deployments need: the part of a policy that stands for the guide's `*` on `*`. */
export type Deployments = Pick<Generation, 'permissions' | 'unscoped' | 'dropped' | 'unknown' | 'exceptions' | 'atMost'>;

/** The page with the policy that this one is held against. */
const GUIDE = 'https://sst.dev/docs/iam-credentials/';

/**
 * What SST 3 needs: its bootstrap, state, secrets and live functions, and what deployments show that they need. The
 * guide allows all actions on everything for those, and with that the rest of its policy says nothing.
 *
 * @param deployments by a list of resources or a log; without them nothing can be deployed
 */
export function sstV3(environment: Environment, options: SstV3Options, deployments: Deployments | undefined): Generation {
  const { app, stage } = options;
  return {
    kind: 'sst-v3',
    title: `What SST 3 needs to deploy ${app === undefined ? 'any application' : `${app}${stage === undefined ? '' : ` (${stage})`}`} to ${environment.account} in ${environment.region}`,
    environment,
    permissions: [...permissionsOf(commandLineNeeds(environment, options)), ...(deployments?.permissions ?? [])],
    ...mergedNotes({
      unscoped: [
        ...(deployments?.unscoped ?? []),
        ...['appsync:CreateApi', 'appsync:ListApis'].map((action) => ({ action, resources: ['*'], why: 'it takes no resource' })),
        ...['appsync:CreateChannelNamespace', 'appsync:EventConnect', 'appsync:EventPublish', 'appsync:EventSubscribe', 'appsync:GetApi'].map((action) => ({
          action,
          resources: [`arn:${environment.partition}:appsync:${environment.region}:${environment.account}:apis/*`],
          why: 'AppSync gives the API its ID when it is created',
        })),
        ...(options.images ? [{ action: 'ecr:GetAuthorizationToken', resources: ['*'], why: 'it takes no resource' }] : []),
      ],
      dropped: [...(deployments?.dropped ?? []), { action: '* on *', why: `the guide's statement \`Deployments\` contains every other (${GUIDE})` }],
      unknown: [
        ...(deployments?.unknown ?? []),
        ...(deployments === undefined
          ? [{ subject: 'deployments', why: "what the application's resources need is not known without `--resources` or `--cloudtrail`: the policy bootstraps, and keeps state and secrets, and deploys nothing" }]
          : []),
      ],
    }),
    exceptions: deployments?.exceptions ?? [],
    atMost: [...boundOf(environment), ...(deployments?.atMost ?? [])],
  };
}

function commandLineNeeds({ partition, account, region }: Environment, options: SstV3Options): readonly SstNeed[] {
  const { app, stage, images } = options;
  const at = (service: string, resource: string): string => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const state = `arn:${partition}:s3:::sst-state-*`;
  const asset = `arn:${partition}:s3:::sst-asset-*`;
  const place = stage ?? '*';
  // `lock/app/stage.json`, `history/app/stage/….json`
  const stateKeys = app === undefined ? ['*'] : [`*/${app}/${place}.json`, `*/${app}/${place}/*`];
  const mine = inAccount(account);
  return [
    {
      purpose: 'create buckets',
      actions: ['s3:CreateBucket'],
      resources: [state, asset],
      reason: `the first command in a region creates the buckets of state and assets (${GUIDE})`,
    },
    {
      purpose: 'set up buckets',
      actions: ['s3:PutBucketNotification', 's3:PutBucketPolicy', 's3:PutBucketVersioning'],
      resources: [state, asset],
      condition: mine,
      reason: 'the first command in a region sets the buckets of state and assets up, which have to be in the account',
    },
    {
      purpose: 'list state and assets',
      actions: ['s3:ListBucket'],
      resources: [state, asset],
      condition: mine,
      reason: 'state and assets are looked for in their buckets, which have to be in the account',
    },
    { purpose: 'list versions of state', actions: ['s3:ListBucketVersions'], resources: [state], condition: mine, reason: 'the bucket of the state is versioned' },
    {
      purpose: 'keep state',
      actions: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:GetObject', 's3:PutObject'],
      resources: stateKeys.map((key) => `${state}/${key}`),
      condition: mine,
      reason: 'each command reads and writes the state, its lock and its history below the application and the stage',
    },
    {
      purpose: 'publish assets',
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: [`${asset}/*`],
      condition: mine,
      reason: 'code and files of the application go through the bucket of assets',
    },
    {
      purpose: 'bootstrap the repository',
      actions: ['ecr:CreateRepository', 'ecr:DescribeRepositories'],
      resources: [at('ecr', 'repository/sst-asset')],
      reason: 'the first command in a region creates the repository of images',
    },
    {
      purpose: 'find the bootstrap',
      actions: ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:PutParameter'],
      resources: [at('ssm', 'parameter/sst/bootstrap')],
      reason: "the bootstrap is kept in a parameter, which is read one by one; the guide's statement for it has only `ssm:GetParameters`",
    },
    {
      purpose: 'clean up an older bootstrap',
      actions: ['ssm:DeleteParameter', 'ssm:GetParameter'],
      resources: [at('ssm', 'parameter/sst/bootstrap/asset')],
      reason: 'a bootstrap looks for the parameter of an older one',
    },
    {
      purpose: 'keep the passphrase',
      actions: ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:PutParameter'],
      resources: [at('ssm', `parameter/sst/passphrase/${app === undefined ? '*' : `${app}/${place}`}`)],
      reason: 'secrets in the state are encrypted with a passphrase, which is kept in a parameter of the application and the stage',
    },
    {
      purpose: 'manage secrets',
      actions: ['ssm:AddTagsToResource', 'ssm:DeleteParameter', 'ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath', 'ssm:ListTagsForResource', 'ssm:PutParameter'],
      resources: [at('ssm', app === undefined ? 'parameter/sst/*' : `parameter/sst/${app}/${place}/*`)],
      reason: 'parameters of the application are below `/sst/app/stage/`; the guide has all below `/sst/`',
    },
    {
      purpose: 'connect live functions',
      actions: ['appsync:CreateChannelNamespace', 'appsync:EventConnect', 'appsync:GetApi'],
      resources: [at('appsync', 'apis/*')],
      reason: '`sst dev` connects to the event API of the region, and gives a new one its channel namespace; the guide leaves the latter to `Deployments`',
    },
    {
      purpose: 'find or create the event API',
      actions: ['appsync:CreateApi', 'appsync:ListApis'],
      resources: ['*'],
      reason: '`sst dev` looks for the event API of the region and creates it where there is none; the guide leaves it to `Deployments`',
    },
    {
      purpose: 'talk to live functions',
      actions: ['appsync:EventPublish', 'appsync:EventSubscribe'],
      resources: [at('appsync', 'apis/*/channelNamespace/sst')],
      reason: '`sst dev` sends and receives in the channel namespace `sst`; the guide has all',
    },
    ...(images
      ? [
          { purpose: 'log in to the registry', actions: ['ecr:GetAuthorizationToken'], resources: ['*'], reason: 'images are pushed; the guide leaves it to `Deployments`' },
          {
            purpose: 'push images',
            actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:CompleteLayerUpload', 'ecr:GetDownloadUrlForLayer', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart'],
            resources: [at('ecr', 'repository/sst-asset')],
            reason: 'images are pushed, with a cache (https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html); the guide leaves it to `Deployments`',
          },
        ]
      : []),
  ];
}

/** The guide's statements but `Deployments`, in one account and region, and what they lack. */
function boundOf({ partition, account, region }: Environment): Generation['atMost'] {
  const at = (service: string, resource: string): string => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const buckets = [`arn:${partition}:s3:::sst-state-*`, `arn:${partition}:s3:::sst-asset-*`];
  return [
    allow(['s3:CreateBucket'], buckets),
    {
      ...allow(['s3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutBucketNotification', 's3:PutBucketPolicy', 's3:PutBucketVersioning', 's3:PutObject'], buckets),
      Condition: inAccount(account),
    },
    { ...allow(['s3:DeleteObjectVersion', 's3:ListBucketVersions'], buckets.slice(0, 1)), Condition: inAccount(account) },
    allow(['ecr:*'], [at('ecr', 'repository/sst-asset')]),
    allow(['appsync:CreateApi', 'appsync:ListApis', 'ecr:GetAuthorizationToken'], ['*']),
    allow(
      ['ssm:AddTagsToResource', 'ssm:DeleteParameter', 'ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath', 'ssm:ListTagsForResource', 'ssm:PutParameter'],
      [at('ssm', 'parameter/sst/*')],
    ),
    allow(['appsync:CreateChannelNamespace', 'appsync:EventConnect', 'appsync:EventPublish', 'appsync:EventSubscribe', 'appsync:GetApi'], [at('appsync', 'apis/*')]),
  ];
}
