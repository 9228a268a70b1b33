import type { FileReport } from '../model/finding.ts';
import { readSource } from '../sources/index.ts';
import { checkReading, readOptions } from './check-file.ts';
import { engineUnder } from './engine.ts';
import { mergeFiles } from './merge-files.ts';
import type { LintTextOptions } from './options.ts';
import { suppress } from './suppress.ts';
import { withFacts } from './with-facts.ts';

/**
 * What is wrong in the text of one file: a policy, or a template with policies in it. Bad text is a
 * finding with its position; nothing is thrown. Suppressions in comments and metadata count. Files that it
 * leads to, such as the templates of nested stacks, are not read: `lintFiles` does.
 */
export function lintText(text: string, options: LintTextOptions & { readonly now: number }): FileReport {
  const { path, now, inlineConfig } = options;
  const own = checkReading(readSource(path, text, readOptions(options)), withFacts(options, options.organization), engineUnder(options));
  const { files } = suppress({ ...mergeFiles([{ path, own, behind: [] }]), intents: [] }, { now, inline: inlineConfig !== false });
  return files[0] ?? { path, findings: [] };
}
