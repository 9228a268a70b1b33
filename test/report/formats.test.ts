import { Ajv } from 'ajv';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import type { FormatContext } from '../../src/report/formatter.ts';
import { github } from '../../src/report/github.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import { junit } from '../../src/report/junit.ts';
import { markdown } from '../../src/report/markdown.ts';
import { sarif } from '../../src/report/sarif.ts';
import { CLEAN, FINDING, REPORT } from './a-report.ts';

const context: FormatContext = {
  colour: false,
  textOf: () => undefined,
  version: '1.2.3',
  ruleHelp: (id) => (id === 'unknown-action' ? { summary: 'names that are no actions', markdown: '# unknown-action', uri: 'https://docs.aws.amazon.com/x' } : undefined),
};

/** A report with one finding, at a file and with a message of the caller's choice. */
function reportWith(path: string, message: string): Report {
  return { ...REPORT, files: [{ path, findings: [{ ...FINDING, message }] }] };
}

const NASTY = ['100% a:b,c\r\nd', '<b a="x">&amp;]]>', '`a|b` | @team *x* _y_ [l](m)', '\u0000\u001B[31m\uD800 \u202E', '``` `', '`a\\|b`', ''];
const texts = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary' }));

describe('sarif', () => {
  const schemaFile = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  // It is of JSON Schema draft 4 and uses nothing that later drafts read otherwise, but for the name of its ID.
  const { $schema, id, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8')) as Readonly<Record<string, unknown>>;
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
  const logOf = (report: Report): Log => JSON.parse(sarif(report, context)) as Log;

  test.each([REPORT, CLEAN, ...NASTY.map((text) => reportWith(text, text))])('is what the schema of the standard says', (report) => {
    validate(logOf(report));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('the schema is of the version that is claimed, and refuses what is no such log', () => {
    expect([$schema, id]).toEqual(['http://json-schema.org/draft-04/schema#', expect.stringContaining('sarif-2.1.0') as string]);
    expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
  });

  test('tells rules, places, fingerprints and the witness', () => {
    const [run] = logOf(REPORT).runs;
    expect(run?.tool.driver.rules).toMatchObject([
      { id: 'intent/never', properties: { 'security-severity': '7.5' } },
      { id: 'unknown-action', shortDescription: { text: 'names that are no actions' }, help: { markdown: '# unknown-action' } },
    ]);
    expect(run?.invocations).toMatchObject([{ executionSuccessful: false }]);
    expect(run?.results).toMatchObject([
      {
        ruleId: 'unknown-action',
        ruleIndex: 1,
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'stack.yaml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 3, startColumn: 13, endLine: 3, endColumn: 27 },
            },
          },
        ],
        partialFingerprints: { 'policyLint/v1': expect.stringMatching(/^[0-9a-f]{16}$/) as string },
      },
      { ruleId: 'intent/never', ruleIndex: 0, level: 'error' },
    ]);
    const related = run?.results?.[0]?.relatedLocations?.map(({ message }) => message?.text ?? '') ?? [];
    expect(related).toEqual(['the statement begins here', expect.stringContaining('alice calls s3:GetObject')]);
  });

  test.each([
    ['a b/ü#?.yaml', 'a%20b/%C3%BC%23%3F.yaml'],
    ['.\\a\\b.json', 'a/b.json'],
    ['/a b.json', 'file:///a%20b.json'],
    ['C:\\a b.json', 'file:///C:/a%20b.json'],
  ])('the path %s becomes the URI %s', (path, uri) => {
    expect(logOf(reportWith(path, 'x')).runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
  });

  test('a finding keeps its fingerprint when it moves; equal findings have different ones', () => {
    const moved = { ...FINDING, start: { line: 90, column: 1 }, end: { line: 90, column: 2 }, pointer: '/Statement/7/Action' };
    const prints = (report: Report): readonly (string | undefined)[] => logOf(report).runs[0]?.results?.map((result) => result.partialFingerprints?.['policyLint/v1']) ?? [];
    const one = prints({ ...CLEAN, files: [{ path: 'a.json', findings: [FINDING] }] });
    expect(prints({ ...CLEAN, files: [{ path: './a.json', findings: [moved] }] })).toEqual(one);
    const two = prints({ ...CLEAN, files: [{ path: 'a.json', findings: [FINDING, moved] }] });
    expect(two[0]).toBe(one[0]);
    expect(new Set(two).size).toBe(2);
  });
});

describe('github', () => {
  /** Reads a line as the runner does: https://github.com/actions/toolkit/blob/main/docs/commands.md */
  function commandOf(line: string): { readonly command: string; readonly properties: Readonly<Record<string, string>>; readonly data: string } | undefined {
    const match = /^::(?<command>\w+) (?<properties>.*?)::(?<data>.*)$/.exec(line);
    if (match?.groups === undefined) return undefined;
    const { command = '', properties = '', data = '' } = match.groups;
    const unescape = (text: string): string =>
      text.replace(/%(0D|0A|3A|2C|25)/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    const pairs = properties.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), unescape(pair.slice(pair.indexOf('=') + 1))] as const);
    return { command, properties: Object.fromEntries(pairs), data: unescape(data) };
  }

  test('annotates places, then sums up', () => {
    const lines = github(REPORT, context).trimEnd().split('\n');
    expect(lines.map(commandOf)).toMatchObject([
      {
        command: 'error',
        properties: { file: 'stack.yaml', line: '3', endLine: '3', col: '13', endColumn: '27', title: 'policy-lint: unknown-action' },
        data: expect.stringContaining('did you mean `s3:GetObject`?\nfor example: arn:aws:iam::111122223333:user/alice calls') as string,
      },
      { command: 'error', properties: { file: 'stack.yaml', title: 'policy-lint: intent/never' } },
      { command: 'error', properties: { title: 'policy-lint' }, data: 'no file matches `*.tf`' },
      undefined,
    ]);
    expect(lines.at(-1)).toContain('1 error');
  });

  test('no text leaves its place', () => {
    fc.assert(
      fc.property(texts, texts, (path, message) => {
        const lines = github(reportWith(path, message), context).trimEnd().split('\n');
        expect(lines).toHaveLength(4);
        const command = commandOf(lines[0] ?? '');
        expect(Object.keys(command?.properties ?? {})).toEqual(['file', 'line', 'endLine', 'col', 'endColumn', 'title']);
      }),
    );
  });
});

