import type { StatementDocument } from '../../model/generated/policy-document.generated.ts';
import { filled, placeOf } from '../assembly/place.ts';
import type { Assembly, AssemblyStack, AssetDestination, AssumedRole } from '../assembly/read-assembly.ts';
import { mergedNotes } from '../notes.ts';
import type { Environment, Generation, Permission, Unknown, Unscoped } from '../permission.ts';
import { changeSetPermissions } from './change-sets.ts';
import { filePublishing, imagePublishing } from './publishing.ts';
import { bucketOfUrl } from './template-url.ts';

export interface CdkDeployOptions {
  /** What the stack that `cdk bootstrap` made is called: the legacy synthesis looks into it. */
  readonly toolkitStackName: string;
}

/**
 * What whoever runs `cdk deploy` on an assembly needs: to assume the roles that it names; and where it names none, to
 * do itself what they would.
 *
 * Source: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
export function cdkDeploy(assembly: Assembly, given: Environment, options: CdkDeployOptions): Generation {
  const unscoped: Unscoped[] = [];
  const unknown: Unknown[] = [];
  const permissions = [
    ...assembly.stacks.flatMap((stack) => stackPermissions(stack, placeOf(stack, given), { options, unscoped, unknown })),
    ...assembly.destinations.flatMap((destination) => destinationPermissions(destination, placeOf(destination, given))),
  ];
  for (const { action, resources } of permissions) {
    if (resources.includes('*')) unscoped.push({ action, resources, why: 'it takes no resource' });
    else if (resources.some((arn) => arn.split(':').slice(0, 5).includes('*'))) unscoped.push({ action, resources, why: 'the assembly leaves the account or region open: give --account and --region' });
  }
  const accounts = [...new Set([...assembly.stacks, ...assembly.destinations].map((each) => placeOf(each, given).account))].sort();
  return {
    kind: 'cdk-deploy',
    title: `What \`cdk deploy\` of ${assembly.stacks.map(({ stackName }) => stackName).join(', ')} needs`,
    environment: given.account === '*' && accounts.length === 1 && accounts[0] !== undefined ? { ...given, account: accounts[0] } : given,
    permissions,
    ...mergedNotes({ unscoped, dropped: [{ action: 'sts:GetCallerIdentity', why: 'it needs no permission', notNeeded: true }], unknown }),
    exceptions: [
      {
        ruleId: 'privilege-escalation',
        actions: ['iam:passrole'],
        reason: 'whoever deploys stacks with an execution role can do what that role can: limit the role',
      },
    ],
    atMost: [...bound(given.partition, accounts), ...otherRoles(permissions, accounts)],
  };
}

interface Telling {
  readonly options: CdkDeployOptions;
  readonly unscoped: Unscoped[];
  readonly unknown: Unknown[];
}

function stackPermissions(stack: AssemblyStack, place: Environment, { options, unscoped, unknown }: Telling): readonly Permission[] {
  const lookup = stack.lookupRole === undefined ? [] : assume(stack.lookupRole, place, 'look up what is there', `the lookup role of ${stack.stackName} (${stack.place})`);
  if (stack.deployRole !== undefined) return [...lookup, ...assume(stack.deployRole, place, 'deploy stacks', `the deploy role of ${stack.stackName} (${stack.place})`)];
  const reason = `${stack.stackName} names no role to deploy with (${stack.place})`;
  const { executionRoleArn } = stack;
  if (executionRoleArn === undefined) {
    unknown.push({ subject: stack.stackName, why: 'CloudFormation deploys it with the permissions of the caller: add what `cfn-exec` generates for its template' });
  }
  return [
    ...lookup,
    ...changeSetPermissions(stack.stackName, place, { purpose: 'deploy stacks', reason, tags: stack.hasTags }),
    ...(executionRoleArn === undefined
      ? []
      : [
          {
            action: 'iam:PassRole',
            resources: [filled(executionRoleArn, place)],
            condition: { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } },
            purpose: 'pass the execution role',
            reason: `the execution role of ${stack.stackName} (${stack.place})`,
          },
        ]),
    ...versionParameter(stack.bootstrapVersionParameter, place, reason),
    ...templateReading(stack, place, unknown),
    ...legacyPublishing(stack, place, { options, unscoped }),
  ];
}

/**
 * CloudFormation reads a template at a URL with the permissions of whoever hands it the URL, not with those of the
 * execution role. The key is the hash of the template, so it is another one when the stack changes.
 *
 * Source: the bootstrap template, whose deploy role may read the staging bucket for this (`CliStagingBucket`)
 */
function templateReading({ stackName, templateUrl, place: where }: AssemblyStack, place: Environment, unknown: Unknown[]): readonly Permission[] {
  if (templateUrl === undefined) return [];
  const bucket = bucketOfUrl(filled(templateUrl, place));
  if (bucket === undefined) {
    unknown.push({ subject: stackName, why: `CloudFormation reads its template at \`${templateUrl}\` with the permissions of the caller, and that names no bucket` });
    return [];
  }
  const reason = `CloudFormation reads the template of ${stackName} with the caller's permissions (${where})`;
  return ofBucket(bucket, [{ action: 's3:GetObject', resources: [`arn:${place.partition}:s3:::${bucket}/*`], purpose: 'read the template', reason }], place);
}

