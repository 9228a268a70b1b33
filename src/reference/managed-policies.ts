import { readBaked, remembered, rememberedOnce } from './data.ts';
import type { ManagedPolicy } from './types.ts';

const policies = rememberedOnce(() => readBaked('managed-policies'));
const documents = remembered((file: number) => readBaked(`managed-policies/${file}`));

const names = rememberedOnce<readonly string[]>(() => policies().policies.map(([name]) => name));

const positions = rememberedOnce<ReadonlyMap<string, number>>(() => new Map(names().map((name, position) => [name, position])));

/** The names of all AWS managed policies, sorted. */
export function managedPolicyNames(): readonly string[] {
  return names();
}

/**
 * An AWS managed policy in its latest version, by its ARN in any partition or by its name. Names are
 * compared as they are written: `iam:AttachRolePolicy` takes no other case either.
 */
export function managedPolicy(arnOrName: string): ManagedPolicy | undefined {
  const arn = /^arn:[\w-]+:iam::aws:policy(\/.*)$/.exec(arnOrName);
  const position = positions().get(arnOrName.slice(arnOrName.lastIndexOf('/') + 1));
  const entry = position === undefined ? undefined : policies().policies[position];
  if (position === undefined || entry === undefined) return undefined;
  const [name, path, versionId, created, updated] = entry;
  if (arnOrName !== name && arn?.[1] !== `${path}${name}`) return undefined;
  const perFile = policies().policiesPerFile;
  const document = documents(Math.floor(position / perFile))[position % perFile];
  return { name, arn: `arn:aws:iam::aws:policy${path}${name}`, path, versionId, created, updated, document };
}
