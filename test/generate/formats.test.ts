import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compare, readSource, type PolicyDocument, type Policy } from 'policy-lint';
import { describe, expect, test } from 'vitest';
import { loadWriter, OUTPUT_FORMATS, type OutputFormat } from '../../src/generate/format/index.ts';
import { generatedPolicy, type GeneratedPolicy } from '../../src/generate/generated-policy.ts';
import type { Generation } from '../../src/generate/permission.ts';
import { environment, KINDS } from './kinds.ts';

const goldens = fileURLToPath(new URL('../../fixtures/generate/golden/', import.meta.url));
const ENDINGS: Readonly<Record<OutputFormat, string>> = { json: 'json', cloudformation: 'yaml', cdk: 'ts', terraform: 'tf' };

const generated = new Map<string, GeneratedPolicy>();
function of(name: string): GeneratedPolicy {
  const known = generated.get(name) ?? generatedPolicy(KINDS[name]?.() ?? expect.fail(name));
  generated.set(name, known);
  return known;
}

async function written(name: string, format: OutputFormat, explain: boolean): Promise<readonly string[]> {
  return (await loadWriter(format))(of(name), { name, explain });
}

/** `UPDATE_GOLDEN=1` writes the golden files anew; read the difference before it is committed. */
function expectGolden(file: string, text: string): void {
  const path = join(goldens, file);
  if (process.env['UPDATE_GOLDEN'] !== undefined) {
    mkdirSync(goldens, { recursive: true });
    writeFileSync(path, text);
  }
  expect(existsSync(path), `no golden ${file}`).toBe(true);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

/** The identity policies that our own sources find in a text. */
function readBack(path: string, text: string): readonly Policy[] {
  const { policies, errors } = readSource(path, text);
  expect(errors).toEqual([]);
  expect(policies.flatMap((policy) => policy.errors)).toEqual([]);
  return policies.flatMap(({ type, policy }) => (type === 'identity' && policy !== undefined ? [policy] : []));
}

function expectEqual(name: string, policies: readonly (Policy | PolicyDocument)[]): void {
  const original = of(name).policies.map(({ document }) => document);
  expect(policies).toHaveLength(original.length);
  expect(compare({ identityPolicies: policies }, { identityPolicies: original }).relation).toBe('equivalent');
}

/** A plan, as `terraform show -json` prints one, for the documents that `jsonencode` gets. */
function planOf(hcl: string): string {
  // What begins a template in HCL is none in a policy: every one is escaped.
  expect(hcl.match(/(?<!\$)\$\{|(?<!%)%\{/g)).toBeNull();
  const documents = [...hcl.matchAll(/policy = jsonencode\((\{[\s\S]*?\n {2}\})\)/g)].map(([, text = '']) => JSON.stringify(JSON.parse(unescaped(withoutComments(text)))));
  const resources = documents.map((policy, position) => ({ address: `aws_iam_policy.p${position}`, mode: 'managed', type: 'aws_iam_policy', name: `p${position}`, values: { name: `p${position}`, policy } }));
  return JSON.stringify({ format_version: '1.2', planned_values: { root_module: { resources } } });
}

function withoutComments(text: string): string {
  return text.replaceAll(/^ *#.*\n/gm, '');
}

function unescaped(text: string): string {
  return text.replaceAll('$${', '${').replaceAll('%%{', '%{');
}

interface MadePolicy {
  readonly statements: readonly { readonly sid?: string; readonly actions: readonly string[]; readonly resources: readonly string[]; readonly conditions?: PolicyDocument['Statement'] }[];
}

/** Runs a CDK module with constructs that only remember what they are given. */
async function runCdk(text: string, functionName: string): Promise<readonly PolicyDocument[]> {
  const folder = mkdtempSync(fileURLToPath(new URL('cdk-', import.meta.url)));
  try {
    const stubs = 'class PolicyStatement { constructor(props) { Object.assign(this, props); } }\nclass ManagedPolicy { constructor(scope, id, props) { Object.assign(this, props); } }\n';
    const file = join(folder, 'module.ts');
    writeFileSync(file, stubs + text.replaceAll(/^import .*\n/gm, ''));
    const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Readonly<Record<string, (scope: undefined) => readonly MadePolicy[]>>;
    const make = module[functionName] ?? expect.fail(`no function ${functionName}`);
    return make(undefined).map(({ statements }) => ({
      Version: '2012-10-17',
      Statement: statements.map(({ sid, actions, resources, conditions }) => ({ Sid: sid ?? '', Effect: 'Allow' as const, Action: actions, Resource: resources, ...(conditions === undefined ? {} : { Condition: conditions as never }) })),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

describe.each(Object.keys(KINDS))('%s', (name) => {
  test.each(OUTPUT_FORMATS)('%s is as in its golden file', async (format) => {
    expectGolden(`${name}.${ENDINGS[format]}`, (await written(name, format, false)).join(''));
  });

  test('JSON reads back as the same policy', async () => {
    expectEqual(name, (await written(name, 'json', false)).flatMap((text) => readBack('policy.json', text)));
  });

  test.each([false, true])('CloudFormation reads back as the same policy, explained: %s', async (explain) => {
    const [text = ''] = await written(name, 'cloudformation', explain);
    expect(text.includes('# ')).toBe(explain);
    expectEqual(name, readBack('template.yaml', text));
  });

  test.each([false, true])('Terraform reads back as the same policy, explained: %s', async (explain) => {
    const [text = ''] = await written(name, 'terraform', explain);
    expect(text.includes('# ')).toBe(explain);
    expectEqual(name, readBack('plan.json', planOf(text)));
  });

  test.each([false, true])('the CDK module makes the same policy, explained: %s', async (explain) => {
    const [text = ''] = await written(name, 'cdk', explain);
    expect(text.includes('        // ')).toBe(explain);
    expectEqual(name, await runCdk(text, camelCase(name)));
  });
});

test('explained CloudFormation is as in its golden file', async () => {
  expectGolden('cdk-deploy.explained.yaml', (await written('cdk-deploy', 'cloudformation', true)).join(''));
});

test('the reasons are as in their golden file', async () => {
  const { reasonsOf } = await import('../../src/generate/reasons.ts');
  const { proof, ...reasons } = reasonsOf(of('cdk-bootstrap'));
  expect(proof.requests).toBeGreaterThan(100);
  expectGolden('cdk-bootstrap.reasons.json', `${JSON.stringify(reasons, undefined, 2)}\n`);
});

describe('what the formats would read otherwise', () => {
  const odd: Generation = {
    kind: 'odd',
    title: 'What `it\'s` for: "quotes", */ and\na line',
    environment,
    permissions: [
      {
        action: 's3:GetObject',
        resources: ['arn:aws:s3:::b/${aws:username}/*', "arn:aws:s3:::b/it's/%{x}"],
        condition: { StringLike: { 's3:prefix': ['a', "b'c"] }, Bool: { 'aws:SecureTransport': 'true' } },
        purpose: 'read "own" files',
        reason: 'the line\n# that says `so` */',
        requests: [{ action: 's3:GetObject', resource: "arn:aws:s3:::b/it's/%{x}", context: { 's3:prefix': 'a', 'aws:SecureTransport': true } }],
      },
    ],
    unscoped: [],
    dropped: [],
    unknown: [],
    exceptions: [],
    atMost: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
  };
  const policy = generatedPolicy(odd);
  const [original] = policy.policies.map(({ document }) => document);

  test.each(OUTPUT_FORMATS)('%s keeps variables, quotes and lines', async (format) => {
    const [text = ''] = (await loadWriter(format))(policy, { name: 'odd-1', explain: true });
    const [back] = format === 'cdk' ? await runCdk(text, 'odd1') : readBack(format === 'cloudformation' ? 'template.yaml' : 'policy.json', format === 'terraform' ? planOf(text) : text);
    expect(compare(back ?? expect.fail(), original ?? expect.fail()).relation).toBe('equivalent');
  });
});
