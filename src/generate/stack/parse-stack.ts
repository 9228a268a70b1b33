import { lineIndex, rangeOf } from '../../model/line-index.ts';
import { member, type LocatedNode } from '../../model/located.ts';
import type { PositionedError } from '../../model/parse/parse-policy.ts';
import type { SourceError } from '../../model/source-error.ts';
import { readTree } from '../../sources/index.ts';
import type { Environment } from '../permission.ts';
import { readStack, type ReadStack } from './read-stack.ts';

export interface ParseStackOptions {
  readonly environment: Environment;
  /** The stack's name, for names that CloudFormation makes. */
  readonly name?: string;
  /** Values of template parameters; those that the template doesn't declare are passed over. */
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
}

export interface ParsedStack {
  /** Undefined where the text is no template. */
  readonly stack?: ReadStack;
  /** What is wrong with it, with positions; what is merely not seen is no error. */
  readonly errors: readonly PositionedError[];
}

/**
 * Reads a CloudFormation template, JSON or YAML, as a stack. Nothing is thrown.
 *
 * @param path the file's name: it tells JSON from YAML.
 */
export function parseStack(path: string, text: string, { environment, name, parameters }: ParseStackOptions): ParsedStack {
  const positioned = (errors: readonly SourceError[]): readonly PositionedError[] => {
    const index = errors.length === 0 ? undefined : lineIndex(text);
    return errors.map((error) => (index === undefined ? error : { ...error, ...rangeOf(index, error.loc) }));
  };
  const { root, errors } = readTree(path, text);
  if (root === undefined || errors.length > 0) return { errors: positioned(errors) };
  if (member(root, 'Resources') === undefined) {
    return { errors: positioned([{ code: 'template-structure', message: 'it is no template: it has no `Resources`', loc: root.loc }]) };
  }
  const stack = readStack({ root, text, environment, ...(name === undefined ? {} : { name }), ...(parameters === undefined ? {} : { parameters: declaredOf(root, parameters) }) });
  return { stack, errors: positioned(stack.errors.filter(({ code }) => code !== 'unseen-part')) };
}

function declaredOf(root: LocatedNode, parameters: Readonly<Record<string, string | readonly string[]>>): Readonly<Record<string, string | readonly string[]>> {
  const declared = member(root, 'Parameters');
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => member(declared, name) !== undefined));
}
