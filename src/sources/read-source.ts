import type { Host } from '../model/host.ts';
import type { LocatedNode } from '../model/located.ts';
import type { PolicyType } from '../model/policy.ts';
import type { SourceFile, SourceFormat, SourceStack } from '../model/policy-source.ts';
import type { SourceError } from '../model/source-error.ts';
import { keptOfRecord } from './account/kept-parts.ts';
import { readAccount } from './account/read-account.ts';
import { documentsLater } from './account/read-later.ts';
import type { StackExports } from './cloudformation/elsewhere.ts';
import type { NestedStack } from './cloudformation/nested-stacks.ts';
import { readTemplate } from './cloudformation/read-template.ts';
import { detectFormat, seemsPolicy } from './detect.ts';
import { withHandedPrincipals } from './handed-principals.ts';
import { fencedBlocks, joinBlocks } from './markdown.ts';
import { fileName } from './paths.ts';
import { readPlainPolicy } from './plain-policy.ts';
import { elsewhereOf, type StackFiles } from './stacks.ts';
import { readTerraform } from './terraform/read-terraform.ts';
import { readText } from './text/read-text.ts';

export interface ReadSourceOptions {
  /** What a bare policy document is attached to; without it the statements tell, as far as they can. */
  readonly type?: PolicyType;
  /** Values of template parameters and pseudo parameters; what is not given may have any value. */
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  /** Reads the files that a source refers to, such as nested templates. Without it they stay unseen. */
  readonly host?: Pick<Host, 'readFile'>;
  /** What `Fn::ImportValue` brings, as `exportsAmong` finds it; without it only the stacks of the same CDK assembly count. */
  readonly exported?: StackExports;
}

/** What following a file to the files behind it adds. */
export interface ReadOneOptions extends ReadSourceOptions {
  /** For a nested stack: the parameters that it is given. */
  readonly told?: NestedStack['told'];
  /** For a template: the stack that it is read as. */
  readonly stack?: SourceStack;
  /** What a bare policy is called; the file's name otherwise. */
  readonly name?: string;
  readonly constructPaths?: ReadonlyMap<string, string>;
  /** Lets a template look into those of other stacks. */
  readonly stacks?: StackFiles;
}

/** A file, and the stacks that it nests. */
export interface ReadOne {
  readonly file: SourceFile;
  readonly nested: readonly NestedStack[];
}

/**
 * Reads the policies and principals of a file: a policy document, a CloudFormation or SAM template, or an
 * account export, in JSON or YAML. Never throws: whatever is wrong is in `errors`, with its place.
 * Templates of nested stacks are not followed; `readSources` does.
 */
export function readSource(path: string, text: string, options: ReadSourceOptions = {}): SourceFile {
  const { file, nested } = readOne(path, text, options);
  const unseen = nested.map((stack): SourceError => ({
    code: 'unseen-part',
    message: `the policies of the stack ${stack.isSet ? 'set ' : ''}\`${stack.logicalId}\` are in a template of its own`,
    loc: stack.loc,
  }));
  return unseen.length === 0 ? file : withHandedPrincipals({ ...file, errors: [...file.errors, ...unseen] }, nested);
}

export function readOne(path: string, text: string, options: ReadOneOptions): ReadOne {
  const empty = { path, text, policies: [], principals: [] };
  if (/\.(?:md|markdown)$/i.test(path)) {
    const blocks = fencedBlocks(text, seemsPolicy).map((block) => readOne(`${path}.${block.language}`, block.text, { ...options, name: fileName(path) }).file);
    return { file: joinBlocks(path, text, blocks), nested: [] };
  }
  if (options.type === undefined && OTHER_FILES.test(path)) return { file: { ...empty, errors: [], recognized: false }, nested: [] };
  const documents = documentsLater(text);
  const { root, errors } = readText(path, text, (record, list) => documents(keptOfRecord(record, list), list));
  // The type is for bare policies: templates among the files stay templates.
  const format = root === undefined ? undefined : (detectFormat(root) ?? (options.type === undefined ? undefined : 'policy'));
  if (root === undefined || format === undefined) {
    // What can't be read, but has the words of a policy, must not pass for another kind of file.
    return { file: { ...empty, errors, recognized: options.type !== undefined || (errors.length > 0 && seemsPolicy(text)) }, nested: [] };
  }
  const read = guarded(root, () => readFormat(format, root, { path, text }, options));
  const { policies, principals, workloads = [], sessions = [], parameters } = read;
  const file = { path, text, recognized: true, format, policies, principals, ...(options.stack === undefined ? {} : { stack: options.stack }), ...(parameters === undefined ? {} : { parameters }), ...(workloads.length === 0 ? {} : { workloads }), ...(sessions.length === 0 ? {} : { sessions }), errors: [...errors, ...read.errors] };
  return { file, nested: read.nested };
}

/** References that lead to references, thousands deep, take more stack than there is. */
function guarded(root: LocatedNode, read: () => FormatRead): FormatRead {
  try {
    return read();
  } catch (error) {
    const tooDeep = error instanceof RangeError;
    const message = tooDeep ? 'the references of this document lead too deep to be followed' : `the document can't be read: ${error instanceof Error ? error.message : 'unknown reason'}`;
    return { policies: [], principals: [], errors: [{ code: tooDeep ? 'nesting-too-deep' : 'unsupported-document', message, loc: root.loc }], nested: [] };
  }
}

/** Files of other kinds often parse as YAML by accident. */
const OTHER_FILES = /\.(?:mdx|txt|rst|html?|xml|csv|tf|hcl|toml|ini|lock|sh|py|rb|go|java|cs|rs|[cm]?[jt]sx?)$/i;

function readFormat(format: SourceFormat, root: LocatedNode, { path, text }: { readonly path: string; readonly text: string }, options: ReadOneOptions): FormatRead {
  if (format === 'policy') return { policies: [readPlainPolicy(root, options.name ?? fileName(path), options.type)], principals: [], errors: [], nested: [] };
  if (format === 'account') return { ...readAccount(root, text), nested: [] };
  if (format === 'terraform') return { ...readTerraform(root, text), nested: [] };
  return readTemplate(root, text, {
    ...(options.parameters === undefined ? {} : { parameters: options.parameters }),
    ...(options.told === undefined ? {} : { told: options.told }),
    ...(options.constructPaths === undefined ? {} : { constructPaths: options.constructPaths }),
    ...(options.stacks === undefined ? {} : { elsewhere: elsewhereOf(path, options.stacks) }),
  });
}

type FormatRead = Pick<SourceFile, 'policies' | 'principals' | 'workloads' | 'sessions' | 'parameters' | 'errors'> & Pick<ReadOne, 'nested'>;
