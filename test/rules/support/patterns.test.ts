import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePattern, type Pattern } from '../../../src/model/pattern.ts';
import { covers } from '../../../src/rules/support/pattern-cover.ts';
import { formatSymbols, patternSymbols, symbolsMeet, textSymbols } from '../../../src/rules/support/pattern-meet.ts';

const pattern = (text: string): Pattern => parsePattern([text], { wildcards: true, variables: 'none' });

/** Whether a pattern stands for a text: the plainest way to say so. */
function matches(wide: string, text: string): boolean {
  if (wide === '') return text === '';
  const first = wide.charAt(0);
  if (first === '*') return matches(wide.slice(1), text) || (text !== '' && matches(wide, text.slice(1)));
  return text !== '' && (first === '?' || first === text.charAt(0)) && matches(wide.slice(1), text.slice(1));
}

const someText = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 6 });
const somePattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 7 });
/** All texts of up to four characters: long enough for two short patterns to meet in, if they do at all. */
const texts = ['', ...['a', 'b', '/'].flatMap((first) => [first, ...['a', 'b', '/'].flatMap((second) => [first + second, ...['a', 'b', '/'].flatMap((third) => [first + second + third, ...['a', 'b', '/'].map((fourth) => first + second + third + fourth)])])])];

describe('covers', () => {
  it('is true only of patterns of which every text is covered', () => {
    fc.assert(
      fc.property(somePattern, somePattern, (wide, narrow) => {
        if (!covers(pattern(wide), pattern(narrow), { ignoreCase: false })) return;
        expect(texts.filter((text) => matches(narrow, text) && !matches(wide, text))).toEqual([]);
      }),
    );
  });

  it('is a match for a pattern without wildcards', () => {
    fc.assert(
      fc.property(somePattern, someText, (wide, text) => {
        expect(covers(pattern(wide), pattern(text), { ignoreCase: false })).toBe(matches(wide, text));
      }),
    );
  });

  it('takes variables and unknown values for themselves', () => {
    const withVariable = (text: string): Pattern => parsePattern([text], { wildcards: true, variables: 'all' });
    const hole = (name: string): Pattern =>
      parsePattern(['a', { name, reason: '', shape: { kind: 'anyText' } }], { wildcards: true, variables: 'none' });
    const options = { ignoreCase: false };
    expect(covers(withVariable('a${aws:username}*'), withVariable('a${AWS:UserName}/b'), options)).toBe(true);
    expect(covers(withVariable('a${aws:username}'), withVariable('a${aws:userid}'), options)).toBe(false);
    expect(covers(withVariable('a?'), withVariable('a${aws:userid}'), options)).toBe(false);
    expect(covers(pattern('a*'), hole('A'), options)).toBe(true);
    expect(covers(hole('A'), hole('A'), options)).toBe(true);
    expect(covers(hole('A'), hole('B'), options)).toBe(false);
  });
});

describe('symbolsMeet', () => {
  it('says whether there is a text that both patterns stand for', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 4 });
    fc.assert(
      fc.property(short, short, (a, b) => {
        // Two patterns of at most four characters each that meet at all meet in a text of at most eight; most in one of four.
        const meet = symbolsMeet(patternSymbols(pattern(a)), patternSymbols(pattern(b)));
        if (texts.some((text) => matches(a, text) && matches(b, text))) expect(meet).toBe(true);
        else if (!a.includes('*') || !b.includes('*')) expect(meet).toBe(false);
        expect(symbolsMeet(patternSymbols(pattern(b)), patternSymbols(pattern(a)))).toBe(meet);
      }),
    );
  });

  it('keeps slashes out of placeholders that have none', () => {
    const bucket = formatSymbols('arn:${Partition}:s3:::${BucketName}', () => false);
    const object = formatSymbols('arn:${Partition}:s3:::${BucketName}/${Key}', (name) => name === 'Key');
    const meets = (text: string): readonly [boolean, boolean] => [
      symbolsMeet(patternSymbols(pattern(text)), bucket),
      symbolsMeet(patternSymbols(pattern(text)), object),
    ];
    expect(meets('arn:aws:s3:::reports')).toEqual([true, false]);
    expect(meets('arn:aws:s3:::reports/*')).toEqual([false, true]);
    expect(meets('arn:aws:s3:::rep*')).toEqual([true, true]);
    expect(meets('*')).toEqual([true, true]);
    expect(meets('arn:aws:s3:::*/2026/*')).toEqual([false, true]);
    expect(meets('arn:aws:sqs:::reports')).toEqual([false, false]);
  });

  it('takes time in the product of the lengths at most', () => {
    const many = textSymbols('*a'.repeat(400));
    expect(symbolsMeet(many, textSymbols(`${'a'.repeat(800)}b`))).toBe(false);
  });
});
