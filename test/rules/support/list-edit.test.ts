import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocatedNode } from '../../../src/model/located.ts';
import { member } from '../../../src/model/located.ts';
import { parseJsonText } from '../../../src/model/parse/json-text.ts';
import { knownText } from '../../../src/model/unknown-value.ts';
import { removeItems } from '../../../src/rules/support/list-edit.ts';
import { parseYamlText } from '../../../src/sources/text/yaml-text.ts';
import { applyFix } from '../apply-fix.ts';

type Parse = typeof parseJsonText;

/** The text without these items of the list under `list`; undefined where they are not removed. */
function without(parse: Parse, text: string, ...gone: readonly number[]): string | undefined {
  const list = member(parse(text).root, 'list');
  if (list?.kind !== 'array') throw new Error('there is no list');
  const edits = removeItems(text, list, new Set(gone));
  return edits === undefined ? undefined : applyFix(text, { description: '', edits });
}

describe('removeItems', () => {
  it.each([
    ['the first of a line', '{"list": ["a", "b", "c"]}', [0], '{"list": ["b", "c"]}'],
    ['one in the middle', '{"list": ["a", "b", "c"]}', [1], '{"list": ["a", "c"]}'],
    ['the last', '{"list": ["a", "b", "c"]}', [2], '{"list": ["a", "b"]}'],
    ['two that are neighbours', '{"list": ["a", "b", "c"]}', [0, 1], '{"list": ["c"]}'],
    ['two with one between', '{"list": ["a", "b", "c"]}', [0, 2], '{"list": ["b"]}'],
    ['a line of its own', '{"list": [\n  "a",\n  "b",\n  "c"\n]}', [1], '{"list": [\n  "a",\n  "c"\n]}'],
    ['the first line', '{"list": [\n  "a",\n  "b"\n]}', [0], '{"list": [\n  "b"\n]}'],
    ['the last line', '{"list": [\n  "a",\n  "b"\n]}', [1], '{"list": [\n  "a"\n]}'],
    ['lines that end in CR and LF', '{"list": [\r\n  "a",\r\n  "b",\r\n  "c"\r\n]}', [1], '{"list": [\r\n  "a",\r\n  "c"\r\n]}'],
    ['the last two lines', '{"list": [\n  "a",\n  "b",\n  "c"\n]}', [1, 2], '{"list": [\n  "a"\n]}'],
    ['the end of a line', '{"list": ["a", "b",\n  "c"]}', [1], '{"list": ["a",\n  "c"]}'],
    ['the beginning of a line', '{"list": [\n  "a", "b",\n  "c"]}', [0], '{"list": [\n  "b",\n  "c"]}'],
    ['a whole line of two', '{"list": [\n  "a", "b",\n  "c"]}', [0, 1], '{"list": [\n  "c"]}'],
  ])('removes %s of a JSON list', (_, text, gone, expected) => {
    expect(without(parseJsonText, text, ...gone)).toBe(expected);
    expect(without(parseYamlText, text, ...gone)).toBe(expected);
  });

  it.each([
    ['the first', 'list:\n  - a\n  - b\n  - c\n', [0], 'list:\n  - b\n  - c\n'],
    ['the last', 'list:\n  - a\n  - b\n  - c\n', [2], 'list:\n  - a\n  - b\n'],
    ['the last of a file that ends there', 'list:\n- a\n- b', [1], 'list:\n- a'],
    ['all but the first of a file that ends there', 'list:\r\n- a\r\n- b\r\n- c', [1, 2], 'list:\r\n- a'],
    ['two', 'list:\n  - a\n  - b\n  - c\nother: d\n', [0, 1], 'list:\n  - c\nother: d\n'],
    ['one with comments around', 'list: # all\n  # the first\n  - a # stays\n  - b\n  # the third\n  - c\n', [1], 'list: # all\n  # the first\n  - a # stays\n  # the third\n  - c\n'],
    ['a map', 'list:\n  - x: 1\n    y: 2\n  - x: 3\n\n  - x: 4\n', [0], 'list:\n  - x: 3\n\n  - x: 4\n'],
    ['one beside a function', 'list:\n  - !Sub a\n  - b\n', [1], 'list:\n  - !Sub a\n'],
    ['one beside a function in brackets', 'list: [!Sub a, b, c]\n', [1], 'list: [!Sub a, c]\n'],
    ['a list', 'list:\n  - - a\n    - b\n  - c\n', [0], 'list:\n  - c\n'],
    ['one of a list in brackets', 'list: [a, b, c,]\n', [2], 'list: [a, b,]\n'],
    ['one of a list in brackets with comments', 'list: [\n  a, # stays\n  b,\n  # stays\n  c\n]\n', [1], 'list: [\n  a, # stays\n  # stays\n  c\n]\n'],
  ])('removes %s of a YAML list', (_, text, gone, expected) => {
    expect(without(parseYamlText, text, ...gone)).toBe(expected);
  });

  it.each([
    ['would leave nothing', 'list: [a, b]', [0, 1]],
    ['would leave a comment without what it is about', 'list:\n  - a # stays\n  # the second\n  - b\n  - c\n', [1]],
    ['would leave one behind the last in brackets', 'list: [\n  a,\n  b # the second\n]\n', [1]],
    ['would leave one behind the last comma', 'list: [\n  a,\n  b, # the second\n]\n', [1]],
    ['would leave one in brackets', 'list: [\n  a,\n  # the second\n  b,\n  c\n]\n', [1]],
    ['is asked to remove nothing', 'list: [a, b]', []],
    ['would take a comment along', 'list:\n  - a\n  - b # why\n', [1]],
    ['would take a comment along in brackets', 'list: [\n  a, # why\n  b\n]', [0]],
    ['would take a comment between two along', 'list: [\n  a,\n  # why\n  b\n]', [1]],
    ['meets an anchor', 'list:\n  - &x a\n  - b\nother: *x\n', [0]],
    ['meets an anchor in what goes', 'list:\n  - a: &x 1\n  - b\nother: *x\n', [0]],
    ['meets an alias', 'x: &x a\nlist: [*x, b, c]\n', [1]],
    ['would change what is repeated elsewhere', 'list: &x\n  - a\n  - b\nother: *x\n', [1]],
    ['meets a dash on its own', 'list:\n  -\n    a\n  - b\n', [0]],
  ])('changes nothing where it %s', (_, text, gone) => {
    expect(without(parseYamlText, text, ...gone)).toBeUndefined();
  });

  const layout = fc.record({
    items: fc.array(fc.constantFrom('a', 's3:Get*', '*', 'arn:aws:s3:::b/${aws:username}', '{c}', 'x, y', '[z]'), { minLength: 2, maxLength: 6 }),
    gone: fc.array(fc.nat(5), { maxLength: 4 }),
    before: fc.array(fc.constantFrom('', ' ', '\n', '\r\n    ', '\n\t'), { minLength: 6, maxLength: 6 }),
    after: fc.array(fc.constantFrom('', ' ', '\n  '), { minLength: 6, maxLength: 6 }),
  });

  it('leaves the other items, and only them, in a JSON list however it is laid out', () => {
    fc.assert(
      fc.property(layout, ({ items, gone, before, after }) => {
        const removed = new Set(gone.filter((index) => index < items.length));
        const body = items.map((item, index) => `${before[index] ?? ''}${JSON.stringify(item)}${after[index] ?? ''}`).join(',');
        const edited = without(parseJsonText, `{"list":[${body}]}`, ...removed);
        if (removed.size === 0 || removed.size === items.length) expect(edited).toBeUndefined();
        else expect(JSON.parse(edited ?? '')).toEqual({ list: items.filter((_, index) => !removed.has(index)) });
      }),
    );
  });

  it('does the same in YAML lists, and never touches a comment', () => {
    fc.assert(
      fc.property(
        layout,
        fc.array(fc.constantFrom('', ' # one', '\n    # two', '\n\n# three'), { minLength: 6, maxLength: 6 }),
        fc.constantFrom('', '  ', '    '),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\nnext: 1\n'),
        ({ items, gone }, comments, indent, lineBreak, end) => {
          const removed = new Set(gone.filter((index) => index < items.length));
          const lines = items.map((item, index) => `${indent}- "${item}"${comments[index] ?? ''}`);
          const text = `list:\n${lines.join('\n')}${end}`.replaceAll('\n', lineBreak);
          const edited = without(parseYamlText, text, ...removed);
          if (edited === undefined) return;
          expect(textsOf(parseYamlText(edited).root)).toEqual(items.filter((_, index) => !removed.has(index)));
          expect(edited.match(/# \w+/g)).toEqual(text.match(/# \w+/g));
        },
      ),
    );
  });
});

function textsOf(root: LocatedNode | undefined): readonly (string | undefined)[] {
  const list = member(root, 'list');
  return list?.kind === 'array' ? list.items.map((item) => (item.kind === 'string' ? knownText(item.text) : undefined)) : [];
}
