import { nodeHost } from '../../../src/host/node.ts';
import type { JudgedIntent } from '../../../src/intents/check-intents.ts';
import { runIntents } from '../../../src/intents/index.ts';
import { findIntentsFiles } from '../../../src/lint/intents-files.ts';
import type { IntentResult } from '../../../src/model/intent-result.ts';
import type { SourceFile } from '../../../src/model/policy-source.ts';
import type { CrossCheckCommandOptions } from '../../commands/cross-check.ts';
import { parameterValues } from '../../parameters.ts';

export interface Judged {
  readonly judged: readonly JudgedIntent[];
  readonly results: readonly IntentResult[];
  /** Why an intents file could not be judged. */
  readonly problems: readonly string[];
}

/** Judges the named intents files, or those beside the files of the run. */
export async function judgeAll(sources: readonly SourceFile[], options: CrossCheckCommandOptions): Promise<Judged> {
  const judged: JudgedIntent[] = [];
  const results: IntentResult[] = [];
  const problems: string[] = [];
  const paths = new Set(sources.map(({ path }) => path));
  const parameters = parameterValues(options);
  for (const path of intentsFiles(paths, options)) {
    const run = await runIntents(path, sources, nodeHost, { paths, parameters, onJudged: (one) => judged.push(one) });
    results.push(...run.results);
    for (const { message, start } of run.errors) problems.push(`${path}${start === undefined ? '' : `:${start.line}:${start.column}`}: ${message}`);
  }
  return { judged, results, problems };
}

/** An account has no folder whose intents file would be meant. */
function intentsFiles(paths: ReadonlySet<string>, { intents, live }: CrossCheckCommandOptions): readonly string[] {
  if (intents === false) return [];
  if (intents !== undefined) return intents;
  return live === undefined ? findIntentsFiles([...paths], nodeHost) : [];
}
