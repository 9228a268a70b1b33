import { describe, expect, it } from 'vitest';
import { compare, lintText, managedPolicy, managedPolicyNames } from 'policy-lint';
import { applyFixes } from '../../src/lint/apply-fixes.ts';
import { rules } from '../../src/rules/index.ts';

const FIXABLE = Object.fromEntries(rules.map(({ meta }) => [meta.id, meta.fixable === true ? ('warning' as const) : ('off' as const)]));

/** All fixes made, pass after pass. */
function fixed(text: string): string {
  let now = text;
  for (let pass = 0; pass < 10; pass += 1) {
    const fixes = lintText(now, { path: 'policy.json', rules: FIXABLE }).findings.flatMap(({ fix }) => fix ?? []);
    if (fixes.length === 0) return now;
    now = applyFixes(now, fixes).text;
  }
  throw new Error('the fixes have no end');
}

describe("fixes of AWS's managed policies", () => {
  it('leave what they allow', { timeout: 120_000 }, () => {
    const changed = managedPolicyNames().flatMap((name) => {
      const text = JSON.stringify(managedPolicy(name)?.document, null, 2);
      const after = fixed(text);
      return after === text ? [] : [{ name, before: JSON.parse(text) as object, after: JSON.parse(after) as object }];
    });
    expect(changed.length).toBeGreaterThan(80);
    const relations = changed.map(({ name, before, after }) => ({ name, relation: compare(before, after).relation }));
    // A comparison may take longer than it is given, but must find no difference.
    expect(relations.filter(({ relation }) => relation !== 'equivalent' && relation !== 'unknown')).toEqual([]);
    expect(relations.filter(({ relation }) => relation === 'unknown').length).toBeLessThan(5);
  });
});
