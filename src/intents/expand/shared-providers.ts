/**
 * Identity providers that serve everybody: naming one lets its every user in, unless a condition on one of
 * these claims says who. An audience that is the same for all of them, as with GitHub, tells nobody apart.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
const CLAIMS_THAT_TELL_WHO: Readonly<Record<string, readonly string[]>> = {
  'accounts.google.com': ['aud', 'oaud', 'sub'],
  'agent.buildkite.com': ['sub'],
  'app.terraform.io': ['sub'],
  'cognito-identity.amazonaws.com': ['aud', 'sub'],
  'gitlab.com': ['sub'],
  'graph.facebook.com': ['app_id', 'id'],
  'oidc.circleci.com': ['aud', 'sub'],
  'token.actions.githubusercontent.com': ['job_workflow_ref', 'repository', 'repository_id', 'repository_owner', 'repository_owner_id', 'sub'],
  'vstoken.actions.githubusercontent.com': ['sub'],
  'www.amazon.com': ['app_id', 'user_id'],
};

/** A shared provider, by the text of a Federated principal: the host that begins its condition keys, and the claims. */
export function sharedProvider(text: string): { readonly host: string; readonly claims: readonly string[] } | undefined {
  const host = text.replace(/^.*:oidc-provider\//, '').split('/')[0] ?? '';
  const claims = CLAIMS_THAT_TELL_WHO[host];
  return claims === undefined ? undefined : { host, claims };
}
