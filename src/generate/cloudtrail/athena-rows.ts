import { ATHENA_COLUMNS, type AthenaColumn } from './athena-query.ts';
import { csvScanner, type CsvRow } from './csv-scanner.ts';
import { byCodeUnit, type TrailEvent } from './event.ts';
import type { EventParameters } from './parameters.ts';
import type { TextPlace } from './text-place.ts';

/** A row as an event, or what is wrong with it. */
export type AthenaRow = { readonly event: TrailEvent } | { readonly event?: never; readonly message: string; readonly place: TextPlace };

/** The events of the query's result. What is wrong with a row, or with the header, is said instead of it. */
export async function* athenaRows(chunks: AsyncIterable<Uint8Array>): AsyncIterable<AthenaRow> {
  const decoder = new TextDecoder();
  const scanner = csvScanner();
  let header: ReadonlyMap<string, number> | undefined;
  const take = (row: CsvRow): AthenaRow | undefined => {
    if (header !== undefined) return readRow(row, header);
    header = new Map(row.fields.map((name, index) => [name.trim().toLowerCase(), index]));
    const missing = ATHENA_COLUMNS.filter((column) => header?.has(column) !== true);
    if (missing.length === 0) return undefined;
    return wrong(`expected the result of the query that \`--athena-query\` prints: there is no column \`${missing.join('`, `')}\``, row);
  };
  for await (const chunk of chunks) {
    for (const row of scanner.push(decoder.decode(chunk, { stream: true }))) {
      const read = take(row);
      if (read === undefined) continue;
      yield read;
      if (header === undefined || ATHENA_COLUMNS.some((column) => header?.has(column) !== true)) return;
    }
  }
  const { rows, open } = scanner.end();
  for (const row of rows) {
    const read = open ? wrong('the text ends within a quoted field', row) : take(row);
    if (read !== undefined) yield read;
  }
}

function readRow(row: CsvRow, header: ReadonlyMap<string, number>): AthenaRow {
  const field = (column: AthenaColumn): string => row.fields[header.get(column) ?? -1] ?? '';
  const count = Number(field('events'));
  if (!/^\d+$/.test(field('events')) || count === 0) return wrong(`expected a number of events, and read \`${field('events')}\``, row);
  if (field('eventsource') === '' || field('eventname') === '' || field('firsttime') === '' || field('lasttime') === '') return wrong('a row without an event source, a name or a time', row);
  const parameters = readParameters(field('parameters'));
  if (parameters === undefined) return wrong('the parameters are not a list of names with JSON values', row);
  const resources = readResources(field('resourcearns'));
  if (resources === undefined) return wrong('the resources are not a list of ARNs in JSON', row);
  return {
    event: {
      source: field('eventsource'),
      name: field('eventname'),
      type: field('eventtype'),
      region: field('awsregion'),
      account: field('account'),
      errorCode: field('errorcode'),
      caller: { type: field('callertype'), account: field('account'), arn: field('callerarn'), issuer: field('issuerarn'), invokedBy: field('invokedby') },
      resources,
      parameters,
      count,
      first: field('firsttime'),
      last: field('lasttime'),
    },
  };
}

/** `["arn:aws:s3:::b", null]`: JSON, since the key of an object may have any character. A resource may lack its ARN. */
function readResources(text: string): readonly string[] | undefined {
  if (text === '') return [];
  const arns = parse(text);
  if (!Array.isArray(arns)) return undefined;
  return (arns as readonly unknown[]).filter((arn) => typeof arn === 'string').filter((arn) => arn !== '').sort(byCodeUnit);
}

/** `[["bucketName", "\"b\""], …]`: names with their values as JSON text. */
function readParameters(text: string): EventParameters | undefined {
  if (text === '') return {};
  const pairs = parse(text);
  if (!Array.isArray(pairs)) return undefined;
  const entries: [string, unknown][] = [];
  for (const pair of pairs as readonly unknown[]) {
    if (!Array.isArray(pair) || typeof pair[0] !== 'string' || typeof pair[1] !== 'string') return undefined;
    const value = parse(pair[1]);
    if (value === undefined) return undefined;
    entries.push([pair[0], value]);
  }
  return Object.fromEntries(entries);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrong(message: string, { line }: CsvRow): AthenaRow {
  return { message, place: { byte: 0, line } };
}
