import type { IntentTarget, OneOrMoreStrings } from '../model/generated/intents.generated.ts';
import type { Host } from '../model/host.ts';
import type { Location } from '../model/location.ts';
import { locationAt } from '../model/node-at.ts';
import type { Policy, PolicyType } from '../model/policy.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { SourceFile } from '../model/policy-source.ts';
import type { SourceError } from '../model/source-error.ts';
import { fileText, foreignPolicy, readSource, readSources } from '../sources/index.ts';
import type { ParsedIntents } from './document.ts';
import { beside } from './targets/files.ts';
import { listOf } from './targets/names.ts';
import type { PolicyOrigin } from './targets/target.ts';

/** Reads files that an intents file names. */
export interface FileReader {
  readonly intents: ParsedIntents;
  readonly host: Pick<Host, 'readFile'> | undefined;
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
  readonly report: (error: SourceError) => void;
}

/** A file, or the error of it at the place that names it. */
function readNamedFile(path: string, loc: Location, type: PolicyType, reader: FileReader): SourceFile | undefined {
  return readNamed(path, loc, reader, (full, text, { parameters }) => readSource(full, text, { parameters, type }));
}

/** A file and the stacks inside of it, or the error of it at the place that names it. */
export function readNamedFiles(path: string, loc: Location, reader: FileReader): readonly SourceFile[] | undefined {
  return readNamed(path, loc, reader, (full, text, { parameters, host }) => readSources(full, text, { parameters, ...(host === undefined ? {} : { host }) }));
}

function readNamed<Read>(path: string, loc: Location, reader: FileReader, read: (path: string, text: string, reader: FileReader) => Read): Read | undefined {
  const { intents, host, report } = reader;
  const full = beside(intents.path, path);
  const fail = (reason: string): void => {
    report({ code: 'invalid-intents', message: `\`${path}\` can't be read: ${reason}`, loc });
  };
  if (host === undefined) {
    fail('there is no file system here');
    return undefined;
  }
  try {
    return read(full, fileText(host.readFile(full)), reader);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Layers that bear on a target from outside of its template. */
export interface ExternalLayers {
  readonly policies: PolicySet<Policy>;
  readonly origins: ReadonlyMap<Policy, PolicyOrigin>;
}

export function externalLayers(declared: IntentTarget, pointer: string, reader: FileReader): ExternalLayers {
  const origins = new Map<Policy, PolicyOrigin>();
  const read = (path: string, at: string, type: PolicyType): Policy | undefined => {
    const loc = locationAt(reader.intents.root, at);
    const file = readNamedFile(path, loc, type, reader);
    const [first] = file?.policies ?? [];
    if (file === undefined) return undefined;
    const source = first === undefined ? undefined : foreignPolicy(first, file);
    if (source?.policy === undefined || source.errors.length > 0 || file.errors.length > 0) {
      const [error] = [...file.errors, ...(source?.errors ?? [])];
      reader.report({ code: 'invalid-intents', message: `\`${path}\` is no valid policy${error === undefined ? '' : `: ${error.message}`}`, loc });
      return undefined;
    }
    origins.set(source.policy, { label: source.label, source, file });
    return source.policy;
  };
  const levels = (lists: readonly OneOrMoreStrings[] | undefined, name: string, type: PolicyType): readonly (readonly Policy[])[] | undefined =>
    lists?.map((level, index) => listOf(level).flatMap((path) => read(path, `${pointer}/${name}/${index}`, type) ?? []));
  const serviceControlPolicies = levels(declared.serviceControlPolicies, 'serviceControlPolicies', 'scp');
  const resourceControlPolicies = levels(declared.resourceControlPolicies, 'resourceControlPolicies', 'rcp');
  const { permissionsBoundary: path } = declared;
  const permissionsBoundary = path === undefined ? undefined : read(path, `${pointer}/permissionsBoundary`, 'identity');
  return {
    policies: {
      ...(serviceControlPolicies === undefined ? {} : { serviceControlPolicies }),
      ...(resourceControlPolicies === undefined ? {} : { resourceControlPolicies }),
      ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
    },
    origins,
  };
}
