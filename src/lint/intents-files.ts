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

/** Judges every declaration of the intents files. */
export async function judgeIntents(paths: readonly string[], sources: readonly SourceFile[], host: FileHost): Promise<JudgedIntents> {
  if (paths.length === 0) return { intents: [], problems: [] };
  // Evaluator, prover and escalation come with it: a run without intents does not load them.
  const { runIntents } = await import('../intents/index.ts');
  const intents: IntentResult[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    const { results, errors } = await runIntents(path, sources, host);
    intents.push(...results);
    for (const { message, start } of errors) problems.push(`${path}${start === undefined ? '' : `:${start.line}:${start.column}`}: ${message}`);
  }
  return { intents, problems };
}
