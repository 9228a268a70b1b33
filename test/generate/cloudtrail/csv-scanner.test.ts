import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvScanner } from '../../../src/generate/cloudtrail/csv-scanner.ts';

const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\\', ' ', 'é') });

test.each([1, 2, 5, 1000])('reads what Athena writes, in pieces of %i', (piece) => {
  fc.assert(
    fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) => {
      const text = rows.map((row) => `${row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')}\n`).join('');
      const scanner = csvScanner();
      const read = [];
      for (let at = 0; at < text.length; at += piece) read.push(...scanner.push(text.slice(at, at + piece)));
      const { rows: last, open } = scanner.end();
      expect(open).toBe(false);
      expect([...read, ...last].map(({ fields }) => fields)).toEqual(rows);
      const lines = rows.map((_, index) => rows.slice(0, index).flat().join('').split('\n').length + index);
      expect([...read, ...last].map(({ line }) => line)).toEqual(lines);
    }),
  );
});

test('fields without quotes, other newlines and a last line without one', () => {
  const scanner = csvScanner();
  const rows = scanner.push('a,b\r\n1,"x"\r\n2,');
  expect([...rows, ...scanner.end().rows].map(({ fields }) => fields)).toEqual([['a', 'b'], ['1', 'x'], ['2', '']]);
});

test('a quote that is not closed is told', () => {
  const scanner = csvScanner();
  scanner.push('a,"b\nc');
  expect(scanner.end().open).toBe(true);
});
