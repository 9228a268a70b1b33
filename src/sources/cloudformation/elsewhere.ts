import { displayText, type TemplateText, type TextPart, type UnknownValue } from '../../model/unknown-value.ts';
import type { NestedStack } from './nested-stacks.ts';
import { own } from '../own.ts';
import type { Template } from './template.ts';

/** Where a stack is deployed, as far as that is known. */
export interface StackEnvironment {
  readonly account?: string;
  readonly region?: string;
}

/** The value of an export, by its label and where it is imported; undefined where none is known, or more than one. */
export type StackExports = (label: string, importer?: StackEnvironment) => TemplateText | undefined;

/** What a template learns of other stacks; undefined where that is not seen. */
export interface Elsewhere {
  /** An output of a stack that the template nests. */
  readonly output: (stack: NestedStack, name: string) => TemplateText | undefined;
  /** Those of the stacks of the same run, as this one imports them. */
  readonly exported: (label: string) => TemplateText | undefined;
}

/** A text of a nested stack in words of the stack around it; undefined where that does not tell all of it. */
export function asGiven(text: TemplateText, given: ReadonlyMap<string, TemplateText>): TemplateText | undefined {
  const parts: TextPart[] = [];
  for (const part of text) {
    const known = typeof part === 'string' || isShared(part) ? [part] : given.get(part.name);
    if (known === undefined) return undefined;
    parts.push(...known);
  }
  return parts;
}

/**
 * What exports and imports are matched by: the name, with parameters as `${Name}`. A run is taken to give the
 * same value to parameters of the same name there, as to `${Env}` in `${Env}-policy`: two stacks can't export
 * the same name. Undefined for names that hang on anything else, such as the name of their own stack.
 */
export function exportLabel(name: TemplateText, { parameters }: Template): string | undefined {
  const isTold = (part: TextPart): boolean => typeof part === 'string' || isShared(part) || parameters.has(part.name);
  return name.every(isTold) ? displayText(name) : undefined;
}

export const NOWHERE: Elsewhere = { output: () => undefined, exported: () => undefined };

/** Unknown values that all stacks of an account and region share. */
const SHARED: Readonly<Partial<Record<string, true>>> = { 'AWS::AccountId': true, 'AWS::Region': true, 'AWS::Partition': true, 'AWS::URLSuffix': true };

/** Whether it is the same value in all stacks of an account and Region. */
export function isShared({ name }: UnknownValue): boolean {
  return own(SHARED, name) === true;
}

/**
 * A text of another stack, as this one has to call it: the names of unknown values are those of their
 * stack, and two stacks may have the same name for different values.
 *
 * @param stack what tells the stack from others, for people
 * @param given what the other stack's parameters are, where this one has given them
 */
export function asSeenFrom(text: TemplateText, stack: string, given: ReadonlyMap<string, TemplateText> = new Map()): TemplateText {
  return text.flatMap((part): readonly TextPart[] => {
    if (typeof part === 'string' || part.isOfRun === true || isShared(part)) return [part];
    return given.get(part.name) ?? [{ ...part, name: `${part.name} of ${stack}` }];
  });
}

/** A text of another stack, as all files of a run call it. */
export function asSeenByRun(text: TemplateText, stack: string): TemplateText {
  return asSeenFrom(text, stack).map((part) => (typeof part === 'string' || isShared(part) ? part : { ...part, isOfRun: true }));
}
