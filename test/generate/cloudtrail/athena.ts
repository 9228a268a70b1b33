import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { isObject } from '../../../src/generate/cloudtrail/event.ts';

/**
 * Where DuckDB has another name for what Athena's functions do: https://docs.aws.amazon.com/athena/latest/ug/functions-env3.html.
 * The query itself runs as it is printed; `try`, `filter`, `map_keys`, `regexp_extract`, `starts_with`, `coalesce` and the
 * lambdas are the same on both sides, and so is `CAST(… AS MAP(VARCHAR, JSON))`.
 */
const MACROS = [
  'CREATE MACRO json_parse(text) AS text::JSON',
  'CREATE MACRO json_format(value) AS value::VARCHAR',
  'CREATE MACRO array_sort(list) AS list_sort(list)',
  // A macro that only hands a list and a lambda on isn't accepted, hence the filter that lets everything pass.
  'CREATE MACRO transform(list, f) AS list_transform(list_filter(list, x -> true), f)',
  'CREATE MACRO element_at(map, key) AS map_extract_value(map, key)',
  'CREATE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)',
];

/** The columns that the query reads, as the Athena guide declares them: https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table.html */
const COLUMNS = {
  useridentity: 'STRUCT(type VARCHAR, arn VARCHAR, accountid VARCHAR, invokedby VARCHAR, sessioncontext STRUCT(sessionissuer STRUCT(arn VARCHAR)))',
  eventtime: 'VARCHAR',
  eventsource: 'VARCHAR',
  eventname: 'VARCHAR',
  awsregion: 'VARCHAR',
  errorcode: 'VARCHAR',
  requestparameters: 'VARCHAR',
  resources: 'STRUCT(arn VARCHAR, accountid VARCHAR, type VARCHAR)[]',
  eventtype: 'VARCHAR',
  recipientaccountid: 'VARCHAR',
} as const;

/** Runs an Athena query over the events of a folder, and gives its result as the CSV that Athena writes. */
export async function inAthena(query: string, folder: string): Promise<string> {
  const work = mkdtempSync(join(tmpdir(), 'athena-'));
  try {
    const rows = readdirSync(folder).sort().flatMap((name) => eventsOf(join(folder, name)).map(asRow));
    writeFileSync(join(work, 'rows.json'), rows.map((row) => JSON.stringify(row)).join('\n'));
    const database = await DuckDBInstance.create(':memory:');
    const connection = await database.connect();
    for (const macro of MACROS) await connection.run(macro);
    const columns = Object.entries(COLUMNS).map(([name, type]) => `${name}: '${type}'`);
    await connection.run(`CREATE TABLE cloudtrail_logs AS SELECT * FROM read_json('${join(work, 'rows.json')}', format = 'newline_delimited', columns = {${columns.join(', ')}})`);
    await connection.run(`COPY (${query}) TO '${join(work, 'result.csv')}' (HEADER, FORCE_QUOTE *)`);
    connection.closeSync();
    return readFileSync(join(work, 'result.csv'), 'utf8');
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** All events of a small log, read the simple way. */
export function eventsOf(path: string): readonly unknown[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  if (path.includes('.jsonl')) return text.split('\n').filter((line) => line !== '').map((line): unknown => JSON.parse(line));
  const log: unknown = JSON.parse(text);
  return isObject(log) && Array.isArray(log['Records']) ? log['Records'] : [];
}

/** An event as Athena's SerDe gives it: names in lower case, request parameters as text. */
function asRow(event: unknown): unknown {
  if (!isObject(event)) return {};
  const lower = lowerCased(event);
  return isObject(lower) ? { ...lower, requestparameters: event['requestParameters'] === null ? null : JSON.stringify(event['requestParameters']) } : {};
}

function lowerCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCased);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toLowerCase(), lowerCased(item)])) : value;
}
