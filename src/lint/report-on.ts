import type { FileReport, LocatedFinding } from '../model/finding.ts';
import type { SourceFile } from '../model/policy-source.ts';
import type { RuleEngine } from '../rules/rule.ts';
import type { ReadSourceOptions } from '../sources/index.ts';
import { positioned } from './findings.ts';
import type { LintOptions } from './options.ts';
import { findInFile, INVALID_FILE } from './run.ts';

export function readOptions({ type, parameters }: LintOptions): ReadSourceOptions {
  return {
    ...(type === undefined ? {} : { type }),
    ...(parameters === undefined ? {} : { parameters }),
  };
}

/** The report on one file, which may have been read more than once: as a stack that two others nest, say. */
export function reportOn(readings: readonly [SourceFile, ...SourceFile[]], options: LintOptions, engine: RuleEngine | undefined): FileReport {
  const [{ path, text }] = readings;
  const found = readings.flatMap((file) => findInFile(file, options, engine));
  const unknown = readings.some((file) => !file.recognized) && found.length === 0;
  return { path, findings: positioned(unknown ? [NOT_A_POLICY] : found, text) };
}

const NOT_A_POLICY: LocatedFinding = {
  ruleId: INVALID_FILE,
  severity: 'error',
  message: 'this is neither an IAM policy nor a template: nothing in it was checked',
  loc: { pointer: '', span: { start: 0, end: 0 } },
};
