import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordScanner, type ScannedRecord } from '../../../src/generate/cloudtrail/record-scanner.ts';

function scan(text: string, piece = 1_000_000, most?: number): readonly ScannedRecord[] {
  const scanner = recordScanner(most);
  const bytes = new TextEncoder().encode(text);
  const found: ScannedRecord[] = [];
  for (let at = 0; at < bytes.length; at += piece) found.push(...scanner.push(bytes.slice(at, at + piece)));
  return [...found, ...scanner.end()];
}

function values(scanned: readonly ScannedRecord[]): readonly unknown[] {
  return scanned.map((item): unknown => (item.kind === 'record' ? JSON.parse(new TextDecoder().decode(item.bytes)) : item.message));
}

/** Text with the characters that matter to a scanner. */
const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', '{', '}', '[', ']', ',', ':', '\n', 'é', 'Records') });
const record = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.constant(null), fc.array(text), fc.dictionary(text, text))).filter((each) => !('Records' in each) && !('Events' in each));

test.each<[string, (records: readonly unknown[]) => string]>([
  ['a log', (records) => JSON.stringify({ Records: records })],
  ['a log with more around the list', (records) => JSON.stringify({ a: { Records: 'x' }, Records: records, b: [{ c: ']' }] })],
  ['an indented log', (records) => JSON.stringify({ Records: records }, undefined, 2)],
  ['what lookup-events prints', (records) => JSON.stringify({ Events: records })],
  ['a list', (records) => JSON.stringify(records)],
  ['JSON Lines', (records) => records.map((each) => JSON.stringify(each)).join('\n')],
])('finds the records of %s, however it comes in pieces', (_, write) => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 5 }), fc.integer({ min: 1, max: 40 }), (records, piece) => {
      expect(values(scan(write(records), piece))).toEqual(records);
    }),
  );
});

test('places are those in the whole text, however it comes in pieces', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 5 }), fc.integer({ min: 1, max: 40 }), (records, piece) => {
      const whole = JSON.stringify({ Records: records }, undefined, 1);
      const bytes = new TextEncoder().encode(whole);
      for (const item of scan(whole, piece)) {
        expect(bytes[item.place.byte]).toBe('{'.charCodeAt(0));
        expect(item.place.line).toBe(new TextDecoder().decode(bytes.slice(0, item.place.byte)).split('\n').length);
      }
    }),
  );
});

describe('what is no log', () => {
  test.each<[string, string, readonly unknown[], { line: number; byte: number }]>([
    ['ends within an event', '{"Records":[{"a":1},\n{"b":', [{ a: 1 }, 'the text ends within this event'], { line: 2, byte: 21 }],
    ['ends within a text', '{"Records":[{"a":1},{"b":"x', [{ a: 1 }, 'the text ends within this event'], { line: 1, byte: 20 }],
    ['ends between events', '{"Records":[{"a":1},', [{ a: 1 }, 'the text ends before the list of events does'], { line: 1, byte: 20 }],
    ['has something else in its list', '{"Records":[{"a":1}, 5, {"b":2}]}', [{ a: 1 }, 'expected an event, which is an object'], { line: 1, byte: 21 }],
    ['has something else on a line', '{"a":1}\nnonsense\n', [{ a: 1 }, 'expected `{"Records": […]}`, or an event on each line'], { line: 2, byte: 8 }],
    ['is a text', '"Records"', ['expected `{"Records": […]}`, or an event on each line'], { line: 1, byte: 0 }],
  ])('a log that %s', (_, written, expected, place) => {
    for (const piece of [1, 3, 1000]) {
      const scanned = scan(written, piece);
      expect(values(scanned)).toEqual(expected);
      expect(scanned.at(-1)).toMatchObject({ kind: 'problem', fatal: true, place });
    }
  });

  test.each(['', ' \n', '{"Records":[]}', '[]'])('nothing is in %j', (written) => {
    expect(scan(written)).toEqual([]);
  });
});

test('a byte order mark is no part of the text', () => {
  expect(values(scan('\uFEFF{"Records":[{"a":1}]}', 1))).toEqual([{ a: 1 }]);
});

describe('an event that is too long', () => {
  const long = JSON.stringify({ a: `\\"}${'\\'.repeat(501)}${'x'.repeat(2000)}` });

  test.each([1, 7, 300])('is left out, and those around it are found: pieces of %i', (piece) => {
    const scanned = scan(`{"Records":[{"a":1},${long},{"b":2}]}`, piece, 300);
    expect(values(scanned)).toEqual([{ a: 1 }, 'an event of more than 300 bytes', { b: 2 }]);
    expect(scanned[1]).toMatchObject({ fatal: false, place: { byte: 20, line: 1 } });
  });

  test('ends the reading where it is not in a list', () => {
    expect(values(scan(`{"x":${JSON.stringify('y'.repeat(900))}}\n{"a":1}`, 7, 300))).toEqual(['an event of more than 300 bytes']);
  });
});
