import fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { POLICY_PLACES } from '../../src/sources/cloudformation/policy-locations.ts';
import { SYNTHESIZED } from '../../src/sources/cloudformation/synthesized.ts';
import { readSource } from '../../src/sources/index.ts';
import { EXPECTED_PLACES, LOOK_ALIKES, type ExpectedPlace } from './expected-places.ts';
import { dice, hide, HIDING_SECTIONS, type Json } from './hide.ts';
import { plain } from './show.ts';

const nameOf = ({ type, path }: ExpectedPlace): string => `${type} ${path.join('/')}`;

/** Puts values at a path, one for each item of a list on the way. */
function put(path: readonly string[], values: readonly Json[], wrap: (value: Json) => Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return values[0] ?? {};
  if (step === '*') return wrap(values.map((value) => wrap(put(rest, [value], wrap))));
  return { [step]: wrap(put(rest, values, wrap)) };
}

/** What a plain walk over a template without functions finds at the places of policies. */
function walk(value: Json | undefined, path: readonly string[]): readonly Json[] {
  const [step, ...rest] = path;
  if (value === undefined) return [];
  if (step === undefined) return [value];
  if (step === '*') return Array.isArray(value) ? value.flatMap((item: Json) => walk(item, rest)) : [];
  if (typeof value !== 'object' || Array.isArray(value)) return [];
  return walk((value as Readonly<Record<string, Json>>)[step], rest);
}

const document = fc
  .record({ action: fc.constantFrom('s3:GetObject', '*', 'iam:*'), resource: fc.constantFrom('*', 'arn:aws:s3:::data/${aws:username}/*'), more: fc.nat(99) })
  .map(({ action, resource, more }): Json => ({ Version: '2012-10-17', Statement: [{ Sid: `S${more}`, Effect: 'Deny', Action: [action], Resource: resource }] }));

const resource = fc.record({ place: fc.constantFrom(...EXPECTED_PLACES), documents: fc.array(document, { minLength: 1, maxLength: 3 }), form: fc.constantFrom('object' as const, 'text' as const, 'function' as const) });

interface Built {
  readonly hidden: Json;
  readonly plain: Json;
}

function build(resources: readonly { readonly place: ExpectedPlace; readonly documents: readonly Json[]; readonly form: 'object' | 'text' | 'function' }[], values: readonly number[], depth: number): Built {
  const roll = dice(values);
  const entries = resources.map(({ place, documents, form }, index): readonly [string, Json, Json] => {
    const written = documents.map((each): Json => (form === 'object' ? each : form === 'text' ? JSON.stringify(each) : { 'Fn::ToJsonString': each }));
    const more: Readonly<Record<string, Json>> = place.type === 'AWS::Organizations::Policy' ? { Type: 'SERVICE_CONTROL_POLICY' } : {};
    // Functions around the whole of `Properties` are no CloudFormation; around anything in it they are.
    const wrap = (value: Json): Json => (roll(3) === 0 ? hide(value, roll, 1) : value);
    const properties = put(place.path, written.map((value) => hide(value, roll, depth)), wrap) as Readonly<Record<string, Json>>;
    return [`R${index}`, { Type: place.type, Properties: { ...properties, ...more } }, { Type: place.type, Properties: { ...(put(place.path, documents, (value) => value) as object), ...more } }];
  });
  return {
    hidden: { ...HIDING_SECTIONS, Resources: Object.fromEntries(entries.map(([id, value]) => [id, value])) },
    plain: { Resources: Object.fromEntries(entries.map(([id, , value]) => [id, value])) },
  };
}

describe('places of policies', () => {
  it('are those that are expected', () => {
    const known = POLICY_PLACES.filter(({ path, kind }) => !path.includes(SYNTHESIZED) && kind !== 'acl');
    expect(known.map(nameOf).sort()).toEqual(EXPECTED_PLACES.map(nameOf).sort());
  });

  it.each([
    ['JSON', 'a.json', (value: Json) => JSON.stringify(value), 2400],
    ['YAML', 'a.yaml', (value: Json) => stringify(value, { aliasDuplicateObjects: false }), 600],
  ])('lose no policy to functions, whatever they are nested in: %s', (_, path, write, numRuns) => {
    fc.assert(
      fc.property(fc.array(resource, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(1000), { minLength: 30, maxLength: 120 }), fc.integer({ min: 0, max: 3 }), (resources, values, depth) => {
        const built = build(resources, values, depth);
        const file = readSource(path, write(built.hidden));
        const plainResources = (built.plain as { readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Json }>> }).Resources;
        const expected = Object.entries(plainResources).flatMap(([id, { Type, Properties }]) =>
          EXPECTED_PLACES.filter(({ type }) => type === Type).flatMap((place) => walk(Properties, place.path).map((found) => `${id} ${JSON.stringify(found)}`)),
        );
        expect(file.errors).toEqual([]);
        expect(file.policies.map(({ label, node }) => `${label.logicalId ?? ''} ${JSON.stringify(plain(node))}`).sort()).toEqual([...expected].sort());
      }),
      { numRuns },
    );
  });
});

describe('what only looks like a policy', () => {
  it.each(LOOK_ALIKES.map((place) => [nameOf(place), place] as const))('%s is left alone', (_, { type, path }) => {
    const value: Json = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    for (const written of [value, JSON.stringify(value)]) {
      const file = readSource('a.json', JSON.stringify({ Resources: { R: { Type: type, Properties: put(path, [written], (each) => each) } } }));
      expect(file.errors).toEqual([]);
      expect(file.policies).toEqual([]);
    }
  });
});
