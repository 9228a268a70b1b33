import { Ajv } from 'ajv';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config/index.ts';
import { rules } from '../../src/rules/index.ts';
import { BAD, GOOD, root, withFiles } from './run.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const known = rules.map(({ meta }) => ({ id: meta.id, ...(meta.options === undefined ? {} : { optionsSchema: meta.options.schema }) }));

function examples(page: string, language: string): readonly string[] {
  return [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map((match) => match[1] ?? '');
}

test('the configuration in the docs is one', async () => {
  const [example = ''] = examples('docs/configuration.md', 'yaml');
  expect((await parseConfig(example, 'policy-lint.config.yaml', known)).errors).toEqual([]);
});

test('the other YAML in the docs is YAML', () => {
  const found = [...examples('docs/configuration.md', 'yaml'), ...examples('docs/ci.md', 'yaml')];
  expect(found.length).toBeGreaterThan(4);
  for (const text of found) expect(() => parse(text) as unknown).not.toThrow();
});

test('the docs of formats name them all', async () => {
  const { FORMATS } = await import('policy-lint');
  const rows = [...read('docs/ci.md').matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
  expect(rows.toSorted()).toEqual(FORMATS.toSorted());
});

test('the hook runs the command of the package, with the properties that pre-commit asks for', () => {
  const { bin } = JSON.parse(read('package.json')) as { readonly bin: Readonly<Record<string, string>> };
  const hooks = parse(read('.pre-commit-hooks.yaml')) as readonly Readonly<Record<string, unknown>>[];
  expect(hooks).toMatchObject([{ id: 'policy-lint', language: 'system', types_or: ['json', 'yaml'] }]);
  for (const { name, entry } of hooks) {
    expect(name).toEqual(expect.any(String));
    expect(Object.keys(bin).map((command) => `npx --no-install ${command}`)).toContain(entry);
  }
});

/** A folder of a repository that has the package among its dependencies. */
function withPackage<Result>(files: Readonly<Record<string, string>>, use: (cwd: string) => Result): Promise<Result> {
  return withFiles({ 'package.json': '{ "private": true }', ...files }, (cwd) => {
    mkdirSync(join(cwd, 'node_modules/.bin'), { recursive: true });
    symlinkSync(join(root, 'dist/cli.js'), join(cwd, 'node_modules/.bin/policy-lint'));
    return Promise.resolve(use(cwd));
  });
}

test.each([
  [['good.json', 'a good one.yaml'], 0],
  [['good.json', 'bad.json'], 1],
])('the hook, called as pre-commit calls it with %j, ends with %i', async (staged, code) => {
  const [hook] = parse(read('.pre-commit-hooks.yaml')) as readonly { readonly entry: string }[];
  const ran = await withPackage({ 'good.json': GOOD, 'a good one.yaml': GOOD, 'bad.json': BAD }, (cwd) => {
    // pre-commit splits the entry as a shell does, and puts the names of the staged files behind it.
    const [command = '', ...args] = hook?.entry.split(' ') ?? [];
    return spawnSync(command, [...args, ...staged], { cwd, encoding: 'utf8' });
  });
  expect(ran.status, ran.stderr).toBe(code);
});

test('the job of GitLab in the docs writes the report that it keeps', async () => {
  const job = examples('docs/ci.md', 'yaml').flatMap((text) => {
    const { 'policy-lint': found } = parse(text) as { readonly 'policy-lint'?: { readonly script: readonly string[]; readonly artifacts: { readonly reports: { readonly codequality: string } } } };
    return found ?? [];
  })[0];
  const report = await withPackage({ 'stacks/a/bad.yaml': BAD }, (cwd) => {
    // The runner ends at the first command that fails, and keeps artifacts all the same (`when: always`).
    const { status } = spawnSync('bash', ['-c', ['set -eo pipefail', ...(job?.script ?? [])].join('\n')], { cwd, encoding: 'utf8' });
    return { status, issues: JSON.parse(readFileSync(join(cwd, job?.artifacts.reports.codequality ?? ''), 'utf8')) as unknown };
  });
  expect(report).toMatchObject({ status: 1, issues: [{ check_name: 'invalid-effect', location: { path: 'stacks/a/bad.yaml' } }] });
});

test('the action has what composite actions have, and nothing else', () => {
  // https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
  const validate = new Ajv().compile({
    type: 'object',
    additionalProperties: false,
    required: ['name', 'description', 'runs'],
    properties: {
      name: { type: 'string' },
      author: { type: 'string' },
      description: { type: 'string' },
      branding: { type: 'object' },
      inputs: {
        type: 'object',
        propertyNames: { pattern: '^[a-zA-Z_][a-zA-Z0-9_-]*$' },
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          required: ['description'],
          properties: { description: { type: 'string' }, required: { type: 'boolean' }, default: { type: 'string' }, deprecationMessage: { type: 'string' } },
        },
      },
      outputs: { type: 'object' },
      runs: {
        type: 'object',
        additionalProperties: false,
        required: ['using', 'steps'],
        properties: {
          using: { const: 'composite' },
          steps: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['run', 'shell'],
              properties: { run: { type: 'string' }, shell: { type: 'string' }, name: { type: 'string' }, id: { type: 'string' }, if: { type: 'string' }, env: { type: 'object', additionalProperties: { type: 'string' } }, 'working-directory': { type: 'string' } },
            },
          },
        },
      },
    },
  });
  validate(parse(read('action.yml')));
  expect(validate.errors ?? []).toEqual([]);
});

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly { readonly shell: string; readonly env: Readonly<Record<string, string>>; readonly run: string }[] };
}

/** Runs the action's step as a runner does: inputs put into its environment, the script given to bash. */
async function runAction(files: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly stdout: string; readonly sarif: boolean }> {
  const action = parse(read('action.yml')) as Action;
  const [step] = action.runs.steps;
  if (step === undefined) throw new Error('the action has no step');
  const env = Object.fromEntries(
    Object.entries(step.env).map(([name, value]) => {
      const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1] ?? '';
      expect(Object.keys(action.inputs)).toContain(input);
      return [name, inputs[input] ?? action.inputs[input]?.default ?? ''];
    }),
  );
  return withPackage(files, (cwd) => {
    const { status, stdout } = spawnSync('bash', ['-c', step.run], { cwd, encoding: 'utf8', env: { ...process.env, ...env } });
    return { code: status, stdout, sarif: existsSync(join(cwd, 'out.sarif')) };
  });
}

test.each<[string, Readonly<Record<string, string>>, Awaited<ReturnType<typeof runAction>>['code'], boolean]>([
  ['a file', { files: 'good.json' }, 0, false],
  ['files with findings, and a SARIF report', { files: 'good.json\n*bad file.json\n', 'sarif-file': 'out.sarif' }, 1, true],
  ['arguments', { files: 'a bad file.json', arguments: '--rule\ninvalid-effect:suggestion' }, 0, false],
  ['no file', { files: 'missing.json' }, 2, false],
  ['a SARIF report that can not be written', { files: 'good.json', 'sarif-file': 'no/folder/out.sarif' }, 2, false],
])('the action with %s', async (_name, inputs, code, sarif) => {
  const ran = await runAction({ 'good.json': GOOD, 'a bad file.json': BAD }, inputs);
  expect(ran).toMatchObject({ code, sarif });
  if (code === 1) expect(ran.stdout).toMatch(/^::error file=a bad file.json,line=2,/m);
});
