import { describe, expect, it } from 'vitest';
import { surelyMatches } from '../../src/model/allowed-pattern.ts';

describe('surelyMatches', () => {
  it.each([
    ['[a-z]+', 'abc', true],
    ['[a-z]+', 'abc1', false],
    ['a|b', 'ab', false],
    ['^[a-z]+$', 'abc', true],
    [String.raw`arn\:aws\:iam::\d{12}\:role/[\w+=,.@\-]+`, 'arn:aws:iam::111122223333:role/a-b', true],
    [String.raw`\\:`, String.raw`\:`, true],
    [String.raw`(\d{1,3}\.){3}\d{1,3}`, '192.0.2.1', true],
    ['', '', true],
  ])('%s on %s', (pattern, text, expected) => {
    expect(surelyMatches(pattern, text)).toBe(expected);
  });

  it.each([
    ['an intersection', '[a-z&&b]', '&'],
    ['a class in a class', '[a[bc]]', '[]'],
    ['a possessive quantifier', 'a++', 'a'],
    ['the ends of the input', String.raw`\Aa\Z`, 'AaZ'],
    ['a quotation', String.raw`\Qa\E`, 'QaE'],
    ['a flag', '(?i)a', 'A'],
    ['what nobody can read', '(', '('],
  ])('says nothing about %s', (_name, pattern, text) => {
    expect(surelyMatches(pattern, text)).toBe(false);
  });

  it('does not try repeated groups on long texts', () => {
    expect(surelyMatches('(a*)*b', 'a'.repeat(60))).toBe(false);
  });
});
