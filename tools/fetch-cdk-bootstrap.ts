/**
 * Writes fixtures/templates/cdk/bootstrap-template.yaml: the bootstrap template that `cdk bootstrap`
 * deploys, taken from the npm package of the CDK's command line, with a header that names its origin.
 *
 *   tsx tools/fetch-cdk-bootstrap.ts           fetches and writes
 *   tsx tools/fetch-cdk-bootstrap.ts --check   fetches, and exits 1 where the file differs
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '2.1148.1';
// Pinned, so that a registry that serves other bytes under this version is noticed.
const integrity = 'sha512-K3d02L17IwmAuiBWNuX1DzYhKUs9GrKYI7bZnGJfJ1bKz9ymXFxfudBOL3rUb8JAusDNSULiQU2fsJH7kyY2XA==';
const entry = 'package/lib/api/bootstrap/bootstrap-template.yaml';
const target = fileURLToPath(new URL('../fixtures/templates/cdk/bootstrap-template.yaml', import.meta.url));

const header = `# From the npm package aws-cdk ${version}, file ${entry.slice('package/'.length)}.
# Copyright 2018-2025 Amazon.com, Inc. or its affiliates. All Rights Reserved.
# Licensed under the Apache License, Version 2.0: http://www.apache.org/licenses/LICENSE-2.0
# The only change is this header. Written by tools/fetch-cdk-bootstrap.ts, not edited by hand.
`;

interface PackedFile {
  readonly filename: string;
  readonly integrity: string;
}

function isPackedFile(value: unknown): value is PackedFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'filename' in value &&
    typeof value.filename === 'string' &&
    'integrity' in value &&
    typeof value.integrity === 'string'
  );
}

/** The template's text. Throws when npm fails or hands out something else than the pinned package. */
function fetchTemplate(folder: string): string {
  const output = execFileSync('npm', ['pack', `aws-cdk@${version}`, '--json', '--ignore-scripts'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const listed: unknown = JSON.parse(output);
  const packed: unknown = Array.isArray(listed) ? listed[0] : undefined;
  if (!isPackedFile(packed)) throw new Error('`npm pack` did not say what it fetched');
  if (packed.integrity !== integrity) throw new Error(`aws-cdk ${version} has integrity \`${packed.integrity}\`, not the pinned one`);
  execFileSync('tar', ['-xzf', packed.filename, entry], { cwd: folder });
  return readFileSync(join(folder, entry), 'utf8');
}

const folder = mkdtempSync(join(tmpdir(), 'policy-lint-cdk-'));
try {
  const text = header + fetchTemplate(folder);
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  } else if (readFileSync(target, 'utf8') !== text) {
    console.error(`${target} differs from aws-cdk ${version}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
