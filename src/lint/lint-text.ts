import type { FileReport } from '../model/finding.ts';
import { readSource } from '../sources/index.ts';
import { ruleEngine } from './engine.ts';
import type { LintTextOptions } from './options.ts';
import { readOptions, reportOn } from './report-on.ts';

/**
 * What is wrong in the text of one file: a policy, or a template with policies in it. Bad text is a
 * finding with its position; nothing is thrown. Files that it leads to, such as the templates of nested
 * stacks, are not read: `lintFiles` does.
 */
export function lintText(text: string, options: LintTextOptions): FileReport {
  return reportOn([readSource(options.path, text, readOptions(options))], options, ruleEngine);
}
