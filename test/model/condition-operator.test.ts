import { describe, expect, it } from 'vitest';
import { OPERATORS, operatorText, parseOperator } from '../../src/model/condition-operator.ts';

describe('parseOperator', () => {
  it('reads back every operator with every prefix and suffix', () => {
    for (const name of Object.keys(OPERATORS)) {
      for (const prefix of ['', 'ForAllValues:', 'ForAnyValue:']) {
        for (const suffix of ['', 'IfExists']) {
          const text = `${prefix}${name}${suffix}`;
          const parsed = parseOperator(text);
          if (name === 'Null' && suffix !== '') expect(parsed).toEqual({ ok: false, problem: 'nullIfExists' });
          else expect(parsed.ok && operatorText(parsed.operator)).toBe(text);
        }
      }
    }
  });

  it.each(['', 'StringEqual', 'ForAllValues', 'ForEachValue:StringEquals', 'IfExists', 'StringEqualsIfExistsIfExists', 'toString', '__proto__'])(
    'does not know `%s`',
    (text) => {
      expect(parseOperator(text)).toEqual({ ok: false, problem: 'unknown' });
    },
  );

  it('says which operators are negated', () => {
    const negated = Object.entries(OPERATORS).filter(([, traits]) => traits.negated).map(([name]) => name);
    expect(negated).toEqual([
      'StringNotEquals',
      'StringNotEqualsIgnoreCase',
      'StringNotLike',
      'NumericNotEquals',
      'DateNotEquals',
      'NotIpAddress',
      'ArnNotEquals',
      'ArnNotLike',
    ]);
  });
});
