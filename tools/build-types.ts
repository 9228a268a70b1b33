/**
 * Writes the TypeScript types of every JSON Schema under `src/model/schema/` to `src/model/generated/`.
 * With `--check` it writes nothing and fails when a file is not what it would write.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { compile, type JSONSchema } from 'json-schema-to-typescript';

const schemas = new URL('../src/model/schema/', import.meta.url);
const generated = new URL('../src/model/generated/', import.meta.url);
const check = process.argv.includes('--check');
const stale: string[] = [];

/** A description beside a `$ref` would make a type of its own for each place. */
function describeReference(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$ref' in value) || !('description' in value)) return value;
  return { description: value.description, allOf: [{ $ref: value.$ref }] };
}

mkdirSync(generated, { recursive: true });
for (const file of readdirSync(schemas).sort()) {
  const name = file.replace(/\.schema\.json$/, '');
  const target = new URL(`${name}.generated.ts`, generated);
  const schema = JSON.parse(readFileSync(new URL(file, schemas), 'utf8'), describeReference) as JSONSchema;
  const source = await compile(schema, name, {
    bannerComment: `// Generated from src/model/schema/${file} by \`npm run generate\`. Change that file instead.`,
    format: true,
    style: { singleQuote: true, printWidth: 120 },
    additionalProperties: false,
  });
  const readonlySource = source
    .replace(/^(\s+)([\w$]+|\[k: string\])(\??):/gm, '$1readonly $2$3:')
    .replace(/(\w+|\([^()]*\))\[\]/g, 'readonly $1[]');
  if (check) {
    if (!existsSync(target) || readFileSync(target, 'utf8') !== readonlySource) stale.push(name);
  } else writeFileSync(target, readonlySource);
}
if (stale.length > 0) {
  console.error(`stale generated types: ${stale.join(', ')}; run \`npm run generate\``);
  process.exitCode = 1;
}
