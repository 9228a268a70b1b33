import { describe, expect, it } from 'vitest';
import { POLICY_PLACES } from '../../src/sources/cloudformation/policy-locations.ts';
import { SYNTHESIZED } from '../../src/sources/cloudformation/synthesized.ts';
import { SAM_POLICY_TEMPLATES } from '../../src/sources/sam/policy-templates.ts';
import { readSource } from '../../src/sources/index.ts';
import { plain } from './show.ts';

const document = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };

function at(path: readonly string[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  return step === '*' ? [at(rest, value)] : { [step]: at(rest, value) };
}

const written = POLICY_PLACES.filter(({ path, kind }) => !path.includes(SYNTHESIZED) && kind !== 'acl');

describe('every place of a policy', () => {
  it('is listed once', () => {
    const names = POLICY_PLACES.map(({ type, path }) => `${type} ${path.join('/')}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(95);
  });
  it.each(written.flatMap((place) => [document, JSON.stringify(document)].map((value) => [`${place.type} ${place.path.join('/')}`, typeof value, place, value] as const)))(
    '%s, as %s',
    (_, __, place, value) => {
      const properties = { ...(at(place.path, value) as object), ...(place.kind === 'organization' ? { Type: 'SERVICE_CONTROL_POLICY' } : {}) };
      const file = readSource('a.json', JSON.stringify({ Resources: { R: { Type: place.type, Properties: properties } } }));
      expect(file.errors).toEqual([]);
      expect(file.policies.map(({ node }) => plain(node))).toEqual([document]);
    },
  );
  it('is none for a policy of AWS Organizations that is not one of IAM', () => {
    const resource = { Type: 'AWS::Organizations::Policy', Properties: { Type: 'TAG_POLICY', Content: { tags: {} } } };
    expect(readSource('a.json', JSON.stringify({ Resources: { R: resource } })).policies).toEqual([]);
  });
});

describe('every SAM policy template', () => {
  it.each(Object.keys(SAM_POLICY_TEMPLATES))('%s', (name) => {
    const grants = SAM_POLICY_TEMPLATES[name] ?? [];
    const texts = grants.flatMap(({ resources, equals }) => [...resources, ...Object.values(equals ?? {})]);
    const names = texts.flatMap((text) => [...text.matchAll(/\$\{([A-Z][A-Za-z]+)\}/g)].map((match) => match[1] ?? ''));
    const parameters = Object.fromEntries(names.map((parameter) => [parameter, `my-${parameter}`]));
    const resource = { Type: 'AWS::Serverless::Function', Properties: { Policies: { [name]: parameters } } };
    const file = readSource('a.json', JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', Resources: { F: resource } }));
    expect(file.errors).toEqual([]);
    const [policy] = file.policies;
    expect(policy?.errors).toEqual([]);
    expect(policy?.policy?.statements.length).toBe(grants.length);
    expect(JSON.stringify(plain(policy?.node ?? { kind: 'null', loc: { pointer: '' } }))).not.toMatch(/\$\{(?!AWS::)/);
  });
});
