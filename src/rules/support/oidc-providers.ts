import { isAnything } from '../../model/pattern.ts';
import type { ConditionTest } from '../../model/policy.ts';
import { keyPrefix, traitsOf } from './condition-tests.ts';

/**
 * Providers of tokens for many customers at once, by the prefix of their condition keys, in lower case:
 * only a condition on who the token is for tells one customer from another.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
export interface SharedProvider {
  /** For people. */
  readonly name: string;
  /** The claim that says whose token it is. */
  readonly claim: string;
  /** A value for it, as an example. */
  readonly example: string;
  /** Other claims that are as good. */
  readonly others?: readonly string[];
  /**
   * What a value of the claim has to begin with, in front of any wildcard, so that it is about one customer;
   * missing where the provider's URL tells that, or the claim has no parts.
   */
  readonly tenant?: RegExp;
  /** The audience that the provider's own guide for AWS asks for, as an example. */
  readonly audience?: string;
}

const CI_PROVIDERS: readonly (readonly [host: RegExp, provider: SharedProvider])[] = [
  [/^token\.actions\.githubusercontent\.com(?:\/.+)?$/, { name: 'GitHub Actions', claim: 'sub', example: 'repo:octo-org/octo-repo:ref:refs/heads/main', others: ['job_workflow_ref'], audience: 'sts.amazonaws.com' }],
  [/^gitlab\.com$/, { name: 'GitLab', claim: 'sub', example: 'project_path:group/project:ref_type:branch:ref:main', tenant: /^project_path:[^/:]+[/:]/, audience: 'https://gitlab.com' }],
  [/^app\.terraform\.io$/, { name: 'HCP Terraform', claim: 'sub', example: 'organization:my-org:project:my-project:workspace:my-workspace:run_phase:apply', tenant: /^organization:[^:]+:/, audience: 'aws.workload.identity' }],
  [/^api\.bitbucket\.org\/2\.0\/workspaces\/.+$/, { name: 'Bitbucket Pipelines', claim: 'sub', example: '{repository-uuid}:*', audience: 'ari:cloud:bitbucket::workspace/WORKSPACE_UUID' }],
  [/^oidc\.circleci\.com\/org\/.+$/, { name: 'CircleCI', claim: 'sub', example: 'org/ORG_ID/project/PROJECT_ID/user/USER_ID', audience: 'ORG_ID' }],
  [/^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\/.+$/, { name: 'Amazon EKS', claim: 'sub', example: 'system:serviceaccount:namespace:service-account', audience: 'sts.amazonaws.com' }],
  [/^agent\.buildkite\.com$/, { name: 'Buildkite', claim: 'sub', example: 'organization:my-org:pipeline:my-pipeline:*', tenant: /^organization:[^:]+:/, audience: 'sts.amazonaws.com' }],
  [/^oidc\.vercel\.com(?:\/.+)?$/, { name: 'Vercel', claim: 'sub', example: 'owner:my-team:project:my-project:environment:production', others: ['aud'], tenant: /^owner:[^:]+:/, audience: 'https://vercel.com/my-team' }],
  [/^vstoken\.dev\.azure\.com\/.+$/, { name: 'Azure DevOps', claim: 'sub', example: 'sc://my-organization/my-project/my-service-connection' }],
  [/^api\.pulumi\.com\/oidc$/, { name: 'Pulumi Cloud', claim: 'aud', example: 'my-organization', others: ['sub'] }],
  [/^oidc\.codefresh\.io$/, { name: 'Codefresh', claim: 'sub', example: 'account:ACCOUNT_ID:pipeline:PIPELINE_ID:*', tenant: /^account:[^:]+:/ }],
  [/^scalr\.io$/, { name: 'Scalr', claim: 'sub', example: 'account:my-account:environment:my-environment:workspace:my-workspace', tenant: /^account:[^:]+:/ }],
  [/^studio\.datachain\.ai\/api$/, { name: 'DVC Studio', claim: 'sub', example: 'credentials:my-team/my-credentials', tenant: /^credentials:[^/]+\// }],
  [/^oidc-configuration\.audit-log\.githubusercontent\.com$/, { name: 'the audit log of GitHub', claim: 'sub', example: 'https://github.com/my-enterprise' }],
  [/^proidc\.upbound\.io$/, { name: 'Upbound', claim: 'sub', example: 'mcp:my-organization/my-control-plane:provider:provider-aws', tenant: /^mcp:[^/:]+\// }],
  [/^accounts\.google\.com$/, { name: 'Google', claim: 'aud', example: 'the client ID of the application', others: ['sub', 'oaud', 'email'] }],
  [/^cognito-identity\.amazonaws\.com$/, { name: 'Amazon Cognito', claim: 'aud', example: 'eu-west-1:00000000-0000-0000-0000-000000000000' }],
  [/^www\.amazon\.com$/, { name: 'Login with Amazon', claim: 'app_id', example: 'the ID of the application' }],
  [/^graph\.facebook\.com$/, { name: 'Facebook', claim: 'app_id', example: 'the ID of the application' }],
];

/** Providers whose tokens have one audience. */
const SINGLE_AUDIENCE = new Set(['token.actions.githubusercontent.com', 'accounts.google.com', 'cognito-identity.amazonaws.com', 'app.terraform.io']);

/** The provider of many customers that this URL, without its scheme, belongs to. */
export function sharedProvider(url: string): SharedProvider | undefined {
  return CI_PROVIDERS.find(([host]) => host.test(url.toLowerCase()))?.[1];
}

/** The URL of the provider that a Federated principal names, without the scheme: the prefix of its condition keys. */
export function providerUrl(principal: string): string | undefined {
  const ofArn = /^arn:[^:]*:iam::[^:]*:oidc-provider\/(.+)$/s.exec(principal);
  if (ofArn !== null) return ofArn[1];
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(principal) ? principal : undefined;
}

/** Whether a test limits a claim that every token has, so that `IfExists` and `ForAllValues` change nothing. */
export function limitsClaim(test: ConditionTest): boolean {
  return test.operator.name !== 'Null' && !traitsOf(test).negated && !test.values.some((value) => isAnything(value.pattern));
}

/** For a key of an audience: whether its provider is known to give one audience, or not known. */
export function audienceKind(keyId: string): 'single' | 'unknown' | undefined {
  if (!keyId.endsWith(':aud') || keyPrefix(keyId)?.includes('.') !== true) return undefined;
  return SINGLE_AUDIENCE.has(keyId.slice(0, -':aud'.length)) ? 'single' : 'unknown';
}
