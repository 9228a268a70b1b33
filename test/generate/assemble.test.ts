import fc from 'fast-check';
import { evaluate, type PolicyDocument } from 'policy-lint';
import { describe, expect, test } from 'vitest';
import { assemble, MANAGED_POLICY_QUOTA, policySize } from '../../src/generate/assemble.ts';
import type { Permission } from '../../src/generate/permission.ts';
import { sidOf, uniqueSids } from '../../src/generate/sid.ts';

function permission(action: string, resources: readonly string[], rest: Partial<Permission> = {}): Permission {
  return { action, resources, purpose: 'keep files', reason: `for ${action}`, ...rest };
}

function documentsOf(permissions: readonly Permission[]): readonly PolicyDocument[] {
  return assemble(permissions).map(({ document }) => document);
}

function statementsOf(permissions: readonly Permission[]): readonly unknown[] {
  return documentsOf(permissions).flatMap(({ Statement }) => Statement);
}

describe('assemble', () => {
  test('puts actions of one purpose on the same resources into one statement', () => {
    expect(statementsOf([permission('s3:PutObject', ['arn:aws:s3:::b/*', 'arn:aws:s3:::a/*']), permission('s3:GetObject', ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'])])).toEqual([
      { Sid: 'KeepFiles', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] },
    ]);
  });

  test('keeps other resources, conditions and purposes apart', () => {
    const condition = { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } };
    expect(
      statementsOf([
        permission('s3:PutObject', ['arn:aws:s3:::b/*']),
        permission('s3:GetObject', ['arn:aws:s3:::a/*']),
        permission('iam:PassRole', ['arn:aws:iam::111122223333:role/r'], { condition }),
        permission('s3:ListBucket', ['arn:aws:s3:::b'], { purpose: 'look around' }),
      ]),
    ).toMatchObject([{ Sid: 'KeepFiles', Condition: condition }, { Sid: 'KeepFiles2' }, { Sid: 'KeepFiles3' }, { Sid: 'LookAround' }]);
  });

  test('leaves out what another permission covers, and keeps its reason', () => {
    const [policy] = assemble([
      permission('s3:GetObject', ['arn:aws:s3:::b/logs/*'], { reason: 'the logs', purpose: 'read logs' }),
      permission('s3:GetObject', ['arn:aws:s3:::b/*'], { reason: 'everything' }),
      permission('s3:GetObject', ['arn:aws:s3:::b/logs/1'], { condition: { Bool: { 'aws:SecureTransport': 'true' } }, reason: 'one' }),
    ]);
    expect(policy?.statements).toHaveLength(1);
    expect(policy?.statements[0]?.grants).toMatchObject([{ resource: 'arn:aws:s3:::b/*', reasons: ['everything', 'one', 'the logs'] }]);
  });

  test('does not take a permission under a condition for one without', () => {
    const condition = { Bool: { 'aws:SecureTransport': 'true' } };
    expect(statementsOf([permission('s3:GetObject', ['arn:aws:s3:::b/*'], { condition }), permission('s3:GetObject', ['arn:aws:s3:::b/logs'])])).toHaveLength(2);
  });

  test('is inferred only where all of it is', () => {
    const [policy] = assemble([permission('s3:GetObject', ['*'], { inferred: true }), permission('s3:GetObject', ['*']), permission('s3:PutObject', ['*'], { inferred: true })]);
    expect(policy?.statements.flatMap(({ grants }) => grants.map(({ action, inferred }) => [action, inferred]))).toEqual([
      ['s3:GetObject', false],
      ['s3:PutObject', true],
    ]);
  });

  test('of nothing is nothing', () => {
    expect(assemble([])).toEqual([]);
  });
});

describe('quota', () => {
  const buckets = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `arn:aws:s3:::a-bucket-with-a-rather-long-name-${String(index).padStart(4, '0')}/*`);

  test('is counted without whitespace, at its very edge', () => {
    const document: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
    expect(policySize(document)).toBe('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'.length);
  });

  test('splits policies, and a statement that is too long by itself', () => {
    const permissions = [permission('s3:GetObject', buckets(300)), ...Array.from({ length: 60 }, (_, index) => permission('s3:PutObject', buckets(20), { purpose: `purpose ${index}`, condition: { StringEquals: { 'aws:PrincipalTag/n': String(index) } } }))];
    const documents = documentsOf(permissions);
    expect(documents.length).toBeGreaterThan(3);
    expect(documents.filter((document) => policySize(document) > MANAGED_POLICY_QUOTA)).toEqual([]);
    const sids = documents.flatMap(({ Statement }) => [Statement].flat().map(({ Sid }) => Sid));
    expect(new Set(sids).size).toBe(sids.length);
  });

  test('grows by the character: one more and there are two policies', () => {
    const size = (length: number): number => documentsOf([permission('s3:GetObject', [`arn:aws:s3:::b/${'x'.repeat(length)}`]), permission('s3:PutObject', ['arn:aws:s3:::b/y'])]).length;
    const fixed = policySize(documentsOf([permission('s3:GetObject', ['arn:aws:s3:::b/']), permission('s3:PutObject', ['arn:aws:s3:::b/y'])])[0] ?? expect.fail());
    expect([size(MANAGED_POLICY_QUOTA - fixed), size(MANAGED_POLICY_QUOTA - fixed + 1)]).toEqual([1, 2]);
  });
});

describe('laws', () => {
  const arn = fc.constantFrom('arn:aws:s3:::b', 'arn:aws:s3:::b/*', 'arn:aws:s3:::b/logs/*', 'arn:aws:s3:::*', '*', 'arn:aws:s3:::c/?');
  const anyPermission = fc.record({
    action: fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:ListBucket'),
    resources: fc.uniqueArray(arn, { minLength: 1, maxLength: 3 }),
    purpose: fc.constantFrom('keep files', 'read', 'look around'),
    reason: fc.constantFrom('one', 'two', 'three'),
  });

  test('the order of the permissions makes no difference', () => {
    fc.assert(
      fc.property(
        fc.array(anyPermission, { maxLength: 8 }).chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(assemble(shuffled)).toEqual(assemble(list));
        },
      ),
    );
  });

  test('allows exactly what the permissions say', () => {
    const resource = fc.constantFrom('arn:aws:s3:::b', 'arn:aws:s3:::b/x', 'arn:aws:s3:::b/logs/1', 'arn:aws:s3:::c/x', 'arn:aws:s3:::c/xy', 'arn:aws:s3:::d');
    fc.assert(
      fc.property(fc.array(anyPermission, { minLength: 1, maxLength: 6 }), fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:ListBucket'), resource, (permissions, action, target) => {
        const request = { principal: 'arn:aws:iam::111122223333:role/r', action, resource: target };
        const plain: PolicyDocument = { Version: '2012-10-17', Statement: permissions.map((each) => ({ Effect: 'Allow', Action: each.action, Resource: each.resources })) };
        expect(evaluate({ identityPolicies: documentsOf(permissions) }, request).decision).toBe(evaluate(plain, request).decision);
      }),
    );
  });
});

test.each([
  ['publish file assets', 'PublishFileAssets'],
  ['manage S3 Bucket', 'ManageS3Bucket'],
  ['read `x`: y/z', 'ReadXYZ'],
])('the Sid of `%s` is %s', (purpose, sid) => {
  expect(sidOf(purpose)).toBe(sid);
});

test('Sids are told apart by numbers', () => {
  const sid = uniqueSids();
  expect([sid('read'), sid('read'), sid('read 2'), sid('write')]).toEqual(['Read', 'Read2', 'Read22', 'Write']);
});
