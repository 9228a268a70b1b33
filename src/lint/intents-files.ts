import type { FileHost } from '../model/host.ts';
import type { IntentResult } from '../model/intent-result.ts';
import type { SourceFile } from '../model/policy-source.ts';
import { controlPolicies } from './control-policies.ts';
import { compareText } from './findings.ts';
import type { LintOptions } from './options.ts';

/** The name under which an intents file is found without being named. */
const INTENTS_FILE = 'policy-lint.intents.yaml';

export function isIntentsFile(path: string): boolean {
  return path === INTENTS_FILE || path.endsWith(`/${INTENTS_FILE}`) || path.endsWith(`\\${INTENTS_FILE}`);
}

/** The intents files that belong to these files: in the working directory, in the folder of the configuration, and beside each. */
export function findIntentsFiles(paths: readonly string[], host: FileHost, configFolder = ''): readonly string[] {
  const folders = new Set(['', configFolder === '' ? '' : `${configFolder}/`, ...paths.map((path) => path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))]);
  return [...folders]
    .map((folder) => `${folder}${INTENTS_FILE}`)
    .filter((path) => host.kindOf(path) === 'file')
    .sort(compareText);
}

export interface JudgedIntents {
  readonly intents: readonly IntentResult[];
  /** Why an intents file could not be judged, each with its place. Nothing of such a file was. */
  readonly problems: readonly string[];
}

export interface JudgeOptions extends Pick<LintOptions, 'parameters' | 'organization'> {
  readonly host: FileHost;
  /** Where given, only targets in these files are judged: whoever lints one file does not ask about its neighbours. */
  readonly paths?: ReadonlySet<string>;
}

/** Judges the declarations of an intents file, on sources that were read with the same parameters. */
export async function judgeIntents(path: string, sources: readonly SourceFile[], { host, paths, parameters, organization }: JudgeOptions): Promise<JudgedIntents> {
  // Evaluator, prover and escalation come with it: a run without intents does not load them.
  const { runIntents } = await import('../intents/index.ts');
  try {
    const { results, errors } = await runIntents(path, sources, host, {
      ...(paths === undefined ? {} : { paths }),
      ...(parameters === undefined ? {} : { parameters }),
      ...(organization === undefined ? {} : { organization: controlPolicies(organization) }),
    });
    const problems = errors.map(({ message, start }) => `${path}${start === undefined ? '' : `:${start.line}:${start.column}`}: ${message}`);
    return { intents: results, problems };
  } catch (error) {
    // The findings of the rules are worth showing all the same.
    return { intents: [], problems: [`${path}: internal error: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
