import { parseStack, type ParseStackOptions } from '../../../src/generate/stack/parse-stack.ts';
import type { ReadStack } from '../../../src/generate/stack/read-stack.ts';
import { relativePath } from '../../../src/sources/index.ts';
import { UsageError } from '../../usage-error.ts';
import { errorText, readText } from '../policy-files.ts';

/** Deeper than stacks are nested. */
const MAX_NESTING = 16;

/** A template as a stack. Throws a `UsageError` with the place of what can't be read. */
export function stackFrom(path: string, text: string, options: ParseStackOptions): ReadStack {
  const { stack, errors } = parseStack(path, text, options);
  const [error] = errors;
  if (error !== undefined) throw new UsageError(errorText({ path, text }, error));
  if (stack === undefined) throw new UsageError(`\`${path}\` is empty`);
  return stack;
}

/** A template with the local templates of the stacks that it nests. Those that are elsewhere are for the caller to name. */
export function stacksFrom(path: string, text: string, options: ParseStackOptions, ancestors: readonly string[] = []): readonly ReadStack[] {
  const read = stackFrom(path, text, options);
  const nested = read.template.nested.flatMap((stack) => {
    if (stack.path === undefined) return [];
    const nestedPath = relativePath(path, stack.path);
    if (nestedPath === path || ancestors.includes(nestedPath) || ancestors.length >= MAX_NESTING) {
      throw new UsageError(`\`${path}\`: the stack \`${stack.logicalId}\` leads back to itself, or is nested too deep`);
    }
    // CloudFormation names it after the stack around it, with an ID that it makes.
    return stacksFrom(nestedPath, readText(nestedPath), { environment: options.environment, parameters: stack.parameters }, [...ancestors, path]);
  });
  return [read, ...nested];
}
