import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, run } from './cli/run.ts';

/**
 * Everything that README.md shows, done. `UPDATE_README=1` writes what the commands print now.
 */
const path = join(root, 'README.md');
const readme = readFileSync(path, 'utf8');
const update = process.env['UPDATE_README'] === '1';

function replace(before: string, after: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace(before, () => after));
}

/** Splits a command line as a shell does that knows only single quotes. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

const consoles = [...readme.matchAll(/```console\n\$ (.*)\n([^]*?)```\n/g)].map(([block, command = '', output = '']) => ({ block, command, output }));

describe('commands', () => {
  test('there are some', () => {
    expect(consoles.length).toBeGreaterThan(1);
  });

  test.each(consoles)('$command', async ({ block, command, output }) => {
    const [name, ...args] = words(command);
    expect(name).toBe('policy-lint');
    const { stdout, stderr } = await run(args);
    if (update) replace(block, `\`\`\`console\n$ ${command}\n${stdout}${stderr}\`\`\`\n`);
    else expect(stdout + stderr).toBe(output);
  });
});

test('the library does what it is said to', () => {
  const [block = '', code = '', output = ''] = /```ts\n([^]*?)```\n\nprints\n\n```text\n([^]*?)```\n/.exec(readme) ?? [];
  const script = join(root, 'dist', `readme-${process.pid}.mjs`);
  writeFileSync(script, code.replace("'policy-lint'", "'./index.js'"));
  try {
    const printed = execFileSync(process.execPath, [script], { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
    if (update) replace(block, block.replace(`\`\`\`text\n${output}`, () => `\`\`\`text\n${printed}`));
    else expect(printed).toBe(output);
  } finally {
    rmSync(script);
  }
});

test('the intents are those of the file', () => {
  const shown = /```yaml\n([^]*?)```/.exec(readme)?.[1];
  expect(shown).toBe(readFileSync(join(root, 'fixtures/readme/installer.intents.yaml'), 'utf8'));
});

test('linked files are there', () => {
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? '');
  expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
});

test('lint commands name options that exist', async () => {
  const { stdout } = await run(['lint', '--help']);
  const used = [...readme.matchAll(/^policy-lint (?!rules|evaluate)[^#\n]*/gm)].flatMap(([line]) => line.match(/--[a-z-]+/g) ?? []);
  expect(used.length).toBeGreaterThan(3);
  expect(used.filter((option) => !stdout.includes(option))).toEqual([]);
});
