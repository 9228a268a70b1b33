import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonText } from '../../../src/model/parse/json-text.ts';
import { jsonSize } from '../../../src/rules/support/json-size.ts';
import { looksLikePolicyVariable, variablesOf } from '../../../src/rules/support/variable-text.ts';

describe('jsonSize', () => {
  it('is the length of the JSON text without whitespace', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.nat(4), (value, indent) => {
        const { root } = parseJsonText(JSON.stringify(value, null, indent));
        expect(root === undefined ? undefined : jsonSize(root)).toBe(JSON.stringify(value).length);
      }),
    );
  });
});

describe('variablesOf', () => {
  it.each([
    ['a', []],
    ['${aws:username}', [undefined]],
    ["a${aws:username, 'x'}b${*}", [undefined, undefined]],
    ['${', ['brace']],
    ['${a${b}', ['brace', undefined]],
    ['${}', ['empty']],
    ['${a, b}', ['quote']],
    ["${a, 'b}", ['quote']],
    ['${a b}', ['space']],
    ['${a\0}', []],
    ['${a\0', []],
  ] as const)('reads `%s`', (text, problems) => {
    expect(variablesOf(text).map((variable) => variable.problem)).toEqual(problems);
  });

  it('knows a policy variable from the parameter of a template', () => {
    expect(['${aws:username}', "${aws:PrincipalTag/a, 'b'}", '${s3:prefix}'].every(looksLikePolicyVariable)).toBe(true);
    expect(['${Bucket}', '${Bucket.Arn}', '${}', '${*}'].some(looksLikePolicyVariable)).toBe(false);
  });
});
