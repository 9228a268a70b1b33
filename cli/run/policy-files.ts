import { nodeHost } from '../../src/host/node.ts';
import type { PolicyOrigin } from '../../src/intents/targets/target.ts';
import type { PolicyLabel } from '../../src/model/finding.ts';
import { linesOf, rangeOf, type LineIndex } from '../../src/model/line-index.ts';
import type { Location, Position } from '../../src/model/location.ts';
import type { SourceFile } from '../../src/model/policy-source.ts';
import type { Policy, PolicyType } from '../../src/model/policy.ts';
import type { SourceError } from '../../src/model/source-error.ts';
import { fileText, readSource, readSources } from '../../src/sources/index.ts';
import { UsageError } from '../usage-error.ts';

/** A point in one of the files that a command read. */
export interface FilePosition {
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
}

/** Reads policy files, and knows afterwards which statement came from where. */
export interface PolicyFiles {
  /** The one policy in a file. Throws a `UsageError` when it can't be had. */
  readonly policy: (path: string, type?: PolicyType) => Policy;
  /** A file and the stacks inside of it, the file first. */
  readonly templates: (path: string, parameters: Readonly<Record<string, string | readonly string[]>>, type?: PolicyType) => readonly SourceFile[];
  readonly template: (path: string, parameters: Readonly<Record<string, string | readonly string[]>>, type?: PolicyType) => SourceFile;
  /** Where a policy comes from that was put together of what was read. */
  readonly note: (policy: Policy, origin: PolicyOrigin) => void;
  readonly place: (policy: Policy, loc: Location) => FilePosition | undefined;
  readonly label: (policy: Policy) => PolicyLabel | undefined;
}

interface Origin {
  readonly path: string;
  readonly index: LineIndex;
  readonly label: PolicyLabel;
}

export function policyFiles(): PolicyFiles {
  const origins = new Map<Policy, Origin>();
  const keep = (file: SourceFile): void => {
    const index = linesOf(file);
    for (const { policy, label } of file.policies) if (policy !== undefined) origins.set(policy, { path: file.path, index, label });
  };
  return {
    policy: (path, type) => {
      const file = readSource(path, readText(path), type === undefined ? {} : { type });
      keep(file);
      return onlyPolicy(file);
    },
    template: (path, parameters, type) => {
      const file = readSource(path, readText(path), { parameters, ...(type === undefined ? {} : { type }) });
      keep(file);
      return file;
    },
    templates: (path, parameters, type) => {
      const files = readSources(path, readText(path), { parameters, host: nodeHost, ...(type === undefined ? {} : { type }) });
      files.forEach(keep);
      return files;
    },
    note: (policy, { file, source, label }) => {
      if (source !== undefined) origins.set(policy, { path: file.path, index: linesOf(file), label });
    },
    place: (policy, loc) => {
      const origin = origins.get(policy);
      return origin === undefined ? undefined : { path: origin.path, ...rangeOf(origin.index, loc) };
    },
    label: (policy) => origins.get(policy)?.label,
  };
}

export function readText(path: string): string {
  try {
    return fileText(nodeHost.readFile(path));
  } catch (error) {
    throw new UsageError(`can't read \`${path}\`: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function onlyPolicy(file: SourceFile): Policy {
  const [found, ...others] = file.policies;
  if (others.length > 0) {
    throw new UsageError(`\`${file.path}\` holds ${others.length + 1} policies: name a file with one, or a template with \`--principal-id\``);
  }
  if (found?.policy !== undefined) return found.policy;
  const [error] = [...file.errors, ...(found?.errors ?? [])];
  throw new UsageError(error === undefined ? `\`${file.path}\` holds no policy` : errorText(file, error));
}

/** An error with its place, on one line. */
export function errorText(file: Pick<SourceFile, 'path' | 'text'>, error: SourceError): string {
  const { start } = rangeOf(linesOf(file), error.loc);
  return `${file.path}:${start.line}:${start.column}: ${error.message}`;
}
