import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintFiles, lintText, nodeHost, type FileHost, type LintTextOptions, type Report } from 'policy-lint';

const NOW = Date.parse('2026-11-21T12:00:00Z');

/** Lints files that exist only here, at a time of the test's choice. */
async function lint(files: Readonly<Record<string, string>>, options: { readonly now?: number; readonly inlineConfig?: boolean } = {}): Promise<Report> {
  const host: FileHost = {
    ...nodeHost,
    readFile: (path) => {
      const text = files[path];
      if (text === undefined) throw new Error('no such file');
      return new TextEncoder().encode(text);
    },
    fileExists: (path) => Object.hasOwn(files, path),
    kindOf: (path) => (Object.hasOwn(files, path) ? 'file' : 'missing'),
    now: () => options.now ?? NOW,
  };
  return lintFiles(Object.keys(files), { host, ...(options.inlineConfig === undefined ? {} : { inlineConfig: options.inlineConfig }) });
}

const found = ({ files }: Report): readonly (readonly [string, number])[] =>
  files.flatMap(({ findings }) => findings.map(({ ruleId, start }) => [ruleId, start.line] as const));

/** A policy with two misspelt actions, in lines 5 and 7 when nothing is put before them. */
function policy(before: { readonly first?: string; readonly one?: string; readonly behindOne?: string; readonly two?: string }): string {
  return [
    ...(before.first === undefined ? [] : [before.first]),
    'Version: "2012-10-17"',
    'Statement:',
    '  - Effect: Allow',
    ...(before.one === undefined ? [] : [`    ${before.one}`]),
    `    Action: s3:GetObjekt${before.behindOne ?? ''}`,
    '    Resource: arn:aws:s3:::data/*',
    '  - Effect: Allow',
    ...(before.two === undefined ? [] : [`    ${before.two}`]),
    '    Action: s3:PutObjekt',
    '    Resource: arn:aws:s3:::data/*',
    '',
  ].join('\n');
}

describe('comments', () => {
  test('a policy without any has both findings', async () => {
    expect(found(await lint({ 'a.yaml': policy({}) }))).toEqual([
      ['unknown-action', 4],
      ['unknown-action', 7],
    ]);
  });

  test.each<[string, Parameters<typeof policy>[0], readonly (readonly [string, number])[]]>([
    ['next line', { one: '# policy-lint-disable-next-line unknown-action -- not yet released' }, [['unknown-action', 8]]],
    ['next line, other comments between', { one: '# policy-lint-disable-next-line unknown-action -- x\n    # and more' }, [['unknown-action', 9]]],
    ['several rules', { one: '# policy-lint-disable-next-line unknown-action, unused-x -- x' }, [['unused-suppression', 4], ['unknown-action', 8]]],
    ['same line', { behindOne: ' # policy-lint-disable-line unknown-action -- x' }, [['unknown-action', 7]]],
    ['file', { first: '# policy-lint-disable-file unknown-action -- x' }, []],
    ['block', { one: '# policy-lint-disable unknown-action -- x', two: '# policy-lint-enable unknown-action' }, [['unknown-action', 9]]],
    ['block, all enabled', { one: '# policy-lint-disable unknown-action -- x', two: '# policy-lint-enable' }, [['unknown-action', 9]]],
    ['open block', { one: '# policy-lint-disable unknown-action -- x' }, []],
    ['until a day to come', { first: '# policy-lint-disable-file unknown-action until 2026-11-21 -- x' }, []],
    ['until a day that is over', { first: '# policy-lint-disable-file unknown-action until 2026-11-20 -- x' }, [['expired-suppression', 1], ['unknown-action', 5], ['unknown-action', 8]]],
    ['no such day', { first: '# policy-lint-disable-file unknown-action until 2026-02-30 -- x' }, [['invalid-suppression', 1], ['unknown-action', 5], ['unknown-action', 8]]],
    ['no reason', { first: '# policy-lint-disable-file unknown-action' }, [['invalid-suppression', 1], ['unknown-action', 5], ['unknown-action', 8]]],
    ['an empty reason', { first: '# policy-lint-disable-file unknown-action -- ' }, [['invalid-suppression', 1], ['unknown-action', 5], ['unknown-action', 8]]],
    ['no rule', { first: '# policy-lint-disable-file -- x' }, [['invalid-suppression', 1], ['unknown-action', 5], ['unknown-action', 8]]],
    ['no such directive', { first: '# policy-lint-disable-all unknown-action -- x' }, [['invalid-suppression', 1], ['unknown-action', 5], ['unknown-action', 8]]],
    ['another rule', { first: '# policy-lint-disable-file full-access -- x' }, [['unused-suppression', 1], ['unknown-action', 5], ['unknown-action', 8]]],
    ['suppressing what tells of suppressions', { first: '# policy-lint-disable-file invalid-suppression -- x' }, [['invalid-suppression', 1], ['unknown-action', 5], ['unknown-action', 8]]],
  ])('%s', async (_name, before, expected) => {
    expect(found(await lint({ 'a.yaml': policy(before) }))).toEqual(expected);
  });

  test('what is suppressed is counted; --no-inline-config shows it', async () => {
    const files = { 'a.yaml': policy({ first: '# policy-lint-disable-file unknown-action -- x' }) };
    expect((await lint(files)).summary).toMatchObject({ suppressed: 2, findings: { error: 0 } });
    const all = await lint(files, { inlineConfig: false });
    expect(found(all)).toHaveLength(2);
    expect(all.summary).not.toHaveProperty('suppressed');
  });

  test.each(['x: "# policy-lint-disable-file unknown-action -- x"', 'x: |\n  # policy-lint-disable-file unknown-action -- x', "x: '\n  # policy-lint-disable-file unknown-action -- x'", 'x: a#policy-lint-disable-file unknown-action -- x'])(
    'no comment: %j',
    async (text) => {
      const report = await lint({ 'a.yaml': `${policy({})}${text}\n` });
      expect(found(report).filter(([ruleId]) => ruleId === 'unknown-action')).toHaveLength(2);
    },
  );

  test('a file that can\'t be read stays an error', async () => {
    const report = await lint({ 'a.yaml': '# policy-lint-disable-file invalid-file, policy-syntax -- x\nStatement: [\n' });
    expect(report.summary.findings.error).toBeGreaterThan(0);
  });

  test.each([
    ['unknown-actoin', 'there is no rule `unknown-actoin`, did you mean `unknown-action`?'],
    ['intent/nevr', 'there is no rule `intent/nevr`, did you mean `intent/never`?'],
    ['rule-of-thumb', 'there is no rule `rule-of-thumb`: `policy-lint rules` lists them'],
    ['full-access', 'the suppression of `full-access` suppresses nothing: remove it'],
  ])('what %s would suppress is not there', async (ruleId, message) => {
    const { files } = await lint({ 'a.yaml': policy({ first: `# policy-lint-disable-file ${ruleId} -- x` }) });
    expect(files[0]?.findings[0]).toMatchObject({ ruleId: 'unused-suppression', message });
  });

  test('of a text count too', () => {
    const ids = (options: Partial<LintTextOptions>): readonly string[] =>
      lintText(policy({ first: '# policy-lint-disable-file unknown-action until 2026-11-30 -- x' }), { path: 'a.yaml', ...options }).findings.map(({ ruleId }) => ruleId);
    expect(ids({ now: NOW })).toEqual([]);
    expect(ids({ now: NOW, inlineConfig: false })).toEqual(['unknown-action', 'unknown-action']);
    expect(ids({ now: Date.parse('2026-12-01') })).toEqual(['expired-suppression', 'unknown-action', 'unknown-action']);
  });

  test('never throws, and hides nothing but what it names', async () => {
    const words = fc.constantFrom('#', ' ', '\n', 'policy-lint-', 'disable', '-file', '-next-line', ' unknown-action', ' -- ', 'until 2027-01-01', '"', '|', '- ', ': ');
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 12 }), async (pieces) => {
        const text = `${pieces.join('')}\n${policy({})}`;
        const plain = found(await lint({ 'a.yaml': text }, { inlineConfig: false }));
        const kept = found(await lint({ 'a.yaml': text }));
        expect(kept.filter(([ruleId]) => ruleId !== 'unknown-action' && !ruleId.endsWith('-suppression'))).toEqual(plain.filter(([ruleId]) => ruleId !== 'unknown-action'));
      }),
      { numRuns: 60 },
    );
  });
});

