import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkIntents, parseIntents } from '../../src/intents/index.ts';
import { readSource } from '../../src/sources/index.ts';

const files = ['deepsql', 'sst'].map((system) => readFileSync(`fixtures/templates/${system}/policy-lint.intents.yaml`, 'utf8'));
const template = readSource('fixtures/templates/deepsql/deepsql-stack.yaml', readFileSync('fixtures/templates/deepsql/deepsql-stack.yaml', 'utf8'));

/** A file that somebody is in the middle of changing. */
const damaged = fc
  .record({ text: fc.constantFrom(...files), from: fc.nat(4000), length: fc.nat(60), insert: fc.constantFrom('', ':', '- ', '\n', '{', ']', '"', '${', 'never: ', '*', '&a ', '  ', '\t', '!Ref ', '\0') })
  .map(({ text, from, length, insert }) => text.slice(0, from) + insert + text.slice(from + length));

it('answers whatever the file says', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (text) => {
      const { intents, errors } = await parseIntents(text, 'fixtures/templates/deepsql/policy-lint.intents.yaml');
      expect(intents === undefined).toBe(errors.length > 0);
      for (const { message, start } of errors) {
        expect(message).not.toBe('');
        expect(start?.line).toBeGreaterThan(0);
      }
      if (intents === undefined) return;
      // One target is enough here: what verdicts are is tested elsewhere.
      const [first] = intents.file.targets;
      const results = checkIntents([template], { ...intents, file: { ...intents.file, targets: first === undefined ? [] : [{ ...first, intents: first.intents.slice(0, 2) }] } }, { budget: 200 });
      for (const { verdict, message } of results) expect([verdict, message.length > 0]).toEqual([verdict, true]);
    }),
    { numRuns: 300 },
  );
});
