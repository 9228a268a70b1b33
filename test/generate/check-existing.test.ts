import { parsePolicy, type PolicyDocument, type Policy } from 'policy-lint';
import { describe, expect, test } from 'vitest';
import { checkExisting } from '../../src/generate/check-existing.ts';
import { generatedPolicy } from '../../src/generate/generated-policy.ts';
import { deploy } from './kinds.ts';

const generated = generatedPolicy(deploy('fixtures/sources/cdk-app/cdk.out'));
const [own] = generated.policies.map(({ document }) => document);

function policyOf(document: PolicyDocument | undefined): Policy {
  return parsePolicy(document, { type: 'identity' }).policy ?? expect.fail();
}

const role = (name: string): string => `arn:aws:iam::111122223333:role/cdk-hnb659fds-${name}-role-111122223333-eu-west-1`;

describe('checkExisting', () => {
  test('finds nothing in the policy itself', () => {
    expect(checkExisting([policyOf(own)], generated)).toEqual({ missing: [], excess: [], unknown: [] });
  });

  test('names what is missing, with a request', () => {
    const statement = { Effect: 'Allow' as const, Action: 'sts:AssumeRole', Resource: [role('deploy'), role('lookup')] };
    const { missing, excess } = checkExisting([policyOf({ Version: '2012-10-17', Statement: [statement] })], generated);
    expect(excess).toEqual([]);
    expect(missing).toMatchObject([{ name: expect.stringContaining('publish file assets') as string, request: { action: 'sts:AssumeRole', resource: role('file-publishing') } }]);
  });

  test('names what is too much, entry by entry, with requests that it allows', () => {
    const statement = { Sid: 'Wide', Effect: 'Allow' as const, Action: ['sts:AssumeRole', 'iam:PassRole', 's3:Get*'], Resource: '*' };
    const { missing, excess } = checkExisting([policyOf({ Version: '2012-10-17', Statement: [statement] })], generated);
    expect(missing).toEqual([]);
    expect(excess).toMatchObject([
      { action: 'sts:AssumeRole', sid: 'Wide', request: { action: 'sts:AssumeRole' } },
      { action: 'iam:PassRole', request: { action: 'iam:PassRole' } },
      { action: 's3:Get*', request: { action: expect.stringMatching(/^s3:Get/) as string } },
    ]);
  });

  test('counts several policies together, and a Deny among them', () => {
    const allow = { Effect: 'Allow' as const, Action: ['sts:AssumeRole', 'iam:PassRole'], Resource: '*' };
    const deny = { Effect: 'Deny' as const, Action: ['iam:PassRole'], Resource: '*' };
    const limit = { Effect: 'Deny' as const, Action: 'sts:*', NotResource: [role('deploy'), role('lookup'), role('file-publishing')] };
    const policies = [allow, deny, limit].map((statement) => policyOf({ Version: '2012-10-17', Statement: [statement] }));
    expect(checkExisting(policies, generated)).toEqual({ missing: [], excess: [], unknown: [] });
  });

  test('a Deny makes a needed request missing', () => {
    const deny = { Effect: 'Deny' as const, Action: 'sts:AssumeRole', Resource: role('deploy') };
    const { missing } = checkExisting([policyOf(own), policyOf({ Version: '2012-10-17', Statement: [deny] })], generated);
    expect(missing.map(({ request }) => request.resource)).toEqual([role('deploy')]);
  });

  test('looks at a NotAction as a whole', () => {
    const statement = { Effect: 'Allow' as const, NotAction: ['sts:*'], Resource: '*' };
    const { excess } = checkExisting([policyOf(own), policyOf({ Version: '2012-10-17', Statement: [statement] })], generated);
    expect(excess).toHaveLength(1);
  });
});
