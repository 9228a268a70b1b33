import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARN_FORMS } from '../../src/escalation/arn-forms.ts';
import { common, concretize } from '../../src/escalation/concretize.ts';
import { fill, patternMatches } from '../../src/escalation/glob.ts';
import { parsePattern, type Pattern } from '../../src/model/pattern.ts';
import { PLACE } from './support.ts';

const pattern = (text: string): Pattern => parsePattern([text], { wildcards: true, variables: 'afterFifthColon' });
const valueOf = (key: string): string | undefined => (key === 'aws:username' ? 'alice' : undefined);

describe('an ARN for a pattern', () => {
  it.each([
    ['*', 'role', 'arn:aws:iam::111122223333:role/escalation'],
    ['arn:aws:iam::111122223333:role/*', 'role', 'arn:aws:iam::111122223333:role/escalation'],
    ['arn:aws:iam::*:role/*', 'role', 'arn:aws:iam::111122223333:role/escalation'],
    ['arn:*:iam::111122223333:*', 'role', 'arn:aws:iam::111122223333:role/escalation'],
    ['arn:aws:iam::111122223333:role/DoiT-Support*', 'role', 'arn:aws:iam::111122223333:role/DoiT-Support-x'],
    ['arn:aws:iam::111122223333:role/cdk-*-deploy-?', 'role', 'arn:aws:iam::111122223333:role/cdk-x-deploy-x'],
    ['arn:aws:iam::111122223333:*Support', 'role', 'arn:aws:iam::111122223333:role/xSupport'],
    ['arn:aws:iam::111122223333:user/${aws:username}', 'user', 'arn:aws:iam::111122223333:user/alice'],
    ['arn:aws:iam::111122223333:user/*', 'role', undefined],
    ['arn:aws:iam::999988887777:role/*', 'role', undefined],
    ['arn:aws:s3:::bucket/*', 'role', undefined],
    ['arn:aws:lambda:eu-west-1:111122223333:function:dev-*', 'function', 'arn:aws:lambda:eu-west-1:111122223333:function:dev-x'],
    ['arn:aws:lambda:*:*:function:*', 'function', 'arn:aws:lambda:us-east-1:111122223333:function:escalation'],
    ['arn:aws:ec2:us-east-1::image/*', 'image', 'arn:aws:ec2:us-east-1::image/ami-0123456789abcdef0'],
  ] as const)('%s as a %s is %s', (text, form, expected) => {
    expect(concretize(pattern(text), ARN_FORMS[form], PLACE, valueOf)).toBe(expected);
  });

  it.each([
    ['role/app-*', 'role/*-dev', 'role/app-x-dev'],
    ['role/*-dev', 'role/app-*', 'role/app-x-dev'],
    ['role/app-*', 'role/web-*', undefined],
  ])('that %s and %s have in common is %s', (a, b, expected) => {
    expect(common(pattern(a), pattern(b), valueOf)).toBe(expected);
  });
});

describe('a filled pattern', () => {
  it('is one of the texts that the pattern stands for', () => {
    const piece = fc.oneof(fc.constantFrom('*', '?', 'a', '-', '/', ':'), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const parsed = parsePattern([pieces.join('')], { wildcards: true, variables: 'none' });
        expect(patternMatches(parsed, fill(parsed, valueOf))).toBe(true);
      }),
    );
  });
});
