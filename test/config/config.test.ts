import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defineConfig, type ConfigFile } from 'policy-lint';
import { applyConfig, checkConfigValue, parseConfig, selectRules, type AppliedConfig } from '../../src/config/index.ts';

const RULES = [
  { id: 'intent/never', onlySuppressed: true as const },
  { id: 'unknown-action' },
  { id: 'policy-size', optionsSchema: { type: 'object', additionalProperties: false, properties: { limit: { type: 'number' } } } },
];
const errorsOf = async (text: string): Promise<readonly string[]> =>
  (await parseConfig(text, 'policy-lint.config.yaml', RULES)).errors.map(({ start, message }) => `${start?.line ?? 0}:${start?.column ?? 0} ${message}`);

describe('a configuration', () => {
  test.each<[string, string, readonly string[]]>([
    ['nothing', '', []],
    ['only comments', '# later\n', []],
    ['a level', 'rules:\n  unknown-action: off\n', []],
    ['an object', 'rules:\n  policy-size: { severity: error, options: { limit: 3 } }\n', []],
    ['unknown rule', 'rules:\n  unknown-actions: off\n', ['2:3 there is no rule `unknown-actions`, did you mean `unknown-action`?']],
    ['unknown rule in an override', 'overrides:\n  - files: ["*"]\n    rules: { unknown-actions: off }\n', ['3:14 there is no rule `unknown-actions`, did you mean `unknown-action`?']],
    ['unknown level', 'rules:\n  unknown-action: warn\n', ['2:19 `rules.unknown-action` is neither `off`, a severity (`error`, `security`, `warning`, `suggestion`) nor an object with `severity` and `options`']],
    ['unknown property', 'ruels: {}\n', ['1:1 unknown property `ruels` in the configuration, did you mean `rules`?']],
    ['unknown preset', 'preset: all\n', ['1:9 `preset` is none of `recommended`, `strict`, `access-analyzer`']],
    ['unknown option', 'rules:\n  policy-size: { options: { limits: 3 } }\n', ['2:29 unknown property `limits` in `rules.policy-size.options`, did you mean `limit`?']],
    ['options of a rule without', 'rules:\n  unknown-action: { options: { limit: 3 } }\n', ['2:32 unknown property `limit` in `rules.unknown-action.options`']],
    ['a text for a list', 'files: a.yaml\n', ['1:8 expected array as `files`, found a string']],
    ['a list', '- a\n', ['1:1 expected object as the configuration, found a list']],
    ['bad syntax', 'rules: [\n', ['1:9 flow sequence in block collection must be sufficiently indented and end with a ]']],
    ['a suppression of an unknown rule', 'suppressions:\n  - { rule: unknown-actoin, reason: x, sid: A }\n', ['2:13 there is no rule `unknown-actoin`, did you mean `unknown-action`?']],
    ['a suppression of an intent', 'suppressions:\n  - { rule: intent/never, reason: x, sid: A }\n', []],
    ['a setting of an intent', 'rules: { intent/never: off }\n', ['1:10 there is no rule `intent/never`: `policy-lint rules` lists them']],
    ['a suppression of everything', 'suppressions:\n  - { rule: unknown-action, reason: x }\n', ['2:5 the suppression of `unknown-action` says of what: add `path`, `logicalId`, `sid` or `principal`, or turn the rule off']],
    ['a suppression without a reason', 'suppressions:\n  - { rule: unknown-action, reason: "", sid: A }\n', ['2:5 the suppression of `unknown-action` gives no reason: it has no effect until it does']],
    ['a suppression with no date', 'suppressions:\n  - { rule: unknown-action, reason: x, sid: A, until: soon }\n', ['2:5 `soon` is no date: write the last day as `2027-03-01`']],
  ])('%s', async (name, text, expected) => {
    const errors = await errorsOf(text);
    if (name === 'bad syntax') expect(errors).not.toEqual([]);
    else expect(errors).toEqual(expected);
  });

  test('one of a program has pointers for places', async () => {
    expect((await checkConfigValue({ rules: { 'unknown-actions': 'off' } }, 'policy-lint.config.js', RULES)).errors).toMatchObject([{ pointer: '/rules/unknown-actions' }]);
    expect((await checkConfigValue(defineConfig({ preset: 'strict' }), 'policy-lint.config.js', RULES)).errors).toEqual([]);
    for (const value of [undefined, null, 1, [], () => 1, { rules: () => 1 }]) {
      expect((await checkConfigValue(value, 'policy-lint.config.js', RULES)).errors).not.toEqual([]);
    }
  });

  test('the published schema is one', () => {
    const schema = JSON.parse(readFileSync(new URL('../../src/model/schema/config.schema.json', import.meta.url), 'utf8')) as object;
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
    expect(validate({ preset: 'strict', rules: { x: 'off' } })).toBe(true);
    expect(validate({ presets: [] })).toBe(false);
  });
});

