import { describeKind, member, type LocatedNode } from '../../model/located.ts';
import type { SourceError } from '../../model/source-error.ts';
import { knownText } from '../../model/unknown-value.ts';
import { readText } from '../text/read-text.ts';
import { scalarText } from '../text/text-pieces.ts';
import { membersOf, plainText } from './template.ts';

export interface ParameterFile {
  /** Texts by parameter name; a list where the file has one. */
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
  readonly errors: readonly SourceError[];
}

/**
 * Reads the values of template parameters from a file: the list of `ParameterKey` and `ParameterValue`
 * that the command line takes, or its list of `Name=Value`, `{ "Parameters": { … } }` as pipelines have it,
 * or an object of names and values. Never throws; an entry that is no value is an error with its place.
 *
 * Sources: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack.html and
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/index.html
 */
export function readParameterFile(path: string, text: string): ParameterFile {
  const { root, errors: readErrors } = readText(path, text);
  const errors: SourceError[] = [...readErrors];
  const parameters = new Map<string, string | readonly string[]>();
  for (const [name, node] of root === undefined ? [] : entriesOf(root, errors)) {
    const value = valueOf(node);
    if (value === undefined) {
      errors.push({ code: 'wrong-type', message: `expected a text or a list of texts as the value of \`${name}\`, found ${describeKind(node)}`, loc: node.loc });
    } else parameters.set(name, value);
  }
  return { parameters: Object.fromEntries(parameters), errors };
}

function entriesOf(root: LocatedNode, errors: SourceError[]): readonly (readonly [string, LocatedNode])[] {
  if (root.kind === 'array') {
    return root.items.flatMap((item): readonly (readonly [string, LocatedNode])[] => {
      const [, name, rest] = /^([^=]+)=(.*)$/s.exec(plainText(item) ?? '') ?? [];
      if (name !== undefined && rest !== undefined) return [[name, { kind: 'string', text: [rest], loc: item.loc }]];
      const key = plainText(member(item, 'ParameterKey'));
      const value = member(item, 'ParameterValue');
      const previous = member(item, 'UsePreviousValue');
      // The value that a stack has already is not in the file.
      if (key !== undefined && value === undefined && previous !== undefined) return [];
      if (key !== undefined && value !== undefined) return [[key, value]];
      errors.push({ code: 'wrong-type', message: 'expected an object with `ParameterKey` and `ParameterValue`', loc: item.loc });
      return [];
    });
  }
  if (root.kind !== 'object') {
    errors.push({ code: 'wrong-type', message: `expected a list or an object of parameters, found ${describeKind(root)}`, loc: root.loc });
    return [];
  }
  const inner = member(root, 'Parameters');
  return membersOf(inner?.kind === 'object' ? inner : root).map(({ key, value }) => [key, value]);
}

function valueOf(node: LocatedNode): string | readonly string[] | undefined {
  if (node.kind === 'array') {
    const texts = node.items.map((item) => knownText(scalarText(item) ?? [{ name: '', reason: '', shape: { kind: 'anyText' } }]));
    return texts.every((text) => text !== undefined) ? texts : undefined;
  }
  const text = scalarText(node);
  return text === undefined ? undefined : knownText(text);
}
