import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lineIndex } from '../../src/model/line-index.ts';
import { run, withFiles } from './run.ts';

const statement = (...actions: readonly string[]): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });

const MISTAKE = '"s3:GetObjekt"';

/** An export that is large by what nobody reads of it, with one mistake and one fixable flaw at its end. */
const text = `${JSON.stringify(
  {
    UserDetailList: [],
    Policies: Array.from({ length: 600 }, (_, number) => ({
      PolicyName: `old-${number}`,
      Arn: `arn:aws:iam::111122223333:policy/old-${number}`,
      PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: false, Document: statement(...Array.from({ length: 1000 }, (_unused, index) => `s3:Nothing${index}`)) }],
    })),
    RoleDetailList: [{ RoleName: 'ä', RolePolicyList: [{ PolicyName: 'own', PolicyDocument: statement('s3:GetObject', 's3:GetObject', 's3:GetObjekt') }] }],
  },
  undefined,
  2,
)}\n`;

const mended = text.replace(/("s3:GetObject",)\s*"s3:GetObject",/, '$1');

function mistakeIn(whole: string): object {
  const lines = lineIndex(whole);
  const at = whole.lastIndexOf(MISTAKE);
  return { start: lines.position(at), end: lines.position(at + MISTAKE.length) };
}

test.each([
  ['a file', ['a.json'], text, 2],
  ['a file, with a cache', ['a.json', '--cache'], text, 2],
  ['standard input', ['--stdin', '--stdin-filename', 'a.json'], text, 2],
  ['a file, as it would be fixed', ['a.json', '--fix-dry-run'], mended, 1],
])('what is wrong with a large account export has its place: %s', async (_name, args, after, index) => {
  const place = { ...mistakeIn(after), pointer: `/RoleDetailList/0/RolePolicyList/0/PolicyDocument/Statement/0/Action/${index}` };
  await withFiles({ 'a.json': text }, async (cwd) => {
    const options = args.includes('--stdin') ? { cwd, stdin: text } : { cwd };
    // The second time, from the cache.
    for (const ran of [await run([...args, '-f', 'json'], options), await run([...args, '-f', 'json'], options)]) {
      const { files } = JSON.parse(ran.stdout) as { readonly files: readonly { readonly findings: readonly { readonly ruleId: string }[] }[] };
      expect(files[0]?.findings.filter(({ ruleId }) => ruleId === 'unknown-action')).toMatchObject([place]);
    }
  });
});

test('a report quotes a large account export', async () => {
  const ran = await withFiles({ 'a.json': text }, (cwd) => run(['a.json'], { cwd }));
  expect(ran.stdout).toMatch(/"s3:GetObjekt"\n.*\^{14}/);
});

test('--fix leaves the parts of a large account export that nobody reads', async () => {
  const fixed = await withFiles({ 'a.json': text }, async (cwd) => {
    await run(['a.json', '--fix'], { cwd });
    return readFileSync(join(cwd, 'a.json'), 'utf8');
  });
  expect(mended.length).toBeLessThan(text.length);
  expect(fixed === mended).toBe(true);
});
