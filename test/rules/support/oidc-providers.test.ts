import { describe, expect, it } from 'vitest';
import { sharedProvider } from '../../../src/rules/support/oidc-providers.ts';

describe('providers of many customers', () => {
  it.each([
    ['token.actions.githubusercontent.com', 'sub'],
    ['token.actions.githubusercontent.com/my-enterprise', 'sub'],
    ['gitlab.com', 'sub'],
    ['app.terraform.io', 'sub'],
    ['api.bitbucket.org/2.0/workspaces/my-workspace/pipelines-config/identity/oidc', 'sub'],
    ['oidc.circleci.com/org/00000000-0000-0000-0000-000000000000', 'sub'],
    ['oidc.eks.eu-west-1.amazonaws.com/id/ABC', 'sub'],
    ['oidc.eks.cn-north-1.amazonaws.com.cn/id/ABC', 'sub'],
    ['agent.buildkite.com', 'sub'],
    ['vstoken.dev.azure.com/00000000-0000-0000-0000-000000000000', 'sub'],
    ['oidc.vercel.com', 'sub'],
    ['api.pulumi.com/oidc', 'aud'],
    ['oidc.codefresh.io', 'sub'],
    ['scalr.io', 'sub'],
    ['studio.datachain.ai/api', 'sub'],
    ['oidc-configuration.audit-log.githubusercontent.com', 'sub'],
    ['proidc.upbound.io', 'sub'],
    ['accounts.google.com', 'aud'],
    ['cognito-identity.amazonaws.com', 'aud'],
  ])('%s tells them apart by `%s`', (url, claim) => {
    const provider = sharedProvider(url);
    expect(provider?.claim).toBe(claim);
    // What is given as an example is about one customer.
    if (provider?.tenant !== undefined) expect(provider.example).toMatch(provider.tenant);
  });

  it.each(['gitlab.example.com', 'token.actions.githubusercontent.com.evil.example', 'xgitlab.com', 'keycloak.example.com/realms/github'])('%s is somebody’s own', (url) => {
    expect(sharedProvider(url)).toBeUndefined();
  });
});
