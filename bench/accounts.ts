/**
 * How long a large account export takes to be read, and how much memory: `tsx bench/accounts.ts [megabytes]`.
 * Roles have an instance profile, as those of instances do, managed policies five versions. Memory is the
 * most that the process ever had, the text itself included.
 */
import { nodeHost } from '../src/host/node.ts';
import { useReferenceData } from '../src/reference/data.ts';
import { readSource } from '../src/sources/index.ts';

const DEFAULT_MEGABYTES = 100;
const VERSIONS = 5;
const STATEMENTS = 10;

useReferenceData(nodeHost);
const text = account(Number(process.argv[2] ?? DEFAULT_MEGABYTES) * 1e6);
const before = process.cpuUsage();
const { policies, principals, errors } = readSource('account.json', text);
const used = process.cpuUsage(before).user / 1e6;
console.log(`${(text.length / 1e6).toFixed(1)} MB: ${policies.length} policies, ${principals.length} principals, ${errors.length} errors`);
console.log(`${used.toFixed(1)} s of computing, ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB of memory at most`);

function account(bytes: number): string {
  const roles: string[] = [];
  const managed: string[] = [];
  for (let length = 0, number = 0; length < bytes; number += 1) {
    const [role, policy] = records(number).map((record) => JSON.stringify(record, undefined, 1));
    roles.push(role ?? '');
    managed.push(policy ?? '');
    length += (role?.length ?? 0) + (policy?.length ?? 0);
  }
  const whole = `{"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [${roles.join(',')}], "Policies": [${managed.join(',')}], "IsTruncated": false}`;
  // One flat text, as a file's is.
  return Buffer.from(whole).toString('latin1');
}

function records(number: number): readonly object[] {
  const arn = (path: string): string => `arn:aws:iam::111122223333:${path}`;
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const document = (version: number): object => ({
    Version: '2012-10-17',
    Statement: Array.from({ length: STATEMENTS }, (_, index) => ({
      Sid: `S${number}x${index}`,
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 'dynamodb:GetItem'],
      Resource: `arn:aws:s3:::bucket-${number}-${index}-${version}/*`,
      Condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${index}` } },
    })),
  });
  const base = { RoleName: `role-${number}`, RoleId: `AROA${number}`, Arn: arn(`role/role-${number}`), Path: '/', CreateDate: '2024-01-01T00:00:00Z', AssumeRolePolicyDocument: trust };
  const role = {
    ...base,
    InstanceProfileList: [{ InstanceProfileName: `role-${number}`, Arn: arn(`instance-profile/role-${number}`), Roles: [base] }],
    RolePolicyList: [{ PolicyName: 'own', PolicyDocument: document(0) }],
    AttachedManagedPolicies: [{ PolicyName: `policy-${number}`, PolicyArn: arn(`policy/policy-${number}`) }],
    Tags: [{ Key: 'team', Value: `team-${number}` }],
  };
  const versions = Array.from({ length: VERSIONS }, (_, index) => ({ VersionId: `v${VERSIONS - index}`, IsDefaultVersion: index === 0, CreateDate: '2024-01-01T00:00:00Z', Document: document(index) }));
  return [role, { PolicyName: `policy-${number}`, Arn: arn(`policy/policy-${number}`), DefaultVersionId: `v${VERSIONS}`, AttachmentCount: 1, PolicyVersionList: versions }];
}
