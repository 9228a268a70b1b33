/**
 * How long a large account export takes to be read, and how much memory: `tsx bench/accounts.ts [megabytes] [file]`.
 * Roles have an instance profile, as those of instances do, managed policies five versions, and the text is indented
 * as that of the command line is. Memory is the most that the process ever had. The file is kept where it is named.
 */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeHost } from '../src/host/node.ts';
import { useReferenceData } from '../src/reference/data.ts';
import { fileText, readSource } from '../src/sources/index.ts';

const DEFAULT_MEGABYTES = 100;
const VERSIONS = 5;
const STATEMENTS = 10;

useReferenceData(nodeHost);
const [megabytes = DEFAULT_MEGABYTES, named] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'accounts-'));
const file = named ?? join(folder, 'account.json');
try {
  write(file, Number(megabytes) * 1e6);
  measure(file);
} finally {
  rmSync(folder, { recursive: true });
}

function measure(path: string): void {
  const before = process.cpuUsage();
  const { text, policies, principals, errors } = readSource(path, fileText(nodeHost.readFile(path)));
  const used = process.cpuUsage(before).user / 1e6;
  console.log(`${(statSync(path).size / 1e6).toFixed(1)} MB, ${(text.length / 1e6).toFixed(1)} MB in memory: ${policies.length} policies, ${principals.length} principals, ${errors.length} errors`);
  console.log(`${used.toFixed(1)} s of computing, ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB of memory at most`);
}

function write(path: string, bytes: number): void {
  const count = Math.round(bytes / (indented(records(0)[0]).length + indented(records(0)[1]).length));
  const out = openSync(path, 'w');
  const list = (index: 0 | 1): void => {
    for (let number = 0; number < count; number += 1) writeSync(out, `${number === 0 ? '' : ','}${indented(records(number)[index])}`);
  };
  writeSync(out, '{\n    "UserDetailList": [],\n    "GroupDetailList": [],\n    "RoleDetailList": [');
  list(0);
  writeSync(out, '\n    ],\n    "Policies": [');
  list(1);
  writeSync(out, '\n    ],\n    "IsTruncated": false\n}\n');
  closeSync(out);
}

function indented(record: object): string {
  return `\n${JSON.stringify(record, undefined, 4)}`.replaceAll('\n', '\n        ');
}

function records(number: number): readonly [object, object] {
  const arn = (path: string): string => `arn:aws:iam::111122223333:${path}`;
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const document = (version: number): object => ({
    Version: '2012-10-17',
    Statement: Array.from({ length: STATEMENTS }, (_, index) => ({
      Sid: `S${number}x${index}`,
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 'dynamodb:GetItem'],
      Resource: [`arn:aws:s3:::bucket-${number}-${index}-${version}/*`, `arn:aws:dynamodb:us-east-1:111122223333:table/table-${number}-${index}`],
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
  return [role, { PolicyName: `policy-${number}`, Arn: arn(`policy/policy-${number}`), PolicyVersionList: versions, AttachmentCount: 1, DefaultVersionId: `v${VERSIONS}` }];
}
