/**
 * What a template value that can't be resolved is known to be. The shape decides what a proof has to
 * assume: text that an author's parameter splices in may bring wildcards or variables with it, text
 * that AWS generates may not.
 */
export type UnknownShape =
  /** Any text, wildcards, variables and whole lists included: a bare template parameter. */
  | { readonly kind: 'anyText' }
  /** One of these texts: a parameter with AllowedValues. */
  | { readonly kind: 'oneOf'; readonly values: readonly string[] }
  /** Text that matches a regular expression as a whole: a parameter with AllowedPattern. */
  | { readonly kind: 'matching'; readonly pattern: string }
  /** Text that AWS makes, which has no `*`, `?` or `$`: a physical name, an ARN, an attribute. */
  | { readonly kind: 'plain' }
  | { readonly kind: 'accountId' }
  | { readonly kind: 'region' }
  | { readonly kind: 'partition' };

/** A value that the source does not tell. Two unknowns of the same name have the same value. */
export interface UnknownValue {
  /** As the template's author would say it: `AWS::AccountId`, `Bucket.Arn`, `InstanceTag`. */
  readonly name: string;
  /** Why it is not known, for people: "parameter without a default". */
  readonly reason: string;
  readonly shape: UnknownShape;
  /** True when it may be a list rather than one text, such as a Ref to a CommaDelimitedList; the shape is that of each element then. */
  readonly maybeList?: boolean;
  /** True for a value of another stack of the same run: all files of the run call it by this name. */
  readonly isOfRun?: true;
  /** What a parameter is if nobody gives it a value: to be shown, never to be relied on. */
  readonly default?: string;
}

/** Text with holes: literal stretches and unknown values in their order. */
export type TextPart = string | UnknownValue;
export type TemplateText = readonly TextPart[];

/** The text if all of it is known. */
export function knownText(text: TemplateText): string | undefined {
  let whole = '';
  for (const part of text) {
    if (typeof part !== 'string') return undefined;
    whole += part;
  }
  return whole;
}

/** For people: unknown values appear as `${Name}`. */
export function displayText(text: TemplateText): string {
  let whole = '';
  for (const part of text) whole += typeof part === 'string' ? part : `\${${part.name}}`;
  return whole;
}