describe('metadata', () => {
  const template = (disable: unknown): string =>
    JSON.stringify({
      Resources: Object.fromEntries(
        ['One', 'Two'].map((name) => [
          name,
          {
            Type: 'AWS::IAM::ManagedPolicy',
            ...(name === 'One' ? { Metadata: { 'policy-lint': { disable } } } : {}),
            Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObjekt', Resource: 'arn:aws:s3:::data/*' }] } },
          },
        ]),
      ),
    });

  test.each<[string, unknown, readonly string[]]>([
    ['one resource', [{ rule: 'unknown-action', reason: 'x' }], ['unknown-action']],
    ['until a day to come', [{ rule: 'unknown-action', reason: 'x', until: '2027-03-01' }], ['unknown-action']],
    ['expired', [{ rule: 'unknown-action', reason: 'x', until: '2026-03-01' }], ['unknown-action', 'expired-suppression', 'unknown-action']],
    ['no reason', [{ rule: 'unknown-action' }], ['unknown-action', 'invalid-suppression', 'unknown-action']],
    ['misspelt', [{ rule: 'unknown-action', reason: 'x', untill: '2027-03-01' }], ['unknown-action', 'invalid-suppression', 'unknown-action']],
    ['no list', { rule: 'unknown-action' }, ['unknown-action', 'invalid-suppression', 'unknown-action']],
    ['unused', [{ rule: 'full-access', reason: 'x' }], ['unknown-action', 'unused-suppression', 'unknown-action']],
  ])('%s', async (_name, disable, expected) => {
    expect(found(await lint({ 'a.json': template(disable) })).map(([ruleId]) => ruleId).sort()).toEqual([...expected].sort());
  });
});

describe('intents', () => {
  const intents = (comment: string): string => `targets:
  - policy: a.yaml
    files: a.yaml
    intents:
      ${comment}
      - never: { Action: 's3:*' }
        name: no storage
`;
  const files = (comment: string): Readonly<Record<string, string>> => ({
    'a.yaml': 'Version: "2012-10-17"\nStatement: [{ Effect: Allow, Action: s3:GetObject, Resource: "arn:aws:s3:::data/*" }]\n',
    'policy-lint.intents.yaml': intents(comment),
  });

  test('one that is violated stays in the report, unless it is suppressed', async () => {
    expect((await lint(files('# nothing'))).summary.intents.violated).toBe(1);
    const report = await lint(files('# policy-lint-disable-next-line intent/never -- being moved'));
    expect(report.summary).toMatchObject({ intents: { violated: 0 }, suppressed: 1 });
  });

  test('an expired suppression of one is reported, in the intents file', async () => {
    const report = await lint(files('# policy-lint-disable-next-line intent/never until 2026-01-01 -- being moved'));
    expect(report.summary.intents.violated).toBe(1);
    expect(report.files.map(({ path, findings }) => [path, findings.map(({ ruleId }) => ruleId)])).toContainEqual(['policy-lint.intents.yaml', ['expired-suppression']]);
  });
});