describe('gitlab', () => {
  /** What GitLab requires: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
  const validate = new Ajv().compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', pattern: '^[0-9a-f]{16}$' },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          properties: { path: { type: 'string' }, lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } } },
        },
      },
    },
  });

  test.each([REPORT, CLEAN])('has what GitLab requires', (report) => {
    expect(validate(JSON.parse(gitlab(report, context)))).toBe(true);
  });
});

describe('junit', () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', isArray: (name) => name === 'testsuite' || name === 'testcase' });
  interface Suite {
    readonly name: string;
    readonly tests: string;
    readonly failures: string;
    readonly testcase: readonly { readonly name: string; readonly failure?: { readonly message: string } }[];
  }
  const suitesOf = (xml: string): readonly Suite[] => (parser.parse(xml) as { readonly testsuites: { readonly testsuite: readonly Suite[] } }).testsuites.testsuite;

  test('a file is a suite, a finding a failure, an intent a case', () => {
    const suites = suitesOf(junit(REPORT, context));
    expect(suites.map(({ name, tests, failures }) => [name, tests, failures])).toEqual([
      ['clean.json', '1', '0'],
      ['stack.yaml', '1', '1'],
      ['intents', '2', '1'],
      ['policy-lint', '1', '0'],
    ]);
    expect(suites[1]?.testcase[0]?.failure?.message).toBe(FINDING.message);
  });

  test('every text makes well-formed XML', () => {
    fc.assert(
      fc.property(texts, texts, (path, message) => {
        expect(SyntaxValidator.validate(junit(reportWith(path, message), context))).toBe(true);
      }),
    );
  });
});

describe('markdown', () => {
  test('is a table under a summary', () => {
    expect(markdown({ ...REPORT, intents: [], problems: [] }, context).split('\n').slice(0, 7)).toEqual([
      '### policy-lint',
      '',
      '1 error in 3 policies in 2 files; 1 other file skipped; 2 intents: 1 holds, 1 violated, 0 unknown',
      '',
      '| | place | finding | rule |',
      '| --- | --- | --- | --- |',
      expect.stringContaining('| error | `stack.yaml:3` | there is no action `s3:GetObjekt`, did you mean `s3:GetObject`?<br>for example: arn:aws:iam'),
    ]);
  });

  test('nothing is markup, nothing ends a cell, nobody is mentioned', () => {
    const text = markdown({ ...reportWith('a.json', '@team <b>x</b> | *y* `a|b`'), intents: [], problems: [] }, context);
    expect(text).toContain('| &#64;team &#60;b&#62;x&#60;/b&#62; \\| \\*y\\* `a\\|b`<br>');
  });

  test('has a row of four cells for each finding, whatever is in path and message', () => {
    fc.assert(
      fc.property(texts, texts, (path, message) => {
        const rows = markdown({ ...reportWith(path, message), intents: [], problems: [] }, context).trimEnd().split('\n').slice(6);
        expect(rows).toHaveLength(1);
        // An escaped character is none that ends a cell.
        expect(rows[0]?.replaceAll(/\\[^\n]/g, '').match(/\|/g)).toHaveLength(5);
      }),
    );
  });

  test('is cut where it would be too long for a comment', () => {
    const findings = Array.from({ length: 2000 }, () => FINDING);
    const text = markdown({ ...REPORT, files: [{ path: 'a.json', findings }] }, context);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/\n… and \d+ more\n$/);
  });
});
