import type { Host } from '../model/host.ts';
import type { LocatedNode } from '../model/located.ts';
import type { PolicyType } from '../model/policy.ts';
import type { SourceFile, SourceFormat } from '../model/policy-source.ts';
import { readAccount } from './account/read-account.ts';
import { readTemplate } from './cloudformation/read-template.ts';
import { detectFormat, seemsPolicy } from './detect.ts';
import { readPlainPolicy } from './plain-policy.ts';
import { readText } from './text/read-text.ts';

export interface ReadSourceOptions {
  /** What a bare policy document is attached to; without it the statements tell, as far as they can. */
  readonly type?: PolicyType;
  /** Values of template parameters and pseudo parameters; what is not given may have any value. */
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  /** Reads the files that a source refers to, such as nested templates. Without it they stay unseen. */
  readonly host?: Host;
}

/**
 * Reads the policies and principals of a file: a policy document or a CloudFormation or SAM template, in
 * JSON or YAML. Never throws: whatever is wrong is in `errors`, with its place.
 */
export function readSource(path: string, text: string, options: ReadSourceOptions = {}): SourceFile {
  const { root, errors } = readText(path, text);
  const file = { path, text, policies: [], principals: [] };
  const format = root === undefined ? undefined : options.type === undefined ? detectFormat(root) : 'policy';
  if (root === undefined || format === undefined) {
    // What can't be read, but has the words of a policy, must not pass for another kind of file.
    return { ...file, errors, recognized: options.type !== undefined || (errors.length > 0 && seemsPolicy(text)) };
  }
  return { ...file, recognized: true, format, ...readFormat(format, root, { path, text }, options, errors) };
}

function readFormat(
  format: SourceFormat,
  root: LocatedNode,
  { path, text }: { readonly path: string; readonly text: string },
  options: ReadSourceOptions,
  errors: SourceFile['errors'],
): Pick<SourceFile, 'policies' | 'principals' | 'errors'> {
  if (format === 'policy') return { policies: [readPlainPolicy(root, baseName(path), options.type)], principals: [], errors };
  if (format === 'account') {
    const account = readAccount(root, text);
    return { ...account, errors: [...errors, ...account.errors] };
  }
  const read = readTemplate(root, text, options.parameters === undefined ? {} : { parameters: options.parameters });
  return { policies: read.policies, principals: read.principals, errors: [...errors, ...read.errors] };
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

