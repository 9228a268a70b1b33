import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fg from 'fast-glob';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';

const root = new URL('../fixtures/', import.meta.url);
const list = (pattern: string): string[] => fg.sync(pattern, { cwd: fileURLToPath(root), dot: true }).sort();
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const errorsOf = (path: string): string[] => {
  const document = parseDocument(read(path), { merge: true, logLevel: 'error' });
  return document.errors.map((error) => error.message);
};

function topLevelKeys(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

describe('templates', () => {
  const templates = list('templates/**/*.{yaml,json}').filter((path) => !path.endsWith('policy-lint.intents.yaml'));

  it('are there', () => {
    expect(templates.length).toBeGreaterThan(25);
  });

  it.each(templates)('%s parses and has resources', (path) => {
    expect(errorsOf(path)).toEqual([]);
    const value: unknown = parseDocument(read(path), { merge: true, logLevel: 'error' }).toJS();
    expect(topLevelKeys(value)).toContain('Resources');
  });
});

describe('policies', () => {
  const policies = list('policies/**/*.json');

  it.each(policies)('%s is a policy document', (path) => {
    const value: unknown = JSON.parse(read(path));
    expect(topLevelKeys(value)).toContain('Statement');
    for (const key of topLevelKeys(value)) expect(['Version', 'Id', 'Statement']).toContain(key);
  });
});

describe('the guides', () => {
  // The template of an SST deployer and the policy of its guide must stay one text.
  it.each(['sst-v2', 'sst-v3'])('%s: the template has the actions of the printed policy', (name) => {
    const policy = new Set(read(`policies/sst/${name}.json`).match(/"[a-z0-9-]+:[A-Za-z]+"/g)?.map((text) => text.slice(1, -1)));
    const template = read(`templates/sst/${name}-deployer.yaml`);
    expect([...policy].filter((action) => !template.includes(`- ${action}\n`) && !template.includes(`: ${action}\n`))).toEqual([]);
  });

  it('the two versions of the management role differ in the provider they may write', () => {
    const lines = (path: string): string[] => read(path).replaceAll('"', "'").split('\n');
    const scoped = lines('templates/doit/management-role.yaml');
    const any = lines('templates/doit/management-role-any-provider.yaml');
    expect(any.length).toBe(scoped.length);
    expect(any.filter((line, index) => line !== scoped[index])).toEqual([
      "              - !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:oidc-provider/*'",
    ]);
  });

  it.each(list('templates/deepsql/variants/*.yaml'))('%s differs from the stack in its statements', (path) => {
    const statements = (text: string): string[] => /- Sid: FindInstances[^]*?(?=\n\n|$)/.exec(text)?.[0].trim().split('\n') ?? [];
    const published = statements(read('templates/deepsql/deepsql-stack.yaml'));
    const variant = statements(read(path));
    const changed = variant.filter((line) => !published.includes(line)).length + published.filter((line) => !variant.includes(line)).length;
    expect(variant.length).toBeGreaterThan(20);
    expect(changed).toBeGreaterThan(0);
    if (!path.endsWith('repaired.yaml')) expect(changed).toBeLessThan(5);
  });
});

describe('the notes', () => {
  const requests = list('templates/*/NOTES.md').flatMap((path) =>
    [...read(path).matchAll(/```json (\w+) (\S+)\n([^]*?)```/g)].map(([, decision, template, text]) => ({ path, decision, template, text })),
  );

  it('have requests', () => {
    expect(requests.length).toBeGreaterThan(20);
  });

  it.each(requests)('$path: a request for $template is $decision', ({ path, decision, template, text }) => {
    expect(['allowed', 'implicitDeny', 'explicitDeny', 'trust']).toContain(decision);
    expect(list(path.replace('NOTES.md', template ?? ''))).toHaveLength(1);
    const request: unknown = JSON.parse(text ?? '');
    expect(topLevelKeys(request)).toEqual(expect.arrayContaining(['principal', 'action', 'resource']));
  });
});
