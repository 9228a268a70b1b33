import { surelyMatches } from '../model/allowed-pattern.ts';
import type { UnknownValue } from '../model/unknown-value.ts';
import type { TemplateValues } from './template-values.ts';

/** More combinations of allowed values than these are not told apart. */
const combinationLimit = 24;

/** Every combination of the values that parameters are limited to; one empty choice when there is none. */
export function allowedValues(unknowns: ReadonlyMap<string, UnknownValue>): readonly TemplateValues[] {
  let choices: readonly TemplateValues[] = [new Map()];
  for (const { name, shape, maybeList } of unknowns.values()) {
    if (shape.kind !== 'oneOf' || maybeList === true || choices.length * shape.values.length > combinationLimit) continue;
    choices = choices.flatMap((choice) => shape.values.map((value) => new Map([...choice, [name, value]])));
  }
  return choices;
}

/**
 * Texts under which a request is looked for: something ordinary first, then what an author's parameter
 * could bring at the worst. A `*` is one where wildcards are read, a character elsewhere.
 */
export function valuesToTry(unknowns: ReadonlyMap<string, UnknownValue>): readonly TemplateValues[] {
  const each = (wildcard: boolean): TemplateValues => {
    const texts = new Map<string, string>();
    for (const unknown of unknowns.values()) {
      const text = textFor(unknown, wildcard);
      if (text !== undefined) texts.set(unknown.name, text);
    }
    return texts;
  };
  return [...unknowns.values()].some(({ shape }) => shape.kind === 'anyText' || shape.kind === 'matching') ? [each(false), each(true)] : [each(false)];
}

/** Undefined where no text comes to mind that the value may surely be: it stays open then. */
function textFor({ shape, name, default: preset }: UnknownValue, wildcard: boolean): string | undefined {
  switch (shape.kind) {
    case 'accountId':
      return '111122223333';
    case 'region':
      return 'us-east-1';
    case 'partition':
      return 'aws';
    case 'oneOf':
      return shape.values[0];
    case 'anyText':
      return wildcard ? '*' : plainName(name);
    case 'matching':
      return [...(wildcard ? ['*'] : []), plainName(name), ...(preset === undefined ? [] : [preset]), ...FITTING].find((text) => surelyMatches(shape.pattern, text));
    case 'plain':
      return plainName(name);
  }
}

/** Texts for the patterns that parameters mostly have. */
const FITTING: readonly string[] = [
  'example',
  'Example1',
  'a',
  'A',
  '1',
  '111122223333',
  'us-east-1',
  'arn:aws:iam::111122223333:role/example',
  'arn:aws:s3:::example',
  'o-a1b2c3d4e5',
  'vpc-0123456789abcdef0',
  '192.0.2.0/24',
  'example.com',
  'https://example.com',
  'someone@example.com',
];

/** An ARN for what is called one, and a name for all else. */
function plainName(name: string): string {
  const id = name.replace(/\W+/g, '-').toLowerCase();
  return /\barn$/i.test(name) ? `arn:aws:example:us-east-1:111122223333:${id}` : id;
}
