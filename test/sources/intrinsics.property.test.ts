import fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/sources/index.ts';
import { plain } from './show.ts';

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** Draws numbers from a list that fast-check made, so that a failing case shrinks. */
function dice(values: readonly number[]): (sides: number) => number {
  let at = 0;
  return (sides) => {
    at += 1;
    return (values[at % values.length] ?? 0) % sides;
  };
}

const noValue: Json = { Ref: 'AWS::NoValue' };

/** Hides a value behind functions that give it back. */
function hide(value: Json, roll: (sides: number) => number, depth: number): Json {
  if (depth === 0) return value;
  const inner = (of: Json): Json => hide(of, roll, depth - 1);
  switch (roll(9)) {
    case 0:
      return { 'Fn::If': ['Yes', inner(value), 'other'] };
    case 1:
      return { 'Fn::If': ['No', ['other'], inner(value)] };
    case 2:
      return { 'Fn::Select': [String(1), ['before', inner(value), 'behind']] };
    case 3:
      return { 'Fn::If': ['IsLive', inner(value), inner(value)] };
    case 4:
      return typeof value === 'string' ? { 'Fn::Join': ['', pieces(value, roll(5)).map(inner)] } : structure(value, inner, roll);
    case 5:
      return typeof value === 'string' ? { 'Fn::Sub': value.replaceAll('${', '${!') } : structure(value, inner, roll);
    case 6:
      return typeof value === 'string' ? { 'Fn::Sub': ['${A}${B}', { A: inner(value.slice(0, 2)), B: inner(value.slice(2)) }] } : structure(value, inner, roll);
    case 7:
      return typeof value === 'string' ? { 'Fn::Join': ['|', { 'Fn::Split': ['|', inner(value)] }] } : structure(value, inner, roll);
    default:
      return structure(value, inner, roll);
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function structure(value: Json, inner: (value: Json) => Json, roll: (sides: number) => number): Json {
  if (isList(value)) {
    const items = value.map(inner);
    return roll(3) === 0 ? [...items, noValue] : items;
  }
  if (typeof value !== 'object') return value;
  const members = Object.entries(value).map(([key, member]): [string, Json] => [key, inner(member)]);
  return Object.fromEntries(roll(3) === 0 ? [...members, ['Gone', noValue]] : members);
}

function pieces(text: string, size: number): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at += size + 1) found.push(text.slice(at, at + size + 1));
  return found;
}

const text = fc.constantFrom('s3:GetObject', 'arn:aws:s3:::data/${aws:username}/*', '*', 'a|b', '${*}', 'x', "it's", 'é🔐', 'yes', '012', '2012-10-17');
const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Action: fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 4 })),
  Resource: fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
  Condition: fc.record({ StringLike: fc.dictionary(fc.constantFrom('aws:RequestTag/a', 'aws:username', 's3:prefix'), fc.oneof(text, fc.array(text, { maxLength: 3 })), { maxKeys: 2 }) }),
});
const document = fc.record({ Version: fc.constant('2012-10-17'), Statement: fc.array(statement, { maxLength: 3 }) });

function template(documents: readonly Json[]): Json {
  return {
    Parameters: { Stage: { Type: 'String' } },
    Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] }, IsLive: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] } },
    Resources: Object.fromEntries(
      documents.map((hidden, index) => [`Role${index}`, { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: `p${index}`, PolicyDocument: hidden }] } }]),
    ),
  };
}

describe('policies behind functions, nested in any way', () => {
  it.each([
    ['JSON', 'a.json', (value: Json) => JSON.stringify(value)],
    ['YAML', 'a.yaml', (value: Json) => stringify(value)],
    ['YAML in flow style', 'b.yaml', (value: Json) => stringify(value, { collectionStyle: 'flow', lineWidth: 0 })],
  ])('are found and read as what they come to: %s', (_, path, write) => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 3 }), fc.array(fc.nat(1000), { minLength: 30, maxLength: 200 }), fc.integer({ min: 0, max: 4 }), (documents, values, depth) => {
        const roll = dice(values);
        const file = readSource(path, write(template(documents.map((plainDocument) => hide(plainDocument, roll, depth)))));
        expect(file.errors).toEqual([]);
        expect(file.policies.map(({ node }) => plain(node))).toEqual(documents);
        expect(file.policies.every(({ when }) => when === undefined)).toBe(true);
        expect(file.principals.flatMap(({ attachments }) => attachments.map(({ source }) => source))).toEqual(file.policies);
      }),
      { numRuns: 700 },
    );
  });
});
