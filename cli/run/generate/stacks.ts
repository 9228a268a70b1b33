import type { Environment } from '../../../src/generate/permission.ts';
import { readStack, type ReadStack } from '../../../src/generate/stack/read-stack.ts';
import { member, type LocatedNode } from '../../../src/model/located.ts';
import { readTree, relativePath } from '../../../src/sources/index.ts';
import { UsageError } from '../../usage-error.ts';
import { errorText, readText } from '../policy-files.ts';

export interface StackOptions {
  readonly environment: Environment;
  readonly name?: string;
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
}

/** Deeper than stacks are nested. */
const MAX_NESTING = 16;

/** A template as a stack. Throws a `UsageError` with the place of what can't be read. */
export function stackFrom(path: string, text: string, { environment, name, parameters }: StackOptions): ReadStack {
  const { root, errors } = readTree(path, text);
  const [error] = errors;
  if (error !== undefined) throw new UsageError(errorText({ path, text }, error));
  if (root === undefined) throw new UsageError(`\`${path}\` is empty`);
  if (member(root, 'Resources') === undefined) throw new UsageError(`\`${path}\` is no template: it has no \`Resources\``);
  const read = readStack({ root, text, environment, ...(name === undefined ? {} : { name }), ...(parameters === undefined ? {} : { parameters: declaredOf(root, parameters) }) });
  const [broken] = read.errors.filter(({ code }) => code !== 'unseen-part');
  if (broken !== undefined) throw new UsageError(errorText({ path, text }, broken));
  return read;
}

/** A template with the local templates of the stacks that it nests. Those that are elsewhere are for the caller to name. */
export function stacksFrom(path: string, text: string, options: StackOptions, depth = 0): readonly ReadStack[] {
  const read = stackFrom(path, text, options);
  if (depth >= MAX_NESTING) throw new UsageError(`\`${path}\`: stacks are nested more than ${MAX_NESTING} deep`);
  const nested = read.template.nested.flatMap((stack) => {
    if (stack.path === undefined) return [];
    const nestedPath = relativePath(path, stack.path);
    // CloudFormation names it after the stack around it, with an ID that it makes.
    return stacksFrom(nestedPath, readText(nestedPath), { environment: options.environment, parameters: stack.parameters }, depth + 1);
  });
  return [read, ...nested];
}

/** The parameters that a template declares: one of your own may lack some. */
function declaredOf(root: LocatedNode, parameters: Readonly<Record<string, string | readonly string[]>>): Readonly<Record<string, string | readonly string[]>> {
  const declared = member(root, 'Parameters');
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => member(declared, name) !== undefined));
}
