import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/sources/index.ts';
import { lineIndex } from '../../src/model/line-index.ts';

function errorsOf(text: string): readonly string[] {
  const { position } = lineIndex(text);
  return readSource('template.yaml', text).errors.map(({ message, loc }) => {
    const { line, column } = position(loc.span?.start ?? 0);
    return `${line}:${column} ${message}`;
  });
}

describe('messages about YAML begin in lower case and have a place', () => {
  it.each([
    ['a nested mapping', 'Resources: a: b\n', /^1:12 nested mappings/],
    ['a tab', 'Resources:\n\tA: b\n', /^2:1 tabs are not allowed/],
    ['an open quote', 'Resources: "a\n', /missing closing "quote/],
    ['a node with two anchors', 'Resources: &a &b c\n', /a node can have at most one anchor/],
    ['an alias that is not there', 'Resources: *a\nStatement: []\n', /alias/],
    ['an open list', 'Resources: [a, b\nStatement: x', /^\d+:\d+ [a-z]/],
    ['a list in a mapping', 'Statement: a\n- b\n', /^\d+:\d+ [a-z]/],
    ['a wrong tag', 'Statement: !<x y\n', /verbatim tags must end/],
    ['an unknown escape', 'Statement: "\\q"\n', /invalid escape sequence/],
    ['a sequence as a key', 'Statement:\n  ? - a\n  : b\n- c: d: e\n', /^\d+:\d+ [a-z]/],
  ])('%s', (_, text, expected) => {
    const errors = errorsOf(text);
    expect(errors.join('\n')).toMatch(expected);
    for (const error of errors) expect(error).toMatch(/^\d+:\d+ (?:[^A-Z]|[A-Z]{2})/);
  });
});

describe('a file of several documents', () => {
  const policy = "Version: '2012-10-17'\nStatement: []\n";
  it.each([
    ['a policy', `${policy}---\n${policy}`, ['3:1 a second YAML document begins here: a template or policy is one document, and what follows is not read']],
    ['a template', `Resources:\n  B: { Type: AWS::S3::Bucket }\n---\n${policy}`, ['3:1 a second YAML document begins here: a template or policy is one document, and what follows is not read']],
    ['with a marker before the first', `---\n${policy}`, []],
    ['with a marker behind the last', `${policy}...\n`, []],
  ])('%s', (_, text, errors) => {
    expect(errorsOf(text)).toEqual(errors);
  });
});
