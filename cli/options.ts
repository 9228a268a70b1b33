import { InvalidArgumentError, Option } from 'commander';
import { SEVERITIES, type Severity } from '../src/model/finding.ts';

/** Parsers of option values, as commander calls them: with the value, and what earlier ones gave. */

export function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
}

/** `Name=Value`, any number of times. */
export function parameters(text: string, earlier: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('expected `Name=Value`');
  return { ...earlier, [text.slice(0, equals)]: text.slice(equals + 1) };
}

export type RuleLevel = 'off' | Severity;

/** `id:severity` or `id:off`, any number of times. */
export function ruleSettings(text: string, earlier: Readonly<Record<string, RuleLevel>> = {}): Readonly<Record<string, RuleLevel>> {
  const [id = '', level, ...rest] = text.split(':');
  const severity = [...SEVERITIES, 'off' as const].find((known) => known === level);
  if (id === '' || severity === undefined || rest.length > 0) {
    throw new InvalidArgumentError(`expected \`id:severity\` with one of ${SEVERITIES.join(', ')} or off`);
  }
  return { ...earlier, [id]: severity };
}

/** The same option any number of times. */
export function collect(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}

type Context = Readonly<Record<string, string | readonly string[]>>;

/** `key=value`; a JSON list, or a key that comes again, makes a multivalued key. */
export function context(text: string, earlier: Context = {}): Context {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('expected `key=value`');
  const key = text.slice(0, equals);
  const value = jsonList(text.slice(equals + 1));
  const known = Object.hasOwn(earlier, key) ? earlier[key] : undefined;
  return { ...earlier, [key]: known === undefined ? value : [known, value].flat() };
}

function jsonList(text: string): string | readonly string[] {
  if (!text.startsWith('[')) return text;
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return text;
  }
  if (Array.isArray(list) && list.every((item) => typeof item === 'string')) return list;
  throw new InvalidArgumentError('expected a list of strings');
}

const FORMATS = ['human', 'json'] as const;

/** How commands without reports print. */
export type PrintFormat = (typeof FORMATS)[number];

/** `--format`, and `--json` for short. */
export function printOptions(): readonly Option[] {
  return [new Option('-f, --format <name>', 'output format').choices(FORMATS).default('human'), new Option('--json', 'the same as --format json').implies({ format: 'json' }).hideHelp()];
}
