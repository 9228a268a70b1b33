import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, lintPolicy, parsePolicy } from 'policy-lint';
import { document } from './template-findings.ts';

/**
 * Where a Deny makes a rule silent, or a suggestion of what it says, it has to keep the action from the holder, or
 * bound it: so a request about something that no statement names is not allowed.
 */
interface Subject {
  readonly rule: string;
  readonly action: string;
  /** What nobody names. */
  readonly stranger: string;
  readonly allows: readonly object[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const subjects: readonly Subject[] = [
  {
    rule: 'credentials-exposure',
    action: 'secretsmanager:GetSecretValue',
    stranger: 'arn:aws:secretsmanager:eu-west-3:999988887777:secret:zzz-AbCdEf',
    allows: [{ Action: 'secretsmanager:GetSecretValue', Resource: '*' }, { Action: 'secretsmanager:Get*', Resource: 'arn:aws:secretsmanager:*:*:secret:*' }],
    actions: ['secretsmanager:*', 'secretsmanager:Get*', 'secretsmanager:Put*', '*'],
    resources: ['*', 'arn:aws:secretsmanager:*:*:secret:*', 'arn:aws:secretsmanager:*:*:secret:app*', 'arn:aws:secretsmanager:eu-west-1:*:secret:*', 'arn:aws:s3:::*'],
  },
  {
    rule: 'data-exposure',
    action: 's3:GetObject',
    stranger: 'arn:aws:s3:::zzz/file',
    allows: [{ Action: 's3:GetObject', Resource: '*' }, { Action: 's3:Get*', Resource: 'arn:aws:s3:::*' }, { Action: 's3:GetObject', Resource: 'arn:aws:s3:::*/*' }],
    actions: ['s3:*', 's3:GetObject', 's3:Put*', '*'],
    resources: ['*', 'arn:aws:s3:::*', 'arn:aws:s3:::*/*', 'arn:aws:s3:::b/*', 'arn:aws:s3:::b', 'arn:aws:sqs:*:*:*'],
  },
  {
    rule: 'pass-role',
    action: 'iam:PassRole',
    stranger: 'arn:aws:iam::111122223333:role/zzz',
    allows: [{ Action: 'iam:PassRole', Resource: '*' }, { Action: 'iam:*', Resource: 'arn:aws:iam::*:role/*' }, { NotAction: 's3:*', Resource: '*' }, { Action: 'iam:PassRole', NotResource: 'arn:aws:iam::*:role/q' }],
    actions: ['iam:PassRole', 'iam:*', 'iam:Get*', '*'],
    resources: ['*', 'arn:aws:iam::*:role/*', 'arn:aws:iam::*:role/app*', 'arn:aws:iam::111122223333:*', 'arn:aws:iam::*:user/*'],
  },
  {
    rule: 'sensitive-wildcard',
    action: 'kms:PutKeyPolicy',
    stranger: 'arn:aws:kms:eu-west-3:111122223333:key/zzz',
    allows: [{ Action: 'kms:*', Resource: '*' }, { Action: 'kms:*', Resource: 'arn:aws:kms:*:*:key/*' }],
    actions: ['kms:*', '*', 'kms:PutKeyPolicy', 'kms:Get*'],
    resources: ['*', 'arn:aws:kms:*:*:key/*', 'arn:aws:kms:*:*:key/abc'],
  },
  {
    rule: 'sessions-of-others',
    action: 'ssm:TerminateSession',
    stranger: 'arn:aws:ssm:eu-west-1:111122223333:session/zzz-0123',
    allows: [{ Action: 'ssm:TerminateSession', Resource: '*' }, { Action: 'ssm:TerminateSession', Resource: 'arn:aws:ssm:*:*:session/*' }],
    actions: ['ssm:*', 'ssm:TerminateSession', 'ssm:Resume*'],
    resources: ['*', 'arn:aws:ssm:*:*:session/*', 'arn:aws:ssm:*:*:session/alice-*'],
  },
];

const conditions: readonly object[] = [
  { StringEquals: { 'aws:ResourceTag/t': 'x' } },
  { StringNotEqualsIfExists: { 'aws:ResourceTag/t': 'x' } },
  { StringNotLike: { 'aws:PrincipalArn': '*' } },
  { StringNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/admin' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
  { Null: { 'aws:SourceVpce': 'true' } },
  { Null: { 'aws:SourceVpce': 'false' } },
  { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  { NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
  { DateGreaterThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } },
  { Bool: { 'aws:SecureTransport': 'false' } },
  { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': 'x' } },
  { StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
  { StringNotLike: { 'iam:PassedToService': '*.amazonaws.com' } },
  { StringNotEquals: { 'aws:SourceVpce': 'vpce-0aa11bb22cc33dd44' }, StringEquals: { 'aws:ResourceTag/t': 'x' } },
  { StringNotEqual: { 'aws:ResourceTag/t': 'x' } },
];

const principal = 'arn:aws:iam::111122223333:user/someone';
const network = { 'aws:SourceIp': '198.51.100.7', 'aws:SecureTransport': 'true', 'aws:CurrentTime': '2026-11-29T00:00:00Z' };
const contexts = [{}, { ...network, 'iam:PassedToService': 'glue.amazonaws.com' }, { ...network, 'aws:MultiFactorAuthPresent': 'false' }];

function found(rule: string, policy: object): boolean {
  return lintPolicy(policy, { type: 'identity', rules: { [rule]: {} } }).some(({ ruleId, pointer, severity }) => ruleId === rule && pointer.startsWith('/Statement/0') && severity !== 'suggestion');
}

describe('a Deny that makes a rule silent', () => {
  it.each(subjects)('keeps back or bounds what $rule is about', ({ rule, action, stranger, allows, actions, resources }) => {
    const element = (name: string, values: readonly string[]): fc.Arbitrary<object> => fc.tuple(fc.constantFrom(name, name, `Not${name}`), fc.constantFrom(...values)).map(([key, value]) => ({ [key]: value }));
    const deny = fc
      .tuple(element('Action', actions), element('Resource', resources), fc.oneof(fc.constant(undefined), fc.constantFrom(...conditions)))
      .map(([what, where, condition]) => ({ Effect: 'Deny', ...what, ...where, ...(condition === undefined ? {} : { Condition: condition }) }));
    let silent = 0;
    fc.assert(
      fc.property(fc.constantFrom(...allows), fc.array(deny, { minLength: 1, maxLength: 2 }), (given, denies) => {
        const allow = { Effect: 'Allow', ...given };
        const policy = document(allow, ...denies);
        if (!found(rule, document(allow)) || found(rule, policy)) return;
        silent += 1;
        const parsed = parsePolicy(policy).policy;
        if (parsed === undefined) throw new Error('this is no policy');
        for (const context of contexts) expect(evaluate(parsed, { principal, action, resource: stranger, context }).decision).not.toBe('allowed');
      }),
      { numRuns: 300 },
    );
    expect(silent).toBeGreaterThan(0);
  });
});
