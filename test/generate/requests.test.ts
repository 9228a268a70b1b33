import type { AccessRequest } from 'policy-lint';
import { describe, expect, test } from 'vitest';
import { decider } from '../../src/generate/decide.ts';
import { mergedNotes } from '../../src/generate/notes.ts';
import type { Environment, Permission } from '../../src/generate/permission.ts';
import { exampleRequests, needsOf } from '../../src/generate/requests.ts';
import { environment } from './kinds.ts';

const anywhere: Environment = { partition: 'aws', account: '*', region: '*' };

describe('example requests', () => {
  test.each<readonly [string, string, Environment, string]>([
    ['s3:GetObject', 'arn:aws:s3:::b/k', environment, 'arn:aws:s3:::b/k'],
    ['s3:GetObject', 'arn:aws:s3:::b/*', environment, 'arn:aws:s3:::b/example'],
    ['sqs:SendMessage', 'arn:aws:sqs:*:*:q-?', environment, 'arn:aws:sqs:eu-west-1:111122223333:q-x'],
    ['sqs:SendMessage', 'arn:aws:sqs:*:*:q', anywhere, 'arn:aws:sqs:us-east-1:111122223333:q'],
    ['sqs:SendMessage', '*', environment, 'arn:aws:sqs:eu-west-1:111122223333:example'],
    ['sqs:SendMessage', 'arn:aws:sqs:*:*:${$}{x}${*}*', environment, 'arn:aws:sqs:eu-west-1:111122223333:${x}*example'],
    ['sts:GetCallerIdentity', '*', environment, '*'],
  ])('%s on %s', (action, resource, place, expected) => {
    expect(exampleRequests({ action }, resource, place)).toEqual([{ action, resource: expected }]);
  });

  test.each<readonly [Permission['condition'], unknown]>([
    [{ StringEquals: { 'iam:PassedToService': ['a', 'b'] } }, [{ 'iam:PassedToService': 'a' }, { 'iam:PassedToService': 'b' }]],
    [
      { ArnLike: { 'iam:PolicyARN': ['p', 'q-*'] }, StringEquals: { 'iam:PermissionsBoundary': 'b' } },
      [{ 'iam:PolicyARN': 'p', 'iam:PermissionsBoundary': 'b' }, { 'iam:PolicyARN': 'q-example', 'iam:PermissionsBoundary': 'b' }],
    ],
    [{ StringLike: { 'iam:AWSServiceName': '*.amazonaws.com' } }, [{ 'iam:AWSServiceName': 'example.amazonaws.com' }]],
    [{ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } }, [{ 'aws:TagKeys': ['a'] }]],
    [{ Null: { 'aws:ResourceTag/a': 'false' } }, [{ 'aws:ResourceTag/a': 'example' }]],
    [{ Null: { 'aws:ResourceTag/a': 'true' } }, [{}]],
  ])('meet the condition %j', (condition, contexts) => {
    expect(exampleRequests({ action: 'iam:PassRole', ...(condition === undefined ? {} : { condition }) }, 'arn:aws:iam::111122223333:role/r', environment).map(({ context }) => context)).toEqual(contexts);
  });

  test('give way to those that the kind knows', () => {
    const permission: Permission = { action: 's3:GetObject', resources: ['arn:aws:s3:::b/*'], purpose: 'read', reason: 'r', requests: [{ action: 's3:GetObject', resource: 'arn:aws:s3:::b/index.html' }] };
    expect(needsOf([permission], environment)).toEqual([
      { name: 'read: s3:GetObject on arn:aws:s3:::b/index.html', reason: 'r', request: { principal: 'arn:aws:iam::111122223333:role/deployer', action: 's3:GetObject', resource: 'arn:aws:s3:::b/index.html' } },
    ]);
  });
});

describe('decider', () => {
  const policy = { Version: '2012-10-17' as const, Statement: [{ Effect: 'Allow' as const, Action: ['sts:AssumeRole', 'sqs:SendMessage'], Resource: '*' }] };
  const request = (action: string, resource: string): AccessRequest => ({ principal: 'arn:aws:iam::111122223333:role/deployer', action, resource });

  test.each([
    ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/r', 'allowed'],
    ['sts:AssumeRole', 'arn:aws:iam::444455556666:role/r', 'allowed'],
    ['sqs:SendMessage', 'arn:aws:sqs:eu-west-1:444455556666:q', 'allowed'],
    ['sqs:DeleteQueue', 'arn:aws:sqs:eu-west-1:444455556666:q', 'implicitDeny'],
  ])('%s on %s is %s, with the consent of the other account', (action, resource, decision) => {
    expect(decider([policy])(request(action, resource))).toBe(decision);
  });
});

test('gaps that several resources have in common are told once', () => {
  const merged = mergedNotes({
    unscoped: [
      { action: 'b:B', resources: ['y'], why: 'w' },
      { action: 'b:B', resources: ['x', 'y'], why: 'w' },
      { action: 'a:A', resources: ['*'], why: 'w' },
    ],
    dropped: [
      { action: 'a:A', why: 'w', notNeeded: true, subjects: ['T'] },
      { action: 'a:A', why: 'w', notNeeded: true, subjects: ['S'] },
      { action: 'a:A', why: 'v' },
    ],
    unknown: [
      { subject: 'S', why: 'w' },
      { subject: 'S', why: 'w' },
    ],
  });
  expect(merged).toEqual({
    unscoped: [
      { action: 'a:A', resources: ['*'], why: 'w' },
      { action: 'b:B', resources: ['x', 'y'], why: 'w' },
    ],
    dropped: [
      { action: 'a:A', why: 'v' },
      { action: 'a:A', why: 'w', notNeeded: true, subjects: ['S', 'T'] },
    ],
    unknown: [{ subject: 'S', why: 'w' }],
  });
});
