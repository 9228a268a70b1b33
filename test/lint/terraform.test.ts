import { lintFiles, nodeHost, readSource, type FileHost, type Report, type SourceFile } from 'policy-lint';
import { describe, expect, test } from 'vitest';

const statement = (action: string): string => JSON.stringify({ Statement: [{ Action: action, Effect: 'Allow', Resource: '*' }], Version: '2012-10-17' });
const TRUST = JSON.stringify({ Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }], Version: '2012-10-17' });

interface Resource {
  readonly type: string;
  readonly name: string;
  /** What is known when the plan is made; a name that is missing is not. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Those of them that the configuration sets. */
  readonly unknown?: readonly string[];
  readonly module?: string;
  readonly mode?: 'data';
}

/** A plan as `terraform show -json` prints it: values, changes with what is not known yet, the state before, and the configuration. */
function plan(resources: readonly Resource[]): string {
  const planned = ({ type, name, values, module, mode }: Resource): object => ({
    address: `${module === undefined ? '' : `module.${module}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}`,
    mode: mode ?? 'managed',
    type,
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    schema_version: 0,
    values,
    sensitive_values: { tags_all: {} },
  });
  const configured = ({ type, name, values, unknown = [], mode }: Resource): object => ({
    address: `${type}.${name}`,
    mode: mode ?? 'managed',
    type,
    name,
    provider_config_key: 'aws',
    expressions: Object.fromEntries([...Object.keys(values).filter((argument) => values[argument] !== null), ...unknown].map((argument) => [argument, { references: ['var.any'] }])),
    schema_version: 0,
  });
  const modules = [...new Set(resources.flatMap(({ module }) => module ?? []))];
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.5',
    planned_values: {
      root_module: {
        resources: resources.filter(({ module }) => module === undefined).map(planned),
        child_modules: modules.map((module) => ({ resources: resources.filter((resource) => resource.module === module).map(planned), address: `module.${module}` })),
      },
    },
    resource_changes: resources.map((resource) => ({
      ...planned(resource),
      change: { actions: ['create'], before: null, after: resource.values, after_unknown: Object.fromEntries(['arn', 'id', 'managed_policy_arns', 'inline_policy', 'unique_id', ...(resource.unknown ?? [])].map((name) => [name, true])), before_sensitive: false, after_sensitive: {} },
    })),
    prior_state: { format_version: '1.0', terraform_version: '1.9.5', values: { root_module: { resources: [planned({ type: 'aws_iam_policy', name: 'gone', values: { policy: statement('s3:GoneObjekt') } })] } } },
    configuration: { provider_config: { aws: { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws' } }, root_module: { resources: resources.filter(({ module }) => module === undefined).map(configured), module_calls: Object.fromEntries(modules.map((module) => [module, { source: './module', module: { resources: resources.filter((resource) => resource.module === module).map(configured) } }])) } },
    timestamp: '2026-11-21T10:00:00Z',
    applyable: true,
    complete: true,
    errored: false,
  });
}

const role = (name: string, more: Readonly<Record<string, unknown>> = {}): Resource => ({
  type: 'aws_iam_role',
  name,
  values: { assume_role_policy: TRUST, description: null, force_detach_policies: false, max_session_duration: 3600, name, name_prefix: null, path: '/', permissions_boundary: null, tags: null, ...more },
});
const user = (name: string): Resource => ({ type: 'aws_iam_user', name, values: { force_destroy: false, name, path: '/', permissions_boundary: null, tags: null } });
const group = (name: string): Resource => ({ type: 'aws_iam_group', name, values: { name, path: '/' } });
const read = (resources: readonly Resource[]): SourceFile => readSource('plan.json', plan(resources));

/** What a principal of the plan holds: the actions of its policies, ARNs of AWS's policies, `?` for what is not seen. */
function heldBy(resources: readonly Resource[], id: string): { readonly held: readonly string[]; readonly isPartial: boolean } {
  const principal = read(resources).principals.find((candidate) => candidate.id === id);
  const held = principal?.attachments.map(({ source, awsManagedArn }) => awsManagedArn ?? source?.policy?.statements.flatMap(({ action }) => action.entries.map(({ pattern }) => pattern.text)).join() ?? '?');
  return { held: held ?? [], isPartial: (principal?.partial.length ?? 0) > 0 };
}

describe('the plan of Terraform', () => {
  test('has the documents of data sources where they are used, and not those that the state had before', async () => {
    const text = plan([
      { type: 'aws_iam_policy_document', name: 'read', mode: 'data', values: { json: statement('s3:GetObjekt'), minified_json: statement('s3:GetObjekt'), statement: [{ actions: ['s3:GetObjekt'], effect: 'Allow' }] } },
      { type: 'aws_iam_policy', name: 'read', values: { name: 'read', path: '/', policy: statement('s3:GetObjekt'), description: null } },
      { type: 'aws_iam_policy', name: 'later', values: { name: 'later', path: '/' }, unknown: ['policy'] },
    ]);
    const host: FileHost = { ...nodeHost, readFile: () => new TextEncoder().encode(text), kindOf: (path) => (path === 'plan.json' ? 'file' : 'missing') };
    const { files }: Report = await lintFiles(['plan.json'], { host });
    expect(files[0]?.findings.map(({ ruleId, severity, message }) => [ruleId, severity, message])).toEqual([
      ['unknown-action', 'error', expect.stringContaining('GetObjekt') as string],
      ['unseen-part', 'warning', '`policy` of `aws_iam_policy.later` is known only after the plan is applied'],
    ]);
  });

  test.each<[string, string, readonly Resource[], { readonly held: readonly string[]; readonly isPartial: boolean }]>([
    ['a policy of its own', 'aws_iam_role.r', [role('r'), { type: 'aws_iam_role_policy', name: 'p', values: { name: 'p', policy: statement('s3:GetObject'), role: 'r' } }], { held: ['s3:GetObject'], isPartial: false }],
    ['one by the ID of the role, which is known later', 'aws_iam_role.r', [role('r'), { type: 'aws_iam_role_policy', name: 'p', values: { name: 'p', policy: statement('s3:GetObject') }, unknown: ['role'] }], { held: [], isPartial: true }],
    ["AWS's own", 'aws_iam_role.r', [role('r'), { type: 'aws_iam_role_policy_attachment', name: 'a', values: { policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', role: 'r' } }], { held: ['arn:aws:iam::aws:policy/ReadOnlyAccess'], isPartial: false }],
    ['one whose ARN is known later', 'aws_iam_role.r', [role('r'), { type: 'aws_iam_role_policy_attachment', name: 'a', values: { role: 'r' }, unknown: ['policy_arn'] }], { held: ['?'], isPartial: true }],
    ['in the role itself', 'aws_iam_role.r', [role('r', { inline_policy: [{ name: 'p', policy: statement('s3:GetObject') }], managed_policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] })], { held: ['s3:GetObject', 'arn:aws:iam::aws:policy/ReadOnlyAccess'], isPartial: false }],
    ['in the role itself, some known later', 'aws_iam_role.r', [role('r', { managed_policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', null] })], { held: ['arn:aws:iam::aws:policy/ReadOnlyAccess', '?'], isPartial: true }],
    ['in the role itself, all known later', 'aws_iam_role.r', [{ ...role('r'), unknown: ['managed_policy_arns'] }], { held: ['?'], isPartial: true }],
    ['for several, some known later', 'aws_iam_role.r', [role('r'), { type: 'aws_iam_policy_attachment', name: 'a', values: { name: 'a', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', roles: ['other', null], users: null, groups: null } }], { held: [], isPartial: true }],
    ['of a group', 'aws_iam_user.u', [user('u'), group('g'), { type: 'aws_iam_group_policy', name: 'p', values: { group: 'g', name: 'p', policy: statement('s3:GetObject') } }, { type: 'aws_iam_user_group_membership', name: 'm', values: { user: 'u', groups: ['g'] } }], { held: ['s3:GetObject'], isPartial: false }],
    ['of groups that are known later', 'aws_iam_user.u', [user('u'), { type: 'aws_iam_user_group_membership', name: 'm', values: { user: 'u', groups: [null] } }], { held: [], isPartial: true }],
    ['of all groups that are known later', 'aws_iam_user.u', [user('u'), { type: 'aws_iam_user_group_membership', name: 'm', values: { user: 'u' }, unknown: ['groups'] }], { held: [], isPartial: true }],
    ['of the groups of somebody who is known later', 'aws_iam_user.u', [user('u'), group('g'), { type: 'aws_iam_user_group_membership', name: 'm', values: { groups: ['g'] }, unknown: ['user'] }], { held: [], isPartial: true }],
    ['of a group whose members are known later', 'aws_iam_user.u', [user('u'), group('g'), { type: 'aws_iam_group_membership', name: 'm', values: { name: 'm', group: 'g' }, unknown: ['users'] }], { held: [], isPartial: true }],
    ['of a group with a member that is known later', 'aws_iam_user.u', [user('u'), group('g'), { type: 'aws_iam_group_membership', name: 'm', values: { name: 'm', group: 'g', users: ['v', null] } }], { held: [], isPartial: true }],
    ['of a group that is known later', 'aws_iam_user.u', [user('u'), { type: 'aws_iam_group_membership', name: 'm', values: { name: 'm', users: ['u'] }, unknown: ['group'] }], { held: [], isPartial: true }],
    ['of a group of others', 'aws_iam_user.u', [user('u'), group('g'), { type: 'aws_iam_group_membership', name: 'm', values: { name: 'm', group: 'g', users: ['v'] } }], { held: [], isPartial: false }],
  ])('tells who holds a policy: %s', (_name, id, resources, expected) => {
    expect(heldBy(resources, id)).toEqual(expected);
  });

  test('says nothing of arguments that nobody set and the provider fills in', () => {
    const queue = (unknown: readonly string[]): Resource => ({ type: 'aws_sqs_queue', name: 'q', values: { name: 'q', delay_seconds: 0 }, unknown });
    expect(read([queue([])]).errors).toEqual([]);
    expect(read([queue(['policy'])]).errors.map(({ message }) => message)).toEqual(['`policy` of `aws_sqs_queue.q` is known only after the plan is applied']);
  });

  test.each([
    ['aws_rolesanywhere_profile', 'session_policy'],
    ['aws_transfer_user', 'policy'],
    ['aws_transfer_access', 'policy'],
  ])('has the session policy of %s', (type, argument) => {
    const { policies } = read([{ type, name: 'this', values: { [argument]: statement('s3:GetObject') } }]);
    expect(policies.map((policy) => policy.type)).toEqual(['identity']);
  });

  test('has modules, and resource policies by what they guard', () => {
    const { policies } = read([{ type: 'aws_s3_bucket_policy', name: 'this', module: 'bucket', values: { bucket: 'data', policy: statement('s3:GetObject') } }]);
    expect(policies.map(({ type, label, resourceType }) => [type, label.name, resourceType])).toEqual([['resource', 'module.bucket.aws_s3_bucket_policy.this', 'AWS::S3::Bucket']]);
  });
});

describe('what a plan has in other words than JSON', () => {
  const findings = async (resources: readonly Resource[]): Promise<readonly string[]> => {
    const text = plan(resources);
    const host: FileHost = { ...nodeHost, readFile: () => new TextEncoder().encode(text), kindOf: (path) => (path === 'plan.json' ? 'file' : 'missing') };
    const { files } = await lintFiles(['plan.json'], { host });
    return (files[0]?.findings ?? []).map(({ ruleId, policy }) => `${policy?.name ?? ''} ${ruleId}`).toSorted();
  };
  const UNSET = { not_actions: null, not_resources: null, not_principals: [] };

  test('permissions of functions and layers are statements of their policies', async () => {
    const permission = { action: 'lambda:InvokeFunction', function_name: 'report', source_arn: null, source_account: null };
    expect(
      await findings([
        { type: 'aws_lambda_permission', name: 'everyone', values: { ...permission, principal: '*' } },
        { type: 'aws_lambda_permission', name: 'bucket', values: { ...permission, principal: 's3.amazonaws.com', source_account: '111122223333' } },
        { type: 'aws_lambda_permission', name: 'later', values: { action: 'lambda:InvokeFunction', function_name: 'report', principal: 'sns.amazonaws.com', source_account: null }, unknown: ['source_arn'] },
        { type: 'aws_lambda_permission', name: 'wrong', values: { ...permission, action: 'lambda:InvokeFuncton', principal: 'arn:aws:iam::111122223333:root' } },
        { type: 'aws_lambda_layer_version_permission', name: 'layer', values: { action: 'lambda:GetLayerVersion', principal: '*', organization_id: null } },
      ]),
    ).toEqual(['aws_lambda_layer_version_permission.layer public-access', 'aws_lambda_permission.everyone public-access', 'aws_lambda_permission.wrong unknown-action']);
  });

  test('documents that are put together only when the plan is applied are read as far as they are known', async () => {
    expect(
      await findings([
        { type: 'aws_iam_policy_document', name: 'identity', mode: 'data', values: { statement: [{ sid: null, effect: 'Allow', actions: ['s3:GetObjekt'], principals: [], condition: [], not_actions: null, not_resources: null, not_principals: [] }] } },
        { type: 'aws_iam_policy_document', name: 'trust', mode: 'data', values: { statement: [{ ...UNSET, sid: '', effect: 'Allow', actions: ['sts:AssumeRole'], resources: null, principals: [{ type: 'AWS', identifiers: ['*'] }], condition: [] }] } },
        { type: 'aws_iam_policy_document', name: 'resource', mode: 'data', values: { statement: [{ ...UNSET, sid: 'A', effect: 'Allow', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/&{aws:username}'], principals: [{ type: '*', identifiers: ['*'] }], condition: [{ test: 'StringLik', variable: 'aws:SourceVpc', values: [null] }] }] } },
        { type: 'aws_iam_policy_document', name: 'overridden', mode: 'data', values: { override_policy_documents: ['{}'], statement: [{ ...UNSET, effect: 'Allow', actions: ['s3:GetObjekt'], resources: ['*'], principals: [], condition: [] }] } },
      ]),
    ).toEqual([
      'data.aws_iam_policy_document.identity unknown-action',
      'data.aws_iam_policy_document.resource invalid-condition-operator',
      'data.aws_iam_policy_document.resource public-access',
      'data.aws_iam_policy_document.trust public-access',
    ]);
  });

  test('the variables of a document are those of IAM', () => {
    const statements = [{ ...UNSET, effect: 'Allow', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/&{aws:username}'], principals: [], condition: [] }];
    const { policies } = read([{ type: 'aws_iam_policy_document', name: 'd', mode: 'data', values: { statement: statements } }]);
    expect(policies[0]?.policy?.statements[0]?.resource?.entries.map(({ pattern }) => pattern.text)).toEqual(['arn:aws:s3:::b/${aws:username}']);
  });

  test('policies that a resource holds exclusively are attached', () => {
    const text = plan([
      { type: 'aws_iam_role', name: 'r', values: { name: 'r', assume_role_policy: TRUST } },
      { type: 'aws_iam_role_policy_attachments_exclusive', name: 'e', values: { role_name: 'r', policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] } },
    ]);
    const [principal] = readSource('plan.json', text).principals;
    expect(principal?.attachments).toMatchObject([{ kind: 'awsManaged', awsManagedArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }]);
    expect(principal?.partial).toEqual([]);
  });
});
