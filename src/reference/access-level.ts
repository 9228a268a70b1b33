import type { AccessLevel } from './types.ts';

/** The letters that stand for access levels in the baked files. */
const levels: ReadonlyMap<string, AccessLevel> = new Map<string, AccessLevel>([
  ['L', 'List'],
  ['R', 'Read'],
  ['W', 'Write'],
  ['P', 'Permissions management'],
  ['T', 'Tagging'],
]);

const letters: ReadonlyMap<string, string> = new Map([...levels].map(([letter, level]) => [level, letter]));

/** The level behind a letter of either case. Throws on another letter: the file is not ours then. */
export function accessLevel(letter: string): AccessLevel {
  const level = levels.get(letter.toUpperCase());
  if (level === undefined) throw new Error(`the reference data has an access level \`${letter}\` that is not known`);
  return level;
}

/** The letter of a level. Throws on a text that is none. */
export function accessLevelLetter(level: string): string {
  const letter = letters.get(level);
  if (letter === undefined) throw new Error(`\`${level}\` is not an access level`);
  return letter;
}