describe('applied', () => {
  async function apply(file: ConfigFile, over: { readonly preset?: 'strict'; readonly rules?: ConfigFile['rules'] } = {}): Promise<AppliedConfig & { readonly selectionFor: ReturnType<typeof selectRules> }> {
    const { config } = await checkConfigValue(file, 'policy-lint.config.js', RULES);
    if (config === undefined) throw new Error('the configuration of the test is wrong');
    const fromConfig = (path: string): string => path.replace(/^\.\.\//, '');
    return { ...applyConfig(config, fromConfig), selectionFor: selectRules(file, { fromConfig, ...over }) };
  }

  test('later overrides go over earlier ones, the command over all', async () => {
    const file: ConfigFile = {
      preset: 'strict',
      rules: { 'unknown-action': 'warning', 'policy-size': 'off' },
      overrides: [
        { files: ['test/**'], preset: 'access-analyzer', rules: { 'unknown-action': 'suggestion' } },
        { files: ['**/*.json'], rules: { 'unknown-action': 'off' } },
      ],
    };
    const { selectionFor } = await apply(file);
    expect(selectionFor('a.yaml')).toEqual({ preset: 'strict', rules: { 'unknown-action': 'warning', 'policy-size': 'off' } });
    expect(selectionFor('../test/a.yaml')).toEqual({ preset: 'access-analyzer', rules: { 'unknown-action': 'suggestion', 'policy-size': 'off' } });
    expect(selectionFor('test/a.json').rules?.['unknown-action']).toBe('off');
    expect(selectionFor('test/b.json')).toBe(selectionFor('test/a.json'));
    expect((await apply(file, { preset: 'strict', rules: { 'unknown-action': 'error' } })).selectionFor('test/a.json')).toMatchObject({ preset: 'strict', rules: { 'unknown-action': 'error' } });
  });

  test('ignored files', async () => {
    const { isIgnored } = await apply({ ignores: ['old/**', './.cdk/*.json'] });
    expect(['old/a/b.json', 'new/a.json', '.cdk/a.json'].map(isIgnored)).toEqual([true, false, true]);
  });

  const suspect = { path: 'a/b.yaml', line: 1, pointer: '', logicalId: 'Role', sids: ['Read'], principals: ['Alice'] };
  test.each([
    [{ path: 'a/*.yaml' }, true],
    [{ path: 'c/*.yaml' }, false],
    [{ logicalId: 'Role' }, true],
    [{ sid: 'Read', principal: 'Alice' }, true],
    [{ sid: 'Read', principal: 'Bob' }, false],
  ])('a suppression of %j covers it: %s', async (selectors, expected) => {
    const { suppressions } = await apply({ suppressions: [{ rule: 'unknown-action', reason: 'x', ...selectors }] });
    expect(suppressions[0]?.covers(suspect)).toBe(expected);
  });
});
