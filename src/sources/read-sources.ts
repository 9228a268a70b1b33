import type { OuterStack, SourceFile, SourceStack } from '../model/policy-source.ts';
import type { SourceError } from '../model/source-error.ts';
import { assemblyParts, constructPaths, isManifest, type AssemblyPart } from './cdk/assembly.ts';
import { boundIn } from './cdk/environment.ts';
import type { NestedStack } from './cloudformation/nested-stacks.ts';
import { exportsAmong } from './exports.ts';
import { mayAttach, withHandedPrincipals } from './handed-principals.ts';
import { relativeTo } from './paths.ts';
import { readOne, type ReadOneOptions, type ReadSourceOptions } from './read-source.ts';
import { ownPseudoParameters, type Bindings, type StackFiles } from './stacks.ts';
import { fileText } from './text/file-text.ts';
import { readText } from './text/read-text.ts';

/** Deeper than stacks and stages are nested, and more files than an application has. */
const MAX_NESTING = 16;
const MAX_FILES = 500;

interface Walk {
  /** The files on the way here: one of them again has no end. */
  readonly ancestors: readonly string[];
  readonly read: { files: number };
  /** Where the file is nested. */
  readonly outer?: OuterStack;
}

/**
 * Reads a file and the files that it leads to: the stacks of a CDK assembly's `manifest.json`, stages and
 * all, and the local templates of nested stacks with the parameters that are known. The file itself comes
 * first, a manifest without policies of its own. What can't be read stays an error where it is named.
 */
export function readSources(path: string, text: string, options: ReadSourceOptions = {}): readonly SourceFile[] {
  return follow(path, text, { ...options, stacks: stackFiles(path, options) }, { ancestors: [path], read: { files: 1 } });
}

function stackFiles(path: string, { host, parameters = {}, exported }: ReadSourceOptions): StackFiles {
  return { host, parameters, roots: new Map(), exported: exported ?? (host === undefined ? () => undefined : exportsAmong([path], { host, parameters })) };
}

function follow(path: string, text: string, options: ReadOneOptions, walk: Walk): readonly SourceFile[] {
  const manifest = /(?:^|[\\/])manifest\.json$/.test(path) ? readText(path, text) : undefined;
  if (manifest?.root !== undefined && isManifest(manifest.root)) {
    const errors: SourceError[] = [...manifest.errors];
    const { root } = manifest;
    const found = assemblyParts(root).flatMap((part) =>
      open(relativeTo(path, part.path), { ...inEnvironment(part, options), constructPaths: pathsOf(part, path, options) }, walk, (message) =>
        errors.push({ code: 'unseen-part', message, loc: root.loc }),
      ),
    );
    return [{ path, text, format: 'cdk', policies: [], principals: [], errors, recognized: true }, ...found];
  }
  const own: SourceStack = { path, ...(walk.outer === undefined ? {} : { outer: walk.outer }) };
  const { file, nested } = readOne(path, text, { ...options, stack: own });
  const errors: SourceError[] = [];
  const attaching: NestedStack[] = [];
  const found = nested.flatMap((stack) => {
    const fail = (message: string): number => errors.push({ code: 'unseen-part', message, loc: stack.loc });
    if (stack.path === undefined) {
      fail(stack.isSet ? `the template of the stack set \`${stack.logicalId}\` is not read: its policies are not seen` : `the template of the stack \`${stack.logicalId}\` is not a local file: its policies are not seen`);
      attaching.push(stack);
      return [];
    }
    const parameters = { ...ownPseudoParameters(options.parameters ?? {}), ...stack.parameters };
    const { logicalId, given, isCertain, told } = stack;
    const outer = { stack: own, logicalId, given, isCertain };
    const files = open(relativeTo(path, stack.path), { ...withParameters(parameters, options), told }, { ...walk, outer }, fail);
    if (files.length === 0 || mayAttach(files)) attaching.push(stack);
    return files;
  });
  return [withHandedPrincipals({ ...file, errors: [...file.errors, ...errors] }, attaching), ...found];
}

function withParameters(parameters: Bindings, options: ReadOneOptions): ReadOneOptions {
  return { ...options, parameters, ...(options.stacks === undefined ? {} : { stacks: { ...options.stacks, parameters } }) };
}

/** A stack is deployed to the environment that its app gives it, unless whoever reads it says otherwise. */
function inEnvironment(part: AssemblyPart, options: ReadOneOptions): ReadOneOptions {
  return Object.keys(part.parameters).length === 0 ? options : withParameters(boundIn(part.parameters, options.parameters ?? {}), options);
}

/** Construct paths only help to find one's way: without their file, all else is read. */
function pathsOf({ constructPaths: inManifest, metadataFile }: AssemblyPart, manifest: string, { host }: ReadOneOptions): ReadonlyMap<string, string> {
  if (metadataFile === undefined || host === undefined) return inManifest;
  const path = relativeTo(manifest, metadataFile);
  try {
    return new Map([...constructPaths(readText(path, fileText(host.readFile(path))).root), ...inManifest]);
  } catch {
    return inManifest;
  }
}

function open(path: string, options: ReadOneOptions, walk: Walk, fail: (message: string) => number): readonly SourceFile[] {
  const { host } = options;
  const { ancestors, read } = walk;
  if (host === undefined || ancestors.includes(path) || ancestors.length >= MAX_NESTING || read.files >= MAX_FILES) {
    fail(`\`${path}\` is not read: its policies are not seen`);
    return [];
  }
  read.files += 1;
  try {
    return follow(path, fileText(host.readFile(path)), options, { ...walk, ancestors: [...ancestors, path] });
  } catch (error) {
    fail(`\`${path}\` can't be read: ${error instanceof Error ? error.message : 'unknown reason'}`);
    return [];
  }
}
