import type { TemplateText, TextPart } from '../../model/unknown-value.ts';
import type { NestedStack } from './nested-stacks.ts';
import { own } from '../own.ts';

/** Where a stack is deployed, as far as that is known. */
export interface StackEnvironment {
  readonly account?: string;
  readonly region?: string;
}

/** The value of an export, by its name and where it is imported; undefined where none is known, or more than one. */
export type StackExports = (name: string, importer?: StackEnvironment) => TemplateText | undefined;

/** What a template learns of other stacks; undefined where that is not seen. */
export interface Elsewhere {
  /** An output of a stack that the template nests. */
  readonly output: (stack: NestedStack, name: string) => TemplateText | undefined;
  /** Those of the stacks of the same run, as this one imports them. */
  readonly exported: (name: string) => TemplateText | undefined;
}

export const NOWHERE: Elsewhere = { output: () => undefined, exported: () => undefined };

/** Unknown values that all stacks of an account and region share. */
const SHARED: Readonly<Partial<Record<string, true>>> = { 'AWS::AccountId': true, 'AWS::Region': true, 'AWS::Partition': true, 'AWS::URLSuffix': true };

/**
 * A text of another stack, as this one has to call it: the names of unknown values are those of their
 * stack, and two stacks may have the same name for different values.
 *
 * @param stack what tells the stack from others, for people
 * @param given what the other stack's parameters are, where this one has given them
 */
export function asSeenFrom(text: TemplateText, stack: string, given: ReadonlyMap<string, TemplateText> = new Map()): TemplateText {
  return text.flatMap((part): readonly TextPart[] => {
    if (typeof part === 'string' || own(SHARED, part.name) === true) return [part];
    return given.get(part.name) ?? [{ ...part, name: `${part.name} of ${stack}` }];
  });
}
