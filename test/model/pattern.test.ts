import { describe, expect, it } from 'vitest';
import { splitArnPattern } from '../../src/model/arn.ts';
import { parsePattern, type PatternOptions } from '../../src/model/pattern.ts';
import type { TemplateText, UnknownValue } from '../../src/model/unknown-value.ts';

const all: PatternOptions = { wildcards: true, variables: 'all' };
const resource: PatternOptions = { wildcards: true, variables: 'afterFifthColon' };
const plain: PatternOptions = { wildcards: false, variables: 'none' };
const region: UnknownValue = { name: 'AWS::Region', reason: 'depends on where it is deployed', shape: { kind: 'region' } };

function show(text: TemplateText, options: PatternOptions): string {
  return parsePattern(text, options)
    .parts.map((part) => {
      switch (part.kind) {
        case 'literal':
          return JSON.stringify(part.text);
        case 'anyRun':
          return 'RUN';
        case 'anyOne':
          return 'ONE';
        case 'variable':
          return part.default === undefined ? `VAR(${part.key})` : `VAR(${part.key}=${part.default})`;
        case 'unresolved':
          return `?${part.unknown.name}(${part.unknown.shape.kind})`;
      }
    })
    .join(' ');
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
const cases: readonly (readonly [TemplateText, PatternOptions, string])[] = [
  [[''], all, ''],
  [['abc'], all, '"abc"'],
  [['a*b?c'], all, '"a" RUN "b" ONE "c"'],
  [['a**b'], all, '"a" RUN "b"'],
  [['a*b?c'], plain, '"a*b?c"'],
  [['${aws:username}'], all, 'VAR(aws:username)'],
  [['${aws:username}'], plain, '"${aws:username}"'],
  [["x/${aws:PrincipalTag/team, 'company-wide'}/*"], all, '"x/" VAR(aws:PrincipalTag/team=company-wide) "/" RUN'],
  [["${aws:PrincipalTag/team, ''}"], all, 'VAR(aws:PrincipalTag/team=)'],
  [['${*}${?}${$}'], all, '"*?$"'],
  [['${}'], all, '"${}"'],
  [['${aws:username'], all, '"${aws:username"'],
  [['$x'], all, '"$x"'],
  [['arn:aws:s3:::b/${aws:username}/*'], resource, '"arn:aws:s3:::b/" VAR(aws:username) "/" RUN'],
  [['arn:aws:s3:${aws:PrincipalAccount}::b'], resource, '"arn:aws:s3:${aws:PrincipalAccount}::b"'],
  [['arn:aws:ec2:', region, ':*:instance/${aws:username}'], resource, '"arn:aws:ec2:" ?AWS::Region(region) ":" RUN ":instance/" VAR(aws:username)'],
  [['a${aws:PrincipalTag/', region, '}b*'], all, '"a" ?variable named by AWS::Region(anyText) "b" RUN'],
];

describe('parsePattern', () => {
  it.each(cases)('%j with %j', (text, options, expected) => {
    expect(show(text, options)).toBe(expected);
  });
});

describe('splitArnPattern', () => {
  it('splits at literal colons only', () => {
    const split = splitArnPattern(parsePattern(['arn:aws*:ec2:*:', region, ':instance/i-?:x'], resource));
    expect(split && Object.values(split).map((component) => component.text)).toEqual([
      'arn',
      'aws*',
      'ec2',
      '*',
      '${AWS::Region}',
      'instance/i-?:x',
    ]);
  });

  it.each(['*', 'arn:aws:s3:::', 'arn:aws:s3'])('%s', (text) => {
    expect(splitArnPattern(parsePattern([text], resource)) === undefined).toBe(text !== 'arn:aws:s3:::');
  });
});
