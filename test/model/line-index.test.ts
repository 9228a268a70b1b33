import { expect, test } from 'vitest';
import { linesOf } from '../../src/model/line-index.ts';

test('the lines of a file are found once, those of another file with the same text for it alone', () => {
  let read = 0;
  const file = { get text(): string {
    read += 1;
    return 'a\nbc\n';
  } };
  expect([linesOf(file).position(3), linesOf(file).position(0), linesOf({ text: 'abc' }).position(2)]).toEqual([{ line: 2, column: 2 }, { line: 1, column: 1 }, { line: 1, column: 3 }]);
  expect(read).toBe(1);
});
