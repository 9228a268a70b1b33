import { rule } from '../../src/rules/not-principal.ts';
import { testRule } from './rule-tester.ts';

const policy = (Effect: string, Action = 'sqs:SendMessage'): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' }, Action }],
});

const [account, user, role, session] = ['arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:user/bob', 'arn:aws:iam::111122223333:role/ci/build', 'arn:aws:sts::111122223333:assumed-role/build/nightly'];
const sparing = (...AWS: readonly string[]): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', NotPrincipal: { AWS }, Action: 'sqs:SendMessage', Resource: '*' }] });
const inTemplate = 'arn:aws:iam::<<AWS::AccountId:accountId>>';

testRule(rule, {
  valid: [
    { policy: policy('Deny'), type: 'resource' },
    { name: 'a user and the account', policy: sparing(user, '111122223333'), type: 'resource' },
    { name: 'a session, its role and the account', policy: sparing(session, role, account), type: 'resource' },
    { name: 'the account of a template', policy: sparing(`${inTemplate}:user/bob`, `${inTemplate}:root`), type: 'resource' },
    { name: 'somebody whom the template does not tell', policy: sparing(user, '<<Others>>'), type: 'resource' },
    { name: 'services', policy: { Statement: { Effect: 'Deny', NotPrincipal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' } }, type: 'resource' },
  ],
  invalid: [
    { name: 'a user alone', policy: sparing(user), type: 'resource', findings: [{ messageId: 'incomplete', at: `"${user}"`, severity: 'warning', message: /only if `NotPrincipal` names its account too/ }] },
    { name: 'the account of somebody else', policy: sparing(user, 'arn:aws:iam::444455556666:root'), type: 'resource', findings: [{ messageId: 'incomplete', at: `"${user}"` }] },
    { name: 'a role alone', policy: sparing(role), type: 'resource', findings: [{ messageId: 'incomplete', at: `"${role}"`, message: /each of its sessions and its account/ }] },
    { name: 'a role and the account', policy: sparing(role, account), type: 'resource', findings: [{ messageId: 'incomplete', at: `"${role}"`, message: /names each of its sessions too/ }] },
    { name: 'a session alone', policy: sparing(session), type: 'resource', findings: [{ messageId: 'incomplete', at: `"${session}"`, message: /its role and its account/ }] },
    {
      name: 'a session of another role',
      policy: sparing('arn:aws:sts::111122223333:assumed-role/deploy/nightly', role, account),
      type: 'resource',
      findings: [
        { messageId: 'incomplete', at: '"arn:aws:sts::111122223333:assumed-role/deploy/nightly"', message: /its role too/ },
        { messageId: 'incomplete', at: `"${role}"`, message: /each of its sessions too/ },
      ],
    },
    { name: 'a user of a template', policy: sparing(`${inTemplate}:user/bob`), type: 'resource', findings: [{ messageId: 'incomplete', at: `"${inTemplate}:user/bob"` }] },
    { policy: policy('Allow'), type: 'resource', findings: [{ messageId: 'allow', at: '"NotPrincipal"', code: 'ALLOW_WITH_NOT_PRINCIPAL', severity: 'security' }] },
    {
      policy: policy('Deny', 'sts:AssumeRole'),
      type: 'trust',
      findings: [{ messageId: 'trust', at: '"NotPrincipal"', code: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL', severity: 'error' }],
    },
  ],
});
