import { describe, expect, it } from 'vitest';
import { anyRun, glob, matches, textParts, wordOf, type Glob, type GlobPart } from '../../src/prover/text/glob.ts';
import { wordOutside } from '../../src/prover/text/inclusion.ts';
import { findWord } from '../../src/prover/text/product.ts';
import { CharacterClass } from '../../src/prover/text/symbols.ts';
import { createUnions } from '../../src/prover/text/unions.ts';
import { dice, type Dice } from './random-policies.ts';

/** `*` and `?` take anything, `~` and `.` no colon, `#` one digit. */
function read(text: string): Glob {
  return glob(
    Array.from(text).map((character): GlobPart => {
      switch (character) {
        case '*':
          return anyRun;
        case '~':
          return { kind: 'run', of: CharacterClass.noColon };
        case '?':
          return { kind: 'one', of: CharacterClass.any };
        case '.':
          return { kind: 'one', of: CharacterClass.noColon };
        case '#':
          return { kind: 'one', of: CharacterClass.digit };
        default:
          return textParts(character)[0] ?? anyRun;
      }
    }),
  );
}

const expressions: Readonly<Record<string, string>> = { '*': '[^]*', '~': '[^:]*', '?': '[^]', '.': '[^:]', '#': '[0-9]' };

function expression(text: string): RegExp {
  return new RegExp(`^${Array.from(text).map((character) => expressions[character] ?? character).join('')}$`);
}

/** Every text of up to four characters; `z` is written in no pattern. */
const words = ((): readonly string[] => {
  const all = [''];
  for (let from = 0, length = 0; length < 4; length += 1) {
    const to = all.length;
    for (; from < to; from += 1) for (const character of 'ab:1z') all.push((all[from] ?? '') + character);
  }
  return all;
})();

function pattern(roll: Dice, symbols: string): string {
  return Array.from({ length: 1 + roll.below(4) }, () => roll.of(Array.from(symbols))).join('');
}

const kinds: readonly (readonly [string, string])[] = [
  ['runs of any character', 'ab:*'],
  ['counted characters', 'ab:*?'],
  ['all classes', 'ab:*?~.#1'],
];

describe('globs against every short text', () => {
  it.each(kinds)('matches and finds words: %s', (_name, symbols) => {
    const roll = dice(7);
    const unions = createUnions();
    let empty = 0;
    for (let round = 0; round < 1500; round += 1) {
      const candidate = pattern(roll, symbols);
      const within = Array.from({ length: roll.below(3) }, () => roll.some(Array.from({ length: 3 }, () => pattern(roll, symbols)), 2));
      const without = Array.from({ length: roll.below(4) }, () => pattern(roll, symbols));
      const accepts = (text: string): boolean =>
        expression(candidate).test(text) && within.every((union) => union.some((each) => expression(each).test(text))) && !without.some((each) => expression(each).test(text));
      const result = wordOutside(read(candidate), within.map((union) => unions.of(union.map(read))), without.map(read), { states: 100_000 });
      const said = `${candidate} in ${JSON.stringify(within)} not ${JSON.stringify(without)}`;
      if (result.kind === 'word') expect(accepts(String.fromCharCode(...result.word)), said).toBe(true);
      else {
        empty += 1;
        expect(result.kind, said).toBe('empty');
        expect(words.find(accepts), said).toBeUndefined();
      }
      const text = roll.of(words);
      expect(matches(read(candidate), wordOf(text)), `${candidate} ${text}`).toBe(expression(candidate).test(text));
    }
    expect(empty).toBeGreaterThan(200);
  });
});

describe('the product automaton', () => {
  const digits = Array.from('0123456789');

  it('tries every character of a kind that patterns write all of', () => {
    const within = [[read('0#'), ...digits.slice(1).map((digit) => read(`${digit}b`))]];
    const find = (without: readonly string[]): unknown => findWord(read('##'), within, without.map(read), { states: 10_000 });
    expect(find([])).toMatchObject({ kind: 'word' });
    expect(find(digits.slice(0, 9).map((digit) => `0${digit}`))).toEqual({ kind: 'word', word: wordOf('09') });
    expect(find(digits.map((digit) => `0${digit}`))).toEqual({ kind: 'empty' });
  });

  it('tells apart more states than fit in one number', () => {
    const text = 'ab'.repeat(40);
    const found = findWord(read('*'), [[read(`*${text}`)], [read(`${text.slice(0, 60)}*`)]], [read(text)], { states: 1_000_000 });
    expect(found).toEqual({ kind: 'word', word: wordOf(`ab${text}`) });
  });
});
