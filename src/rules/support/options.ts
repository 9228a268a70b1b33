import type { OptionValue, RuleOptions } from '../rule.ts';

/** Options come from a configuration that was checked against the rule's schema; a wrong one is reported all the same. */
export function numberOption(options: RuleOptions, name: string): number {
  const value = options[name];
  if (typeof value === 'number') return value;
  throw wrongOption(name, 'a number', value);
}

export function booleanOption(options: RuleOptions, name: string): boolean {
  const value = options[name];
  if (typeof value === 'boolean') return value;
  throw wrongOption(name, '`true` or `false`', value);
}

export function listOption(options: RuleOptions, name: string): readonly string[] {
  const value = options[name];
  if (typeof value === 'object') return value;
  throw wrongOption(name, 'a list of strings', value);
}

function wrongOption(name: string, expected: string, found: OptionValue | undefined): Error {
  return new Error(`its option \`${name}\` has to be ${expected}, and is \`${JSON.stringify(found)}\``);
}
