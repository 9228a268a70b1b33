/**
 * Writes the TypeScript types of every JSON Schema under `src/model/schema/` to `src/model/generated/`.
 * With `--check` it writes nothing and fails when a file is not what it would write.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { compileFromFile } from 'json-schema-to-typescript';

const schemas = new URL('../src/model/schema/', import.meta.url);
const generated = new URL('../src/model/generated/', import.meta.url);
const check = process.argv.includes('--check');
const stale: string[] = [];

mkdirSync(generated, { recursive: true });
for (const file of readdirSync(schemas).sort()) {
  const name = file.replace(/\.schema\.json$/, '');
  const target = new URL(`${name}.generated.ts`, generated);
  const source = await compileFromFile(new URL(file, schemas).pathname, {
    bannerComment: `// Generated from src/model/schema/${file} by \`npm run generate\`. Change that file instead.`,
    format: true,
    style: { singleQuote: true, printWidth: 120 },
    additionalProperties: false,
  });
  const readonlySource = source.replace(/^(\s+)(\w+|\[k: string\])(\??):/gm, '$1readonly $2$3:').replace(/(\w+)\[\]/g, 'readonly $1[]');
  if (check) {
    if (!existsSync(target) || readFileSync(target, 'utf8') !== readonlySource) stale.push(name);
  } else writeFileSync(target, readonlySource);
}
if (stale.length > 0) {
  console.error(`stale generated types: ${stale.join(', ')}; run \`npm run generate\``);
  process.exitCode = 1;
}
