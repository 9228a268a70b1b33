import { keyPrefix } from './condition-tests.ts';

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
}

const CI_PROVIDERS: readonly (readonly [host: RegExp, provider: SharedProvider])[] = [
  [/^token\.actions\.githubusercontent\.com$/, { name: 'GitHub Actions', claim: 'sub', example: 'repo:octo-org/octo-repo:ref:refs/heads/main', others: ['job_workflow_ref'] }],
  [/^gitlab\.com$/, { name: 'GitLab', claim: 'sub', example: 'project_path:group/project:ref_type:branch:ref:main' }],
  [/^app\.terraform\.io$/, { name: 'HCP Terraform', claim: 'sub', example: 'organization:my-org:project:my-project:workspace:my-workspace:run_phase:apply' }],
  [/^api\.bitbucket\.org\/2\.0\/workspaces\/.+$/, { name: 'Bitbucket Pipelines', claim: 'sub', example: '{repository-uuid}:*' }],
  [/^oidc\.circleci\.com\/org\/.+$/, { name: 'CircleCI', claim: 'sub', example: 'org/ORG_ID/project/PROJECT_ID/user/USER_ID' }],
  [/^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\/.+$/, { name: 'Amazon EKS', claim: 'sub', example: 'system:serviceaccount:namespace:service-account' }],
  [/^agent\.buildkite\.com$/, { name: 'Buildkite', claim: 'sub', example: 'organization:my-org:pipeline:my-pipeline:*' }],
  [/^oidc\.vercel\.com(?:\/.+)?$/, { name: 'Vercel', claim: 'sub', example: 'owner:my-team:project:my-project:environment:production' }],
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

/** For a key of an audience: whether its provider is known to give one audience, or not known. */
export function audienceKind(keyId: string): 'single' | 'unknown' | undefined {
  if (!keyId.endsWith(':aud') || keyPrefix(keyId)?.includes('.') !== true) return undefined;
  return SINGLE_AUDIENCE.has(keyId.slice(0, -':aud'.length)) ? 'single' : 'unknown';
}
