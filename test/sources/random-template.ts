import fc from 'fast-check';
import { expect } from 'vitest';
import type { ConditionAssumption, SourceFile } from '../../src/model/policy-source.ts';

export type Json = unknown;
export type Values = Readonly<Record<string, string>>;

/** The parameters. */
const NAMES = ['A', 'B', 'C'] as const;
const LIMITED: Readonly<Record<string, readonly string[] | undefined>> = { A: ['x', 'y'], B: ['x', 'y', 'z'], C: undefined };
/** A parameter without limits is one of what conditions name, or something else. */
export const DEPLOYMENTS: readonly Values[] = ['x', 'y'].flatMap((A) => ['x', 'y', 'z'].flatMap((B) => ['x', 'z', 'x-y', 'else', '*'].map((C) => ({ A, B, C }))));
export const MAPPING: Readonly<Record<string, { readonly k: string }>> = { x: { k: 'one' }, y: { k: 'two' } };
export const CONDITIONS: readonly string[] = ['C0', 'C1', 'C2', 'C3'];

const text: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(...NAMES).map((name): Json => ({ Ref: name })),
  fc.constantFrom('${A}-${B}', 'p-${C}', '${C}-x', '${A}', '${B}${C}').map((sub): Json => ({ 'Fn::Sub': sub })),
  fc.constant<Json>({ 'Fn::FindInMap': ['M', { Ref: 'A' }, 'k'] }),
  fc.constantFrom<Json>('x', 'y', 'x-y', 'p-x', 'one'),
);
const equals: fc.Arbitrary<Json> = fc.tuple(text, text).map((operands): Json => ({ 'Fn::Equals': operands }));
const formula = (before: readonly string[]): fc.Arbitrary<Json> => {
  const atom = before.length === 0 ? equals : fc.oneof({ weight: 3, arbitrary: equals }, fc.constantFrom(...before).map((Condition): Json => ({ Condition })));
  return fc.oneof({ weight: 3, arbitrary: atom }, atom.map((of): Json => ({ 'Fn::Not': [of] })), fc.tuple(fc.constantFrom('Fn::And', 'Fn::Or'), atom, atom).map(([key, one, two]): Json => ({ [key]: [one, two] })));
};
/** Conditions of which each may refer to those before it. */
export const conditions: fc.Arbitrary<Readonly<Record<string, Json>>> = fc.tuple(...CONDITIONS.map((_, index) => formula(CONDITIONS.slice(0, index)))).map((all) => Object.fromEntries(all.map((each, index) => [`C${index}`, each])));
/** A text, or one of two by a condition. */
export function branching(texts: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.oneof(texts, fc.tuple(fc.constantFrom(...CONDITIONS), texts, texts).map(([name, yes, no]): Json => ({ 'Fn::If': [name, yes, no] })));
}

export const value: fc.Arbitrary<Json> = branching(text);

/** The sections of a template that its resources hang on. */
export function sections(all: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  return {
    Parameters: Object.fromEntries(NAMES.map((name) => [name, { Type: 'String', ...(LIMITED[name] === undefined ? {} : { AllowedValues: LIMITED[name] }) }])),
    Mappings: { M: MAPPING },
    Conditions: all,
  };
}

/** Policies that tell in a deployment whether a condition is true. */
export const PROBES: Readonly<Record<string, Json>> = Object.fromEntries(
  CONDITIONS.map((Condition) => [`Is${Condition}`, { Type: 'AWS::IAM::ManagedPolicy', Condition, Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:GetObject', Resource: '*' }] } } }]),
);

/** The conditions that are true in a deployment. */
export function truthsOf({ policies }: SourceFile): ReadonlySet<string> {
  return new Set(CONDITIONS.filter((name) => policies.some(({ label }) => label.logicalId === `Is${name}`)));
}

/** The form that a deployment has, of which there has to be one. */
export function formOf<Form extends { readonly when?: readonly ConditionAssumption[] }>(forms: readonly Form[], truths: ReadonlySet<string>, values: Values): Form | undefined {
  const holds = ({ condition, value: isTrue }: { readonly condition: string; readonly value: boolean }): boolean => {
    const [, name = '', picked] = /^(\w+) = (.*)$/.exec(condition) ?? [];
    return (name === '' ? truths.has(condition) : values[name] === picked) === isTrue;
  };
  const fitting = forms.filter(({ when = [] }) => when.every(holds));
  expect(fitting.length).toBe(1);
  return fitting[0];
}
