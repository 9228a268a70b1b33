import { describe, expect, it } from 'vitest';
import { lintPolicy, type PolicyType } from 'policy-lint';
import { rule as defaultShell } from '../../src/rules/session-default-shell.ts';
import { rule as documentCheck } from '../../src/rules/session-document-check.ts';
import { rule as sessionsOfOthers } from '../../src/rules/sessions-of-others.ts';
import { rule as portForwarding } from '../../src/rules/session-port-forwarding.ts';
import { document, role, templateFindings } from './template-findings.ts';

/** Rules that look at one Allow say nothing of what other statements deny, and all of the rest. */
const github = 'token.actions.githubusercontent.com';
const provider = { Federated: `arn:aws:iam::111122223333:oidc-provider/${github}` };
const assume = { Effect: 'Allow', Action: 'sts:AssumeRole' };
const account = { ...assume, Principal: { AWS: 'arn:aws:iam::444455556666:root' } };
const scheduler = { ...assume, Principal: { Service: 'scheduler.amazonaws.com' } };
const workflows = {
  Effect: 'Allow',
  Principal: provider,
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringEquals: { [`${github}:sub`]: 'repo:octo-org/octo-repo:ref:refs/heads/main' } },
};
const bucket = { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-west-1:111122223333:queue', Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } } };
const everyone = { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-west-1:111122223333:queue' };
const inOrganization = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };

interface Case {
  readonly rule: string;
  readonly type: PolicyType;
  readonly allow: object;
  readonly options?: Readonly<Record<string, readonly string[]>>;
  /** Without `Principal`, it is about everyone. */
  readonly silencing: readonly object[];
  readonly not: readonly object[];
}

const cases: readonly Case[] = [
  {
    rule: 'cross-account-trust',
    type: 'trust',
    allow: { ...account, Action: ['sts:AssumeRole', 'sts:TagSession'] },
    silencing: [
      { ...assume, Condition: { StringNotEquals: { 'sts:ExternalId': 'abc' } } },
      { ...account, Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } },
      { ...assume, Action: 'sts:*', Condition: inOrganization },
    ],
    not: [
      { ...assume, Condition: { StringEquals: { 'sts:ExternalId': 'abc' } } },
      { ...assume, Condition: { Null: { 'sts:ExternalId': 'true' } } },
      { ...assume, Condition: { StringNotLike: { 'sts:ExternalId': '*' } } },
      { ...assume, Condition: { StringNotLike: { 'aws:PrincipalOrgID': 'o-*' } } },
      { ...assume, Condition: { ...inOrganization, Bool: { 'aws:SecureTransport': 'false' } } },
      { ...assume, Condition: { StringNotEqual: { 'sts:ExternalId': 'abc' } } },
      { ...account, Principal: { AWS: '777788889999' }, Condition: { StringNotEquals: { 'sts:ExternalId': 'abc' } } },
      { ...assume, Action: 'sts:TagSession', Condition: { StringNotEquals: { 'sts:ExternalId': 'abc' } } },
      { ...assume, Principal: undefined, NotPrincipal: { AWS: '777788889999' }, Condition: { StringNotEquals: { 'sts:ExternalId': 'abc' } } },
    ],
  },
  {
    rule: 'service-trust-source',
    type: 'trust',
    allow: scheduler,
    silencing: [{ ...assume, Condition: { StringNotEquals: { 'aws:SourceAccount': '111122223333' } } }, { ...scheduler, Condition: { ArnNotLike: { 'aws:SourceArn': 'arn:aws:scheduler:*:111122223333:*' } } }],
    not: [{ ...assume, Condition: { StringEquals: { 'aws:SourceAccount': '777788889999' } } }, { ...assume, Condition: { ArnNotLike: { 'aws:SourceArn': 'arn:aws:scheduler:*' } } }, { ...assume, Condition: { Null: { 'aws:SourceAccount': 'true' } } }],
  },
  {
    rule: 'open-service-source',
    type: 'resource',
    allow: bucket,
    silencing: [{ ...everyone, Condition: { StringNotEquals: { 'aws:SourceAccount': '111122223333' } } }],
    not: [{ ...everyone, Condition: { StringNotEquals: { 'aws:SourceAccount': '111122223333' } }, Resource: 'arn:aws:sqs:eu-west-1:111122223333:other' }, { ...everyone, Condition: { ArnNotLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } } }],
  },
  {
    rule: 'untrusted-principal',
    type: 'trust',
    allow: account,
    options: { accounts: ['111122223333'] },
    silencing: [{ ...assume, Condition: inOrganization }],
    not: [{ ...assume, Condition: { StringNotLike: { 'aws:PrincipalOrgID': 'o-*' } } }, { ...assume, Condition: { StringNotEquals: { 'sts:ExternalId': 'abc' } } }],
  },
  {
    rule: 'oidc-audience',
    type: 'trust',
    allow: workflows,
    silencing: [{ ...workflows, Condition: { StringNotEquals: { [`${github}:aud`]: 'sts.amazonaws.com' } } }],
    not: [{ ...workflows, Condition: { StringEquals: { [`${github}:aud`]: 'other' } } }, { ...workflows, Condition: { StringNotEquals: { [`${github}:sub`]: 'repo:octo-org/octo-repo:ref:refs/heads/main' } } }],
  },
  {
    rule: 'github-subject',
    type: 'trust',
    allow: { ...workflows, Condition: { StringLike: { [`${github}:sub`]: 'repo:octo-*' } } },
    silencing: [
      { ...workflows, Condition: { StringNotLike: { [`${github}:sub`]: 'repo:octo-org/*' } } },
      { ...workflows, Principal: '*', Action: 'sts:*', Condition: { StringNotEquals: { [`${github}:sub`]: 'repo:octo-org/octo-repo:ref:refs/heads/main' } } },
    ],
    not: [
      { ...workflows, Condition: { StringNotLike: { [`${github}:sub`]: 'repo:octo-o*' } } },
      { ...workflows, Condition: { StringNotLike: { [`${github}:sub`]: '*' } } },
      { ...workflows, Condition: { StringLike: { [`${github}:sub`]: 'repo:octo-org/*' } } },
      { ...workflows, Condition: { StringNotLike: { [`${github}:sub`]: 'repo:octo-org/*' }, Bool: { 'aws:SecureTransport': 'false' } } },
      { ...workflows, Action: 'sts:AssumeRole', Condition: { StringNotLike: { [`${github}:sub`]: 'repo:octo-org/*' } } },
    ],
  },
  {
    rule: 'oidc-subject-wildcard',
    type: 'trust',
    allow: { ...workflows, Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' }, Condition: { StringLike: { 'gitlab.com:sub': 'project_path:my*' } } },
    silencing: [{ ...workflows, Principal: '*', Condition: { StringNotLike: { 'gitlab.com:sub': 'project_path:mygroup/*' } } }],
    not: [{ ...workflows, Principal: '*', Condition: { StringNotLike: { 'gitlab.com:sub': ['project_path:mygroup/*', 'project_path:m*'] } } }, { ...workflows, Condition: { StringNotLike: { 'gitlab.com:sub': 'project_path:mygroup/*' } } }],
  },
  {
    rule: 'public-access',
    type: 'resource',
    allow: everyone,
    silencing: [{ ...everyone, Condition: inOrganization }, { ...everyone, Principal: undefined, NotPrincipal: { AWS: '444455556666' } }, { ...everyone, Principal: undefined, NotPrincipal: { AWS: '444455556666' }, Condition: inOrganization }],
    not: [
      { ...everyone, Principal: undefined, NotPrincipal: { AWS: '444455556666' }, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { ...everyone, Principal: undefined, NotPrincipal: { AWS: '*' } },
      { ...everyone, Condition: { StringNotEqual: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }, Bool: { 'aws:PrincipalIsAWSService': 'false' } } },
      { ...everyone, Condition: { 'ForAnyValue:StringNotEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } },
    ],
  },
];

describe.each(cases)('$rule', ({ rule, type, allow, options, silencing, not }) => {
  const found = (denied?: object): number => {
    const deny = denied === undefined ? [] : [{ Principal: '*', ...denied, Effect: 'Deny' }];
    return lintPolicy(document(allow, ...deny), { type, rules: { [rule]: options === undefined ? {} : { options } } }).filter((finding) => finding.ruleId === rule && finding.pointer.startsWith('/Statement/0')).length;
  };

  it('is found without a Deny', () => {
    expect(found()).toBe(1);
  });

  it.each(silencing)('is not found beside %j', (denied) => {
    expect(found(denied)).toBe(0);
  });

  it.each(not)('is found beside %j', (denied) => {
    expect(found(denied)).toBe(1);
  });
});

describe('sessions', () => {
  const start = { Effect: 'Allow', Action: 'ssm:StartSession', Resource: '*' };
  const end = { Effect: 'Allow', Action: 'ssm:TerminateSession', Resource: '*' };
  const listed = { ...start, Resource: ['arn:aws:ec2:*:*:instance/*', 'arn:aws:ssm:*::document/AWS-StartSSHSession'] };
  const own = 'arn:aws:ssm:*:*:session/${aws:username}-*';
  const remote = 'arn:aws:ssm:*:*:document/AWS-StartPortForwardingSessionToRemoteHost';
  const boundary = { PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' };

  it.each([
    { rule: defaultShell, allow: start, denied: {} },
    { rule: documentCheck, allow: listed, denied: {} },
    { rule: portForwarding, allow: start, denied: { Resource: remote } },
    { rule: portForwarding, allow: start, denied: { Resource: undefined, NotResource: ['arn:aws:ec2:*:*:instance/*', 'arn:aws:ssm:*::document/AWS-StartSSHSession'] } },
    { rule: sessionsOfOthers, allow: end, denied: {} },
    { rule: sessionsOfOthers, allow: end, denied: { Resource: undefined, NotResource: own } },
    { rule: sessionsOfOthers, allow: end, denied: { Condition: { StringNotLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': '${aws:userid}' } } } },
  ])('$rule.meta.id is silent where another policy denies $denied', ({ rule, allow, denied }) => {
    const one = document(allow);
    expect(templateFindings(rule, { Someone: role({ one }) })).toHaveLength(1);
    expect(templateFindings(rule, { Someone: role({ one, two: document({ ...allow, Resource: '*', ...denied, Effect: 'Deny' }) }) })).toHaveLength(0);
    expect(templateFindings(rule, { Someone: role({ one }, boundary) })).toHaveLength(0);
  });

  it.each([
    { rule: defaultShell, allow: start, denied: { Resource: 'arn:aws:ec2:*:*:instance/i-1' } },
    { rule: defaultShell, allow: start, denied: { Resource: undefined, NotResource: 'arn:aws:ec2:*:*:instance/i-1' } },
    { rule: defaultShell, allow: start, denied: { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } } },
    { rule: documentCheck, allow: listed, denied: { Resource: 'arn:aws:ec2:*:*:instance/*' } },
    { rule: portForwarding, allow: start, denied: { Resource: 'arn:aws:ssm:eu-west-1::document/AWS-StartPortForwardingSessionToRemoteHost' } },
    { rule: portForwarding, allow: start, denied: { Resource: remote, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } } },
    { rule: portForwarding, allow: start, denied: { Resource: undefined, NotResource: remote } },
    { rule: sessionsOfOthers, allow: end, denied: { Action: 'ssm:ResumeSession' } },
    { rule: sessionsOfOthers, allow: end, denied: { Resource: undefined, NotResource: 'arn:aws:ssm:*:*:session/*' } },
    { rule: sessionsOfOthers, allow: end, denied: { Condition: { StringEquals: { 'ssm:resourceTag/aws:ssmmessages:session-id': 'root' } } } },
  ])('$rule.meta.id is found where another policy denies $denied', ({ rule, allow, denied }) => {
    expect(templateFindings(rule, { Someone: role({ one: document(allow), two: document({ ...allow, Resource: '*', ...denied, Effect: 'Deny' }) }) })).toHaveLength(1);
  });
});