/**
 * The legacy synthesis finds bucket and repositories through the toolkit stack: the bucket is the one that CloudFormation
 * named for the first bootstrap template, or the one that the templates since then name by qualifier, account and region.
 */
function legacyPublishing(stack: AssemblyStack, place: Environment, { options, unscoped }: Pick<Telling, 'options' | 'unscoped'>): readonly Permission[] {
  const { files, images } = stack.legacyAssets;
  if (!files && images.length === 0) return [];
  const { partition, region, account } = place;
  const reason = `${stack.stackName} has assets of the legacy synthesis (${stack.place})`;
  const name = options.toolkitStackName.toLowerCase();
  const buckets = [`${name}-stagingbucket-*`, `cdk-*-assets-${account}-${region}`];
  if (files) unscoped.push({ action: 's3:PutObject', resources: buckets.map((bucket) => `arn:${partition}:s3:::${bucket}/*`), why: 'the name of the bucket stands in the outputs of the toolkit stack' });
  return [
    { action: 'cloudformation:DescribeStacks', resources: [`arn:${partition}:cloudformation:${region}:${account}:stack/${options.toolkitStackName}/*`], purpose: 'find the toolkit stack', reason },
    ...(files ? buckets.flatMap((bucket) => onlyInAccount(filePublishing(bucket, place, reason), account)) : []),
    ...images.flatMap((repository) => imagePublishing(repository, place, reason, true)),
  ];
}

/**
 * The ARN of a bucket names no account, and somebody else may have taken a name first that can be guessed.
 *
 * Source: the bootstrap template, whose publishing role has the same condition
 */
function onlyInAccount(permissions: readonly Permission[], account: string): readonly Permission[] {
  if (account === '*') return permissions;
  return permissions.map((permission) => ({ ...permission, condition: { StringEquals: { 'aws:ResourceAccount': account } } }));
}

/** A bucket whose name has the account in it is there; others may be shared by several accounts. */
function ofBucket(bucket: string, permissions: readonly Permission[], { account }: Environment): readonly Permission[] {
  return bucket.includes(account) ? onlyInAccount(permissions, account) : permissions;
}

function destinationPermissions(destination: AssetDestination, place: Environment): readonly Permission[] {
  const { kind, role, target } = destination;
  const reason = `the ${kind === 'file' ? 'files' : 'images'} of ${destination.place}`;
  if (role !== undefined) return assume(role, place, kind === 'file' ? 'publish file assets' : 'publish image assets', `${reason} are published with this role`);
  const name = filled(target, place);
  const own = kind === 'file' ? ofBucket(name, filePublishing(name, place, reason), place) : imagePublishing(name, place, reason, false);
  return [...own, ...versionParameter(destination.bootstrapVersionParameter, place, reason)];
}

function versionParameter(name: string | undefined, { partition, region, account }: Environment, reason: string): readonly Permission[] {
  if (name === undefined) return [];
  const resources = [`arn:${partition}:ssm:${region}:${account}:parameter/${name.replace(/^\//, '')}`];
  return [{ action: 'ssm:GetParameter', resources, purpose: 'read the bootstrap version', reason: `${reason}, so the version is read with the caller's permissions` }];
}

/** Assuming a role is allowed by its trust policy too; that is the bootstrap template's part. */
function assume(role: AssumedRole, place: Environment, purpose: string, reason: string): readonly Permission[] {
  const actions = role.withTags ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole'];
  return actions.map((action) => ({ action, resources: [filled(role.arn, place)], purpose, reason }));
}

/** An assembly may name roles of accounts that none of its stacks goes to. */
function otherRoles(permissions: readonly Permission[], accounts: readonly string[]): readonly StatementDocument[] {
  const arns = permissions.filter(({ action }) => action === 'sts:AssumeRole').flatMap(({ resources }) => resources);
  const places = new Set(arns.filter((arn) => !accounts.includes(arn.split(':')[4] ?? '')).map((arn) => arn.split(':').slice(0, 5).join(':')));
  return [...places].sort().map((place) => ({ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: `${place}:role/*` }));
}

/** Nothing but roles, stacks, assets and versions in the accounts of the assembly. */
function bound(partition: string, accounts: readonly string[]): readonly StatementDocument[] {
  return accounts.flatMap((account): readonly StatementDocument[] => [
    { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: `arn:${partition}:iam::${account}:role/*` },
    { Effect: 'Allow', Action: 'cloudformation:*', Resource: `arn:${partition}:cloudformation:*:${account}:stack/*` },
    { Effect: 'Allow', Action: ['s3:Get*', 's3:ListBucket', 's3:PutObject', 's3:AbortMultipartUpload'], Resource: `arn:${partition}:s3:::*` },
    { Effect: 'Allow', Action: 'ecr:*', Resource: `arn:${partition}:ecr:*:${account}:repository/*` },
    { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    { Effect: 'Allow', Action: 'ssm:GetParameter', Resource: `arn:${partition}:ssm:*:${account}:parameter/*` },
    { Effect: 'Allow', Action: 'iam:PassRole', Resource: `arn:${partition}:iam::${account}:role/*`, Condition: { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } } },
  ]);
}
