import { rule } from '../../src/rules/oidc-audience.ts';
import { trustPolicy } from './condition-statement.ts';
import { testRule, type ExpectedFinding } from './rule-tester.ts';

const provider = (url: string): string => `arn:aws:iam::111122223333:oidc-provider/${url}`;
const trust = (Federated: string, Condition?: unknown, rest: object = {}): object => trustPolicy({ Federated }, 'sts:AssumeRoleWithWebIdentity', Condition, rest);
const github = 'token.actions.githubusercontent.com';
const gitlab = 'gitlab.com';
const terraform = 'app.terraform.io';
const circle = 'oidc.circleci.com/org/ORG';
const bitbucket = 'api.bitbucket.org/2.0/workspaces/w/pipelines-config/identity/oidc';
const eks = 'oidc.eks.eu-west-1.amazonaws.com/id/ABC';
const subject = { [`${github}:sub`]: 'repo:octo-org/octo-repo:ref:refs/heads/main' };
const missing = (url: string, message: RegExp): ExpectedFinding => ({ messageId: 'missing', at: `"${provider(url)}"`, severity: 'warning', message });

testRule(rule, {
  valid: [
    trust(provider(github), { StringEquals: { ...subject, [`${github}:aud`]: 'sts.amazonaws.com' } }),
    trust(provider(github), { StringLike: subject, 'ForAllValues:StringEquals': { [`${github}:aud`]: ['sts.amazonaws.com'] } }),
    trust(provider(github), { StringEquals: { ...subject, [`${github}:aud`]: '<<Audience>>' } }),
    trust(provider(eks), { StringEquals: { [`${eks}:sub`]: 'system:serviceaccount:a:b', [`${eks}:aud`]: 'sts.amazonaws.com' } }),
    // An exact audience beside a pattern.
    trust(provider(github), { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' }, StringLike: { ...subject, [`${github}:aud`]: 'sts.*' } }),
    trust('accounts.google.com', { StringEquals: { 'accounts.google.com:aud': 'client', 'accounts.google.com:sub': 'user' } }),
    trust('accounts.google.com', { StringEquals: { 'accounts.google.com:oaud': 'client', 'accounts.google.com:sub': 'user' } }),
    // Their customers are told apart by the audience, or they have none.
    trust('cognito-identity.amazonaws.com', { 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' } }),
    trust('graph.facebook.com', { StringEquals: { 'graph.facebook.com:app_id': 'app' } }),
    // Without any condition, another rule asks for both.
    trust(provider('login.example.com')),
    trust(provider(github), { StringEquals: subject }, { Effect: 'Deny' }),
    trust(provider('<<Issuer>>'), { StringEquals: { 'login.example.com:sub': 'me' } }),
    trust(provider(github), '<<Conditions>>'),
    trustPolicy({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole'),
  ].map((policy) => ({ policy, type: 'trust' as const })),
  invalid: [
    { policy: trust(provider(github), { StringEquals: subject }), type: 'trust', findings: [missing(github, /registered.*`token\.actions\.githubusercontent\.com:aud`, such as `sts\.amazonaws\.com`$/)] },
    { name: 'no condition at all', policy: trust(provider(github)), type: 'trust', findings: [missing(github, /sts\.amazonaws\.com/)] },
    { policy: trust(provider(eks), { StringEquals: { [`${eks}:sub`]: 'system:serviceaccount:a:b' } }), type: 'trust', findings: [missing(eks, /`sts\.amazonaws\.com`/)] },
    { policy: trust(provider(gitlab), { StringEquals: { [`${gitlab}:sub`]: 'project_path:g/p:ref_type:branch:ref:main' } }), type: 'trust', findings: [missing(gitlab, /`https:\/\/gitlab\.com`/)] },
    { policy: trust(provider(terraform), { StringLike: { [`${terraform}:sub`]: 'organization:o:*' } }), type: 'trust', findings: [missing(terraform, /`aws\.workload\.identity`/)] },
    { policy: trust(provider(circle), { StringLike: { [`${circle.toLowerCase()}:sub`]: 'org/ORG/project/P/user/*' } }), type: 'trust', findings: [missing(circle, /`ORG_ID`/)] },
    { policy: trust(provider(bitbucket), { StringLike: { [`${bitbucket}:sub`]: '{uuid}:*' } }), type: 'trust', findings: [missing(bitbucket, /`ari:cloud:bitbucket::workspace\/WORKSPACE_UUID`/)] },
    {
      name: 'a provider of one customer, of which several applications may be registered',
      policy: trust(provider('login.example.com'), { StringEquals: { 'login.example.com:sub': 'me' } }),
      type: 'trust',
      findings: [missing('login.example.com', /the client ID of your application/)],
    },
    {
      name: 'an audience that is excluded, or only asked to be there',
      policy: trust(provider(github), { StringEquals: subject, StringNotEquals: { [`${github}:aud`]: 'other' }, Null: { [`${github}:aud`]: 'false' } }),
      type: 'trust',
      findings: [missing(github, /aud/)],
    },
    {
      policy: trust('accounts.google.com', { StringEquals: { 'accounts.google.com:sub': '1234' } }),
      type: 'trust',
      findings: [{ messageId: 'builtIn', at: '"accounts.google.com"', severity: 'security', message: /any application/ }],
    },
    {
      policy: trust(provider(github), { StringLike: { ...subject, [`${github}:aud`]: '*' } }),
      type: 'trust',
      findings: [{ messageId: 'wildcard', at: '"*"', severity: 'warning', message: /`\*`.*`sts\.amazonaws\.com`/ }],
    },
    {
      policy: trust(provider(github), { StringLike: { ...subject, [`${github}:aud`]: ['sts.amazonaws.com', 'https://github.com/octo*'] } }),
      type: 'trust',
      findings: [{ messageId: 'wildcard', at: '"https://github.com/octo*"' }],
    },
  ],
});
