import type { FileReport, LocatedFinding } from '../model/finding.ts';
import type { SourceFile } from '../model/policy-source.ts';
import { readSource, type ReadSourceOptions } from '../sources/index.ts';
import { positioned } from './findings.ts';
import type { LintOptions, LintTextOptions } from './options.ts';
import { findInFile, INVALID_FILE } from './run.ts';

/**
 * What is wrong in the text of one file: a policy, or a template with policies in it. Bad text is a
 * finding with its position; nothing is thrown. Files that it leads to, such as the templates of nested
 * stacks, are not read: `lintFiles` does.
 */
export function lintText(text: string, options: LintTextOptions): FileReport {
  return reportOn([readSource(options.path, text, readOptions(options))], options);
}

export function readOptions({ type, parameters }: LintOptions): ReadSourceOptions {
  return {
    ...(type === undefined ? {} : { type }),
    ...(parameters === undefined ? {} : { parameters }),
  };
}

/** The report on one file, which may have been read more than once: as a stack that two others nest, say. */
export function reportOn(readings: readonly [SourceFile, ...SourceFile[]], options: LintOptions): FileReport {
  const [{ path, text }] = readings;
  const found = readings.flatMap((file) => findInFile(file, options));
  const unknown = readings.some((file) => !file.recognized) && found.length === 0;
  return { path, findings: positioned(unknown ? [NOT_A_POLICY] : found, text) };
}

const NOT_A_POLICY: LocatedFinding = {
  ruleId: INVALID_FILE,
  severity: 'error',
  message: 'this is neither an IAM policy nor a template: nothing in it was checked',
  loc: { pointer: '', span: { start: 0, end: 0 } },
};
