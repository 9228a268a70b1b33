import type { FileHost } from '../model/host.ts';
import type { IntentResult } from '../model/intent-result.ts';
import type { SourceFile } from '../model/policy-source.ts';
import { compareText } from './findings.ts';

/** The name under which an intents file is found without being named. */
const INTENTS_FILE = 'policy-lint.intents.yaml';

export function isIntentsFile(path: string): boolean {
  return path === INTENTS_FILE || path.endsWith(`/${INTENTS_FILE}`) || path.endsWith(`\\${INTENTS_FILE}`);
}

/** The intents files that belong to these files: in the working directory, and beside each. */
export function findIntentsFiles(paths: readonly string[], host: FileHost): readonly string[] {
  const folders = new Set(['', ...paths.map((path) => path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))]);
  return [...folders]
    .map((folder) => `${folder}${INTENTS_FILE}`)
    .filter((path) => host.kindOf(path) === 'file')
    .sort(compareText);
}

export interface JudgedIntents {
  readonly intents: readonly IntentResult[];
  /** Intents files that could not be understood, one sentence each with its place. Nothing of such a file was judged. */
  readonly problems: readonly string[];
}

/**
 * Judges the declarations of intents files.
 *
 * @param paths where given, only targets in these files are judged: whoever lints one file does not ask about
 *   its neighbours.
 */
export async function judgeIntents(
  intentsFiles: readonly string[],
  sources: readonly SourceFile[],
  host: FileHost,
  paths?: ReadonlySet<string>,
): Promise<JudgedIntents> {
  if (intentsFiles.length === 0) return { intents: [], problems: [] };
  // Evaluator, prover and escalation come with it: a run without intents does not load them.
  const { runIntents } = await import('../intents/index.ts');
  const intents: IntentResult[] = [];
  const problems: string[] = [];
  for (const path of intentsFiles) {
    try {
      const { results, errors } = await runIntents(path, sources, host, paths === undefined ? {} : { paths });
      intents.push(...results);
      for (const { message, start } of errors) problems.push(`${path}${start === undefined ? '' : `:${start.line}:${start.column}`}: ${message}`);
    } catch (error) {
      // The findings of the rules are worth showing all the same.
      problems.push(`${path}: internal error: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { intents, problems };
}
