import type { Host } from '../model/host.ts';
import type { LocatedNode } from '../model/located.ts';
import type { TemplateText } from '../model/unknown-value.ts';
import { assemblyParts, isManifest } from './cdk/assembly.ts';
import { boundIn } from './cdk/environment.ts';
import { asGiven, asSeenByRun, exportLabel, type StackEnvironment, type StackExports } from './cloudformation/elsewhere.ts';
import { nestedStacks } from './cloudformation/nested-stacks.ts';
import type { OpenTemplate } from './cloudformation/open-template.ts';
import { exportsOf } from './cloudformation/outputs.ts';
import { detectFormat } from './detect.ts';
import { fileName, relativeTo } from './paths.ts';
import { sameText } from './same-node.ts';
import { environmentOf, openNested, openStack, rootOf, type Bindings, type StackFiles } from './stacks.ts';

/** What a stack exports under a name, and where it is deployed. */
interface StackExport {
  readonly environment: StackEnvironment;
  readonly value: () => TemplateText | undefined;
}

/** A stack with the file that it comes from, and the stacks in it. */
interface Stack {
  readonly path: string;
  readonly open: OpenTemplate;
  /** How people call it, up to the name of its outermost file: `Inner of `. */
  readonly name: string;
  readonly file: string;
  readonly environment: StackEnvironment;
  /** What its exports are matched by: in words of the outermost stack, where that tells their parameters. */
  readonly labelOf: (exportName: TemplateText) => string | undefined;
}

/** A template that no other one nests, so far, with the values that it is deployed with. */
interface Outermost {
  readonly path: string;
  readonly root: LocatedNode;
  readonly files: StackFiles;
}

export interface ExportsOptions {
  readonly host: Pick<Host, 'readFile'>;
  /** Values of template parameters and pseudo parameters, for all of the files. */
  readonly parameters?: Bindings;
}

/** By path and environment: a template may be deployed to several. Undefined for a file that is no template. */
type Roots = Map<string, Outermost | undefined>;

/**
 * The exports of the stacks in these files, those of CDK assemblies and of nested templates among them. A
 * name that two stacks export with different values is no one's: which of them is imported is not told,
 * unless only one of them is in the account and Region of the stack that imports it. Where that is not
 * known, the stacks are taken to be deployed beside each other. Nothing is read before a name is asked for,
 * and everything once; what can't be read exports nothing.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 *
 * @param paths templates and manifests, in any order; other files are passed over
 */
export function exportsAmong(paths: readonly string[], { host, parameters = {} }: ExportsOptions): StackExports {
  const files: StackFiles = { host, parameters, roots: new Map(), exported: (label, importer) => exported(label, importer) };
  const asked = new Set<string>();
  let all: ReadonlyMap<string, readonly StackExport[]> | undefined;
  const exported: StackExports = (label, importer = {}) => {
    all ??= exportsIn(paths, files);
    const [first, ...others] = (all.get(label) ?? []).filter(({ environment }) => mayBeBeside(environment, importer));
    if (first === undefined || asked.has(label)) return undefined;
    asked.add(label);
    const value = first.value();
    const isOne = value !== undefined && others.every((other) => sameText(other.value() ?? [''], value));
    asked.delete(label);
    return isOne ? value : undefined;
  };
  return exported;
}

/** An export belongs to one account and Region. */
function mayBeBeside(a: StackEnvironment, b: StackEnvironment): boolean {
  const mayBe = (one: string | undefined, other: string | undefined): boolean => one === undefined || other === undefined || one === other;
  return mayBe(a.account, b.account) && mayBe(a.region, b.region);
}

function exportsIn(paths: readonly string[], files: StackFiles): ReadonlyMap<string, readonly StackExport[]> {
  const roots: Roots = new Map();
  // What a manifest says of its stacks comes before what their templates alone say.
  for (const path of [...paths].sort((a, b) => Number(isManifestPath(b)) - Number(isManifestPath(a)))) {
    if (!files.roots.has(path)) collect(path, files, roots);
  }
  const outermost = [...roots.values()].flatMap((found) => found ?? []);
  const stacks = outermost.map(({ path, root, files: own }) => {
    const open = openStack(root, path, own, []);
    return stacksIn({ path, open, name: '', file: path, environment: environmentOf(own.parameters), labelOf: (name) => exportLabel(name, open.context.template) }, own, [path]);
  });
  // A template that another one nests is that stack, and none of its own.
  const nested = new Set(stacks.flatMap(([, ...inner]) => inner.map(({ path }) => path)));
  const found = stacks.filter(([first]) => first !== undefined && !nested.has(first.path)).flat();
  const names = new Map<string, Set<string>>();
  for (const { file } of found) names.set(fileName(file), (names.get(fileName(file)) ?? new Set()).add(file));
  const all = new Map<string, StackExport[]>();
  for (const { open, name: stack, file, environment, labelOf } of found) {
    const isOften = outermost.filter(({ path }) => path === file).length > 1;
    const called = `${stack}${names.get(fileName(file))?.size === 1 ? fileName(file) : file}${isOften ? inEnvironment(environment) : ''}`;
    for (const { name, value } of exportsOf(open)) {
      const label = labelOf(name);
      if (label === undefined) continue;
      const read: StackExport['value'] = () => {
        const text = value();
        return text === undefined ? undefined : asSeenByRun(text, called);
      };
      all.set(label, [...(all.get(label) ?? []), { environment, value: read }]);
    }
  }
  return all;
}

function inEnvironment({ account = 'any account', region = 'any Region' }: StackEnvironment): string {
  return ` in ${account}, ${region}`;
}

function isManifestPath(path: string): boolean {
  return /(?:^|[\\/])manifest\.json$/.test(path);
}

function collect(path: string, files: StackFiles, roots: Roots): void {
  const key = JSON.stringify([path, files.parameters]);
  if (roots.has(key)) return;
  roots.set(key, undefined);
  const isManifestFile = isManifestPath(path);
  const root = rootOf(path, files, (text) => isManifestFile || /Export|TemplateURL|Location/.test(text));
  if (root === undefined) return;
  if (isManifestFile && isManifest(root)) {
    for (const part of assemblyParts(root)) collect(relativeTo(path, part.path), { ...files, parameters: boundIn(part.parameters, files.parameters) }, roots);
    return;
  }
  const format = detectFormat(root);
  if (format === 'cloudformation' || format === 'sam' || format === 'cdk') roots.set(key, { path, root, files });
}

/** A stack and those in it, itself first. */
function stacksIn(stack: Stack, files: StackFiles, ancestors: readonly string[]): readonly Stack[] {
  const inner = nestedStacks(stack.open.context.template, stack.open.undecided).flatMap((nested) => {
    const open = openNested(nested, stack.path, files, ancestors);
    if (open === undefined || nested.path === undefined) return [];
    const path = relativeTo(stack.path, nested.path);
    const labelOf: Stack['labelOf'] = (exportName) => {
      const given = asGiven(exportName, nested.given);
      return given === undefined ? undefined : stack.labelOf(given);
    };
    return stacksIn({ ...stack, path, open, name: `${nested.logicalId} of ${stack.name}`, labelOf }, files, [...ancestors, path]);
  });
  return [stack, ...inner];
}
