/**
 * How long a large JSON template takes to be read, and how much memory: `tsx bench/sources.ts [megabytes …]`.
 * The text is indented like most templates; a policy of twenty statements comes with each role. Each size is
 * best looked at in a process of its own, as memory is that of the whole process.
 */
import { nodeHost } from '../src/host/node.ts';
import { useReferenceData } from '../src/reference/data.ts';
import { readSource } from '../src/sources/index.ts';

const DEFAULT_MEGABYTES = 50;
const STATEMENTS = 20;

useReferenceData(nodeHost);
const sizes = process.argv.slice(2).map(Number);
for (const megabytes of sizes.length === 0 ? [DEFAULT_MEGABYTES] : sizes) measure(megabytes);

function measure(megabytes: number): void {
  const text = template(megabytes * 1e6);
  const before = process.cpuUsage();
  const started = performance.now();
  const { policies, principals, errors } = readSource('large.json', text);
  const elapsed = (performance.now() - started) / 1000;
  const used = process.cpuUsage(before).user / 1e6;
  const memory = process.memoryUsage().rss / 1e6;
  const size = Buffer.byteLength(text) / 1e6;
  console.log(`${size.toFixed(1)} MB: ${policies.length} policies, ${principals.length} principals, ${errors.length} errors`);
  console.log(`${elapsed.toFixed(1)} s (${used.toFixed(1)} s of computing, ${(size / used).toFixed(1)} MB a second), ${memory.toFixed(0)} MB of memory`);
}

function template(bytes: number): string {
  const entries: string[] = [];
  for (let length = 0, number = 0; length < bytes; number += 1) {
    const entry = JSON.stringify(resources(number), undefined, 1).slice(1, -1);
    entries.push(entry);
    length += entry.length;
  }
  return `{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {${entries.join(',')}}}`;
}

function resources(number: number): object {
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const statements = Array.from({ length: STATEMENTS }, (_, index) => ({
    Sid: `S${number}x${index}`,
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject', 'dynamodb:GetItem'],
    Resource: { 'Fn::Sub': `arn:\${AWS::Partition}:s3:::bucket-${number}-${index}/*` },
    Condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${index}` } },
  }));
  return {
    [`Role${number}`]: { Type: 'AWS::IAM::Role', Properties: { RoleName: `role-${number}`, AssumeRolePolicyDocument: trust } },
    [`Policy${number}`]: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { Roles: [{ Ref: `Role${number}` }], PolicyDocument: { Version: '2012-10-17', Statement: statements } },
    },
  };
}
