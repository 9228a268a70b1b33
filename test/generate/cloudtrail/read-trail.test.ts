import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ATHENA_COLUMNS } from '../../../src/generate/cloudtrail/athena-query.ts';
import { nodeStreamHost } from '../../../src/host/node-streams.ts';
import { readAll, record, streamHost } from './events.ts';

const events = [record('s3', 'ListBuckets'), record('sqs', 'SendMessage', { queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/jobs' })];
const log = JSON.stringify({ Records: events });

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe('what is read', () => {
  test.each<[string, Uint8Array]>([
    ['a log', bytesOf(log)],
    ['an event on each line', bytesOf(`${events.map((each) => JSON.stringify(each)).join('\n')}\n`)],
    ['what lookup-events prints', bytesOf(JSON.stringify({ Events: events.map((each) => ({ EventId: 'x', CloudTrailEvent: JSON.stringify(each) })) }))],
    ['a compressed log', gzipSync(log)],
    ['compressed lines in two members', Buffer.concat(events.map((each) => gzipSync(`${JSON.stringify(each)}\n`)))],
  ])('%s', async (_, bytes) => {
    for (const piece of [5, 100_000]) {
      const read = await readAll('log', streamHost(bytes, piece));
      expect(read.problems).toEqual([]);
      expect(read.events.map(({ name }) => name)).toEqual(['ListBuckets', 'SendMessage']);
    }
  });
});

describe('what can not be read is said, and the rest is read', () => {
  test.each<[string, Uint8Array, number, RegExp]>([
    ['an event that is not JSON', bytesOf(`{"Records":[{"a":nonsense},${JSON.stringify(events[0])}]}`), 1, /not well-formed JSON/],
    ['an event that is not UTF-8', Buffer.concat([bytesOf('{"Records":[{"a":"'), Buffer.from([0xff]), bytesOf(`"},${JSON.stringify(events[0])}]}`)]), 1, /not UTF-8/],
    ['an event without a name', bytesOf(JSON.stringify({ Records: [{ eventSource: 'x' }, events[0]] })), 1, /without `eventSource`, `eventName` or `eventTime`/],
    ['a log that is cut', bytesOf(log.slice(0, -40)), 1, /ends within this event/],
    ['a compressed log that is cut', gzipSync(log).subarray(0, -12), 1, /the gzip data ends too early/],
    ['compressed data that is damaged', Buffer.concat([gzipSync(log).subarray(0, 12), Buffer.alloc(50, 0xaa)]), 0, /the gzip data is damaged/],
    ['another JSON file', bytesOf('{"Version":"2012-10-17"}'), 0, /without `eventSource`/],
    ['another text', bytesOf('hello'), 0, /expected `{"Records"/],
    ['another table', bytesOf('"eventsource","eventname"\n"s3","x"\n'), 0, /there is no column `eventtype`/],
    ['a table that is cut', bytesOf(`${ATHENA_COLUMNS.join(',')}\n"s3`), 0, /ends within a quoted field/],
    ['a row without a number', bytesOf(`${ATHENA_COLUMNS.join(',')}\n${ATHENA_COLUMNS.map(() => 'x').join(',')}\n`), 0, /expected a number of events, and read `x`/],
  ])('%s', async (_, bytes, count, message) => {
    const read = await readAll('log', streamHost(bytes));
    expect(read.events).toHaveLength(count);
    expect(read.problems.map((problem) => problem.message)).toEqual([expect.stringMatching(message)]);
    expect(read.problems[0]?.path).toBe('log');
  });

  test('a file that is not there', async () => {
    expect(await readAll('no/such/file.json', nodeStreamHost)).toEqual({ events: [], problems: [{ path: 'no/such/file.json', message: 'no such file or folder' }] });
  });

  test('many problems of one file are counted', async () => {
    const { problems } = await readAll('log', streamHost(bytesOf(JSON.stringify({ Records: Array.from({ length: 30 }, () => ({})) }))));
    expect(problems).toHaveLength(11);
    expect(problems.at(-1)?.message).toBe('20 more problems in this file');
  });

  test('the place of a problem is told', async () => {
    const { problems } = await readAll('log', streamHost(bytesOf('{"Records":[\n{"a":x}\n]}')));
    expect(problems[0]?.place).toEqual({ byte: 13, line: 2 });
  });
});
