import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluator/index.ts';
import { parsePattern } from '../../src/model/pattern.ts';
import { globMatches, items } from '../oracle/glob.ts';

/** Few characters, so that stretches of a pattern occur in the text again and again. */
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '*', '?'), maxLength: 10 }).filter((text) => text !== '');
const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', '\n'), minLength: 1, maxLength: 12 });

function decides(effect: 'Allow' | 'Deny', element: 'Resource' | 'NotResource', glob: string, resource: string): boolean {
  const statements = [{ Effect: effect, Action: '*', [element]: glob } as const, ...(effect === 'Deny' ? [{ Effect: 'Allow', Action: '*', Resource: '*' } as const] : [])];
  const { decision } = evaluate({ Statement: statements }, { principal: 'arn:aws:iam::111122223333:user/ann', action: 's3:GetObject', resource });
  return decision === (effect === 'Allow' ? 'allowed' : 'explicitDeny');
}

describe('wildcards in Resource', () => {
  it.each([
    ['Allow', 'Resource', 'anything'],
    ['Allow', 'NotResource', 'segment'],
    ['Deny', 'Resource', 'segment'],
    ['Deny', 'NotResource', 'anything'],
  ] as const)('%s with %s: as a naive matcher has them', (effect, element, crossing) => {
    fc.assert(
      fc.property(pattern, text, (glob, resource) => {
        const parts = items(parsePattern([glob], { wildcards: true, variables: 'none' }), crossing, () => undefined);
        const matched = parts !== undefined && globMatches(parts, resource);
        expect(decides(effect, element, glob, resource)).toBe(matched === (element === 'Resource'));
      }),
      { numRuns: 3000 },
    );
  });

  it('matches long texts against many runs', () => {
    const long = `arn:aws:s3:::${'a'.repeat(10_000)}`;
    expect(decides('Allow', 'Resource', `${'*a'.repeat(10)}Z`, long)).toBe(false);
    expect(decides('Deny', 'Resource', `${'*?a'.repeat(10)}Z`, long)).toBe(false);
    expect(decides('Deny', 'Resource', `arn:aws:s3:::${'*a'.repeat(10)}`, long)).toBe(true);
  });
});
