import fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/sources/index.ts';
import { dice, hide, HIDING_SECTIONS, type Json } from './hide.ts';
import { plain } from './show.ts';

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
    ...HIDING_SECTIONS,
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
      { numRuns: 500 },
    );
  });
});
