import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyOfConditions, type SourceFile, type SourcePolicy } from '../../src/model/policy-source.ts';
import type { UnknownValue } from '../../src/model/unknown-value.ts';
import { withTexts } from '../../src/model/located.ts';
import { readSource } from '../../src/sources/index.ts';
import { plain } from './show.ts';

type Json = unknown;
type Values = Readonly<Record<string, string>>;

const NAMES = ['A', 'B', 'C'] as const;
const LIMITED: Readonly<Record<string, readonly string[] | undefined>> = { A: ['x', 'y'], B: ['x', 'y', 'z'], C: undefined };
/** A parameter without limits is one of what conditions name, or something else. */
const DEPLOYMENTS: readonly Values[] = ['x', 'y'].flatMap((A) => ['x', 'y', 'z'].flatMap((B) => ['x', 'z', 'x-y', 'else'].map((C) => ({ A, B, C }))));
const MAPPING: Readonly<Record<string, { readonly k: string }>> = { x: { k: 'one' }, y: { k: 'two' } };
const CONDITIONS = ['C0', 'C1', 'C2', 'C3'];

const text = fc.oneof(
  fc.constantFrom(...NAMES).map((name): Json => ({ Ref: name })),
  fc.constantFrom('${A}-${B}', 'p-${C}', '${C}-x', '${A}', '${B}${C}').map((sub): Json => ({ 'Fn::Sub': sub })),
  fc.constant<Json>({ 'Fn::FindInMap': ['M', { Ref: 'A' }, 'k'] }),
  fc.constantFrom<Json>('x', 'y', 'x-y', 'p-x', 'one'),
);
const equals = fc.tuple(text, text).map((operands): Json => ({ 'Fn::Equals': operands }));
const formula = (before: readonly string[]): fc.Arbitrary<Json> => {
  const atom = before.length === 0 ? equals : fc.oneof({ weight: 3, arbitrary: equals }, fc.constantFrom(...before).map((Condition): Json => ({ Condition })));
  return fc.oneof({ weight: 3, arbitrary: atom }, atom.map((of): Json => ({ 'Fn::Not': [of] })), fc.tuple(fc.constantFrom('Fn::And', 'Fn::Or'), atom, atom).map(([key, one, two]): Json => ({ [key]: [one, two] })));
};
const conditions = fc.tuple(...CONDITIONS.map((_, index) => formula(CONDITIONS.slice(0, index)))).map((all) => Object.fromEntries(all.map((each, index) => [`C${index}`, each])));
const value: fc.Arbitrary<Json> = fc.oneof(text, fc.tuple(fc.constantFrom(...CONDITIONS), text, text).map(([name, yes, no]): Json => ({ 'Fn::If': [name, yes, no] })));

function template(all: Readonly<Record<string, Json>>, values: readonly Json[], attached: readonly string[]): string {
  const policy = (Resource: Json, more: object = {}, properties: object = {}): Json => ({ Type: 'AWS::IAM::ManagedPolicy', ...more, Properties: { ...properties, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource }] } } });
  return JSON.stringify({
    Parameters: Object.fromEntries(NAMES.map((name) => [name, { Type: 'String', ...(LIMITED[name] === undefined ? {} : { AllowedValues: LIMITED[name] }) }])),
    Mappings: { M: MAPPING },
    Conditions: all,
    Resources: {
      Subject: policy(values),
      Role: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'g' } },
      ...Object.fromEntries(attached.map((Condition, index) => [`Attached${index}`, policy(`own-${index}`, { Condition }, { Groups: ['g'] })])),
      // Tells in a deployment whether the condition is true.
      ...Object.fromEntries(CONDITIONS.map((Condition) => [`Is${Condition}`, policy('*', { Condition })])),
    },
  });
}

/** An unknown value in a deployment; undefined where it is none of those that it may be. */
function deployed({ name, shape }: UnknownValue, values: Values): string | undefined {
  const found = name === 'Fn::FindInMap(M, A, k)' ? MAPPING[values['A'] ?? '']?.k : values[name];
  return found !== undefined && (shape.kind !== 'oneOf' || shape.values.includes(found)) ? found : undefined;
}

function documentIn({ node }: SourcePolicy, values: Values): Json {
  return plain(withTexts(node, (parts) => [parts.map((part) => (typeof part === 'string' ? part : (deployed(part, values) ?? `not ${part.name}`))).join('')]));
}

/** The form that a deployment has, of which there has to be one. */
function formOf<Form extends { readonly when?: SourcePolicy['when'] }>(forms: readonly Form[], truths: ReadonlySet<string>, values: Values): Form | undefined {
  const holds = ({ condition, value: isTrue }: { readonly condition: string; readonly value: boolean }): boolean => {
    const [, name = '', picked] = /^(\w+) = (.*)$/.exec(condition) ?? [];
    return (name === '' ? truths.has(condition) : values[name] === picked) === isTrue;
  };
  const fitting = forms.filter(({ when = [] }) => when.every(holds));
  expect(fitting.length).toBe(1);
  return fitting[0];
}

const policiesOf = (file: SourceFile, id: string): readonly SourcePolicy[] => file.policies.filter(({ label }) => label.logicalId === id);

it('every deployment has one form of a policy and of a principal, which says what is deployed', () => {
  fc.assert(
    fc.property(conditions, fc.array(value, { minLength: 1, maxLength: 4 }), fc.array(fc.constantFrom(...CONDITIONS), { maxLength: 2 }), (all, values, attached) => {
      const written = template(all, values, attached);
      const open = readSource('t.json', written);
      expect(open.errors).toEqual([]);
      for (const deployment of DEPLOYMENTS) {
        const fixed = readSource('t.json', written, { parameters: deployment });
        const truths = new Set(CONDITIONS.filter((name) => policiesOf(fixed, `Is${name}`).length > 0));
        const [truth] = policiesOf(fixed, 'Subject');
        const form = formOf(policiesOf(open, 'Subject'), truths, deployment);
        expect(form === undefined ? undefined : documentIn(form, deployment)).toEqual(truth === undefined ? undefined : plain(truth.node));
        const told = open.parameters?.under.get(keyOfConditions(form?.when ?? []));
        for (const [name, part] of told ?? []) expect(typeof part === 'string' ? part : deployed(part, deployment)).toBe(deployment[name]);
        const group = formOf(open.principals, truths, deployment);
        expect(group?.attachments.map(({ source }) => source?.label.logicalId)).toEqual(fixed.principals[0]?.attachments.map(({ source }) => source?.label.logicalId));
      }
    }),
    { numRuns: 150 },
  );
});
