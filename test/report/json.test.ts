import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { json } from '../../src/report/json.ts';
import { CLEAN, REPORT } from './a-report.ts';

const context = { colour: false, textOf: () => undefined, version: '1.2.3' };
const schema = JSON.parse(readFileSync(new URL('../../src/model/schema/report.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

test.each([
  ['one of everything', REPORT],
  ['nothing', CLEAN],
])('a report of %s is what its schema says', (_name, report) => {
  const printed: unknown = JSON.parse(json(report, context));
  validate(printed);
  expect(validate.errors ?? []).toEqual([]);
  expect(printed).toEqual({ schemaVersion: 1, ...report });
});

test('the schema refuses what the report does not have', () => {
  expect(validate({ schemaVersion: 1, ...CLEAN, extra: true })).toBe(false);
  expect(validate({ ...CLEAN })).toBe(false);
});
