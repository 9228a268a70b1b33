/**
 * Writes validators of the JSON Schemas that runs of the command check files against to `src/model/generated/`:
 * making them on the spot takes longer than all else that such a file needs. The others are made where they are needed.
 * With `--check` it writes nothing and fails when a file is not what it would write.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const VALIDATED = [
  { name: 'config', type: 'ConfigFile' },
  { name: 'intents', type: 'IntentsFile' },
] as const;
const check = process.argv.includes('--check');
const stale: string[] = [];

for (const { name, type } of VALIDATED) {
  const target = new URL(`../src/model/generated/validate-${name}.generated.ts`, import.meta.url);
  const schema = JSON.parse(readFileSync(new URL(`../src/model/schema/${name}.schema.json`, import.meta.url), 'utf8')) as object;
  const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, code: { source: true, esm: true } });
  const code = standalone.default(ajv, ajv.compile(schema));
  const [, entry = ''] = /export const validate = (\w+);export default \1;/.exec(code) ?? [];
  if (entry === '' || code.includes('require(')) throw new Error(`the validator of ${name} is no module on its own`);
  const source = [
    '// @ts-nocheck: written by ajv.',
    `// Generated from src/model/schema/${name}.schema.json by \`npm run generate\`. Change that file instead.`,
    "import type { ValidateFunction } from 'ajv';",
    `import type { ${type} } from './${name}.generated.ts';`,
    code.replace(`export const validate = ${entry};export default ${entry};`, `export const validate: ValidateFunction<${type}> = ${entry};`),
    '',
  ].join('\n');
  if (!check) writeFileSync(target, source);
  else if (!existsSync(target) || readFileSync(target, 'utf8') !== source) stale.push(name);
}
if (stale.length > 0) {
  console.error(`stale generated validators: ${stale.join(', ')}; run \`npm run generate\``);
  process.exitCode = 1;
}
