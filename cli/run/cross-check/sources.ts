import type { AwsApi, AwsFailure } from '../../../src/crosscheck/aws/api.ts';
import { fetchAccount } from '../../../src/crosscheck/live/fetch-account.ts';
import { fetchPrincipal } from '../../../src/crosscheck/live/fetch-principal.ts';
import type { LiveSubject } from '../../../src/crosscheck/live/subject.ts';
import { nodeHost } from '../../../src/host/node.ts';
import { chooseFiles } from '../../../src/lint/paths.ts';
import type { SourceFile } from '../../../src/model/policy-source.ts';
import { exportsAmong, readSources } from '../../../src/sources/index.ts';
import type { CrossCheckCommandOptions } from '../../commands/cross-check.ts';
import { parameterValues } from '../../parameters.ts';
import { noteUnknownParameters } from '../../unknown-parameters.ts';
import { errorText, readText } from '../policy-files.ts';

export interface ReadAll {
  readonly sources: readonly SourceFile[];
  /** What kept files from being looked at, one sentence each. */
  readonly problems: readonly string[];
  /** Calls that failed while an account was read. */
  readonly failures: readonly AwsFailure[];
}

export async function liveSources(subject: LiveSubject, api: AwsApi, onPage: (count: number) => void): Promise<ReadAll> {
  const { file, failures } = subject.kind === 'account' ? await fetchAccount(api, onPage) : await fetchPrincipal(subject, api);
  return { sources: file === undefined ? [] : [file], problems: [], failures };
}

/** One bad file hides none of the others. */
export async function fileSources(patterns: readonly string[], options: CrossCheckCommandOptions): Promise<ReadAll> {
  const { files, problems } = await chooseFiles(patterns, nodeHost);
  const found = [...problems];
  const direct: SourceFile[] = [];
  const followed: SourceFile[] = [];
  const { type, resourceType } = options;
  const parameters = parameterValues(options);
  const exported = exportsAmong(files.map(({ path }) => path), { parameters, host: nodeHost });
  const settings = { parameters, host: nodeHost, exported, ...(type === undefined ? {} : { type }) };
  for (const { path, named } of files) {
    try {
      const [file, ...behind] = readSources(path, readText(path), settings);
      if (file?.recognized === true) direct.push(guarding(file, resourceType));
      else if (named && !path.endsWith('policy-lint.intents.yaml')) found.push(`\`${path}\` is neither a policy nor a template`);
      followed.push(...behind);
    } catch (error) {
      found.push(error instanceof Error ? error.message : String(error));
    }
  }
  // A stack that another one nests is read there, with its parameters.
  const known = new Set(followed.map(({ path }) => path));
  const sources = [...direct.filter(({ path }) => !known.has(path)), ...followed];
  const errors = sources.flatMap((file) => file.errors.filter(({ code }) => code !== 'unseen-part').map((error) => errorText(file, error)));
  noteUnknownParameters(parameters, sources);
  return { sources, problems: [...found, ...errors], failures: [] };
}

/** A bare resource policy does not say what it is attached to. */
function guarding(file: SourceFile, resourceType: string | undefined): SourceFile {
  if (resourceType === undefined || file.format !== 'policy') return file;
  return { ...file, policies: file.policies.map((policy) => (policy.type === 'resource' ? { ...policy, resourceType } : policy)) };
}
