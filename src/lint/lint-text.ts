import type { FileReport } from '../model/finding.ts';
import type { SourceFile } from '../model/policy-source.ts';
import { readSource } from '../sources/index.ts';
import { positioned } from './findings.ts';
import type { LintOptions, LintTextOptions } from './options.ts';
import { findInFile, INVALID_FILE } from './run.ts';

/**
 * What is wrong in the text of one file: a policy, or a template with policies in it. Bad text is a
 * finding with its position; nothing is thrown.
 */
export function lintText(text: string, options: LintTextOptions): FileReport {
  return reportOn(read(options.path, text, options), options);
}

/** Reads a file's text into policies, as a lint run does. */
export function read(path: string, text: string, { type, parameters }: LintOptions): SourceFile {
  return readSource(path, text, {
    ...(type === undefined ? {} : { type }),
    ...(parameters === undefined ? {} : { parameters }),
  });
}

export function reportOn(file: SourceFile, options: LintOptions): FileReport {
  const found = findInFile(file, options);
  const located =
    file.recognized || found.length > 0
      ? found
      : [
          {
            ruleId: INVALID_FILE,
            severity: 'error' as const,
            message: 'this is neither an IAM policy nor a template: nothing in it was checked',
            loc: { pointer: '', span: { start: 0, end: 0 } },
          },
        ];
  return { path: file.path, findings: positioned(located, file.text) };
}
