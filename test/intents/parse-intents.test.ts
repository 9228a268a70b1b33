import { describe, expect, it } from 'vitest';
import { parseIntents } from '../../src/intents/index.ts';

async function errorsOf(text: string, path = 'policy-lint.intents.yaml'): Promise<readonly string[]> {
  const { errors } = await parseIntents(text, path);
  return errors.map(({ start, message }) => `${start?.line}:${start?.column} ${message}`);
}

const intent = (text: string): string => `targets:\n  - principal: X\n    intents:\n      - ${text}\n`;

describe('parseIntents', () => {
  it('reads YAML and JSON alike', async () => {
    const yaml = await parseIntents(intent('never: { Action: "iam:*" }'), 'a.yaml');
    const json = await parseIntents('{ "targets": [{ "principal": "X", "intents": [{ "never": { "Action": "iam:*" } }] }] }', 'a.json');
    expect(yaml.errors).toEqual([]);
    expect(json.intents?.file).toEqual(yaml.intents?.file);
  });

  it('keeps the digits of an account number', async () => {
    const { intents } = await parseIntents('parameters: { Vendor: 012345678901 }\ntargets: []\n', 'a.yaml');
    expect(intents?.file.parameters).toEqual({ Vendor: '012345678901' });
  });

  it.each([
    ['readOnly: false', ['4:19 expected `true` or an object as `targets[0].intents[0].readOnly`, found a Boolean']],
    ['atMots: {}', ['4:9 unknown property `atMots` in `targets[0].intents[0]`, did you mean `atMost`?']],
    ['atMost: { Acton: s3:x }', ['4:19 unknown property `Acton` in `targets[0].intents[0].atMost`, did you mean `Action`?']],
    ['atMost: 3', ['4:17 expected an object or a list as `targets[0].intents[0].atMost`, found a number']],
    ['atLeast: [{ action: 3 }]', ['4:29 expected a string as `targets[0].intents[0].atLeast[0].action`, found a number: put it in quotes']],
    ['atLeast: { action: s3:x, Resource: "*" }', ['4:34 unknown property `Resource` in `targets[0].intents[0].atLeast`, did you mean `resource`?']],
    ['trustedPrincipals: 111122223333', ['4:28 expected a string or a list as `targets[0].intents[0].trustedPrincipals`, found a number: put it in quotes']],
    ['readOnly: {}', ['4:19 `targets[0].intents[0].readOnly` lacks `except`']],
    ['name: nothing', ['4:9 the intent declares nothing']],
    ['{ never: {}, regions: eu-west-1 }', ['4:9 an intent declares one thing: here are `never`, `regions`']],
  ])('finds what is wrong with `%s`', async (text, expected) => {
    expect(await errorsOf(intent(text))).toEqual(expected);
  });

  it.each([
    ['', ['1:1 the document is empty']],
    ['[]', ['1:1 expected an object as the intents file, found a list']],
    ['targets: {}', ['1:10 expected a list as `targets`, found an object']],
    ['targets:\n  - principal: A\n    trust: B\n    intents: [{ notPublic: true }]\n', ['3:12 a target is selected by either `principal` or `trust`']],
    ['targets:\n  - principal: A\n    intents: []\n', ['3:14 the target declares no intents']],
    ['targets:\n  - principal: A\n    principal: B\n    intents: [{ notPublic: true }]\n', ['3:5 duplicate key `principal`']],
  ])('finds what is wrong with the file %#', async (text, expected) => {
    expect(await errorsOf(text)).toEqual(expected);
  });

  it.each(['{"targets": [', 'targets: [', '\0', 'a: &a [*a]', '- - - - :', '%YAML 9'])('never rejects: %j', async (text) => {
    const { intents, errors } = await parseIntents(text, 'x.yaml');
    expect(intents).toBeUndefined();
    expect(errors.length).toBeGreaterThan(0);
  });
});
