import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeIoError } from '../src/host/io-error.ts';
import { countBySeverity } from '../src/lint/lint-files.ts';
import type { Report } from '../src/model/report.ts';
import { applyBaseline, baselineOf, parseBaseline, printBaseline, type Baseline } from '../src/suppressions/index.ts';
import { pathFrom } from './paths.ts';
import { UsageError } from './usage-error.ts';

export interface BaselineOptions {
  readonly baseline: string;
  readonly writeBaseline?: true;
  readonly pruneBaseline?: true;
}

/** The report without what the baseline file knows. Says on standard error what it did to the file, or could. */
export function withBaseline(report: Report, { baseline: path, writeBaseline, pruneBaseline }: BaselineOptions): Report {
  const folder = dirname(path);
  const named = pathFrom(folder);
  if (writeBaseline === true && report.problems.length === 0) write(path, baselineOf(report, named));
  const baseline = read(path);
  const { files, intents, count, stale, pruned } = applyBaseline(report, baseline, named, (name) => existsSync(join(folder, name)));
  if (stale > 0 && pruneBaseline === true) write(path, pruned);
  else if (stale > 0) process.stderr.write(`policy-lint: \`${path}\` has ${stale === 1 ? 'one finding that is' : `${stale} findings that are`} found no more: --prune-baseline removes ${stale === 1 ? 'it' : 'them'}\n`);
  const verdicts = { holds: 0, violated: 0, unknown: 0 };
  for (const { verdict } of intents) verdicts[verdict] += 1;
  const suppressed = (report.summary.suppressed ?? 0) + count;
  return {
    ...report,
    files,
    intents,
    summary: {
      ...report.summary,
      findings: countBySeverity(files.flatMap((file) => file.findings)),
      intents: verdicts,
      ...(suppressed === 0 ? {} : { suppressed }),
    },
  };
}

function read(path: string): Baseline {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`can't read the baseline \`${path}\`: ${describeIoError(error)} (--write-baseline makes it)`);
  }
  const baseline = parseBaseline(text);
  if (baseline === undefined) throw new UsageError(`\`${path}\` is no baseline of this version: --write-baseline makes it anew`);
  return baseline;
}

/** Whoever reads the file at the same time sees all of the old one, or of the new one. */
function write(path: string, baseline: Baseline): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, printBaseline(baseline));
    renameSync(temporary, path);
  } catch (error) {
    throw new UsageError(`can't write the baseline \`${path}\`: ${describeIoError(error)}`);
  }
}
