import { expect, it } from 'vitest';
import { managedPolicy, managedPolicyNames } from '../../src/reference/managed-policies.ts';
import { runRules } from '../../src/rules/run-rules.ts';
import { sourceOf } from './rule-tester.ts';

/** Small and the same on every run: which part of which text a template leaves open. */
function* randomNumbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

/** A document in which some texts, or parts of them, are left open by a template. */
function withHoles(value: unknown, random: () => number): unknown {
  if (typeof value === 'string') {
    // A hole in the middle of a policy variable may bring anything: the rest of the text tells nothing then.
    if (random() > 0.1 || value.includes('${')) return value;
    const start = random() < 0.3 ? 0 : Math.floor(random() * value.length);
    const end = random() < 0.3 ? value.length : start + Math.floor(random() * (value.length - start + 1));
    // Two holes of one name have one value: the number tells them apart.
    return `${value.slice(0, start)}<<Hole${Math.floor(random() * 1e9)}>>${value.slice(end)}`;
  }
  if (Array.isArray(value)) return value.map((item: unknown) => withHoles(item, random));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, key === 'Version' ? member : withHoles(member, random)]));
}

/**
 * By rule and statement: some rules report only the first of several places of a statement, and where
 * nothing of one has an effect, it is a matter of words whether its actions or its resources are at fault.
 */
const said = (document: unknown): readonly string[] =>
  runRules(sourceOf(JSON.stringify(document)), { preset: 'strict' })
    .filter(({ ruleId }) => !ONE_OF_TWO.has(ruleId))
    .map(({ ruleId, loc }) => `${ruleId.replace(/^ineffective-.*/, 'ineffective')} ${/^\/Statement\/\d+/.exec(loc.pointer)?.[0] ?? loc.pointer}`);

/** Speaks up where a graver rule, which the hole silences, does not. */
const ONE_OF_TWO: ReadonlySet<string> = new Set(['pass-role-without-service']);

/** The statement that a finding's pointer names, to read in a failure. */
function statementOf(document: unknown, finding: string): string {
  const index = Number(/\/Statement\/(\d+)/.exec(finding)?.[1] ?? 0);
  const text = JSON.stringify(document);
  const span = sourceOf(text).policy?.statements[index]?.loc.span;
  return span === undefined ? text : text.slice(span.start, span.end);
}

it.each([1, 2, 3, 4])('what is found with a value left open is found with the value there, too (%i)', (seed) => {
  // A finding in spite of a hole has to be true of every value, so of the one that was there.
  const numbers = randomNumbers(seed);
  const random = (): number => numbers.next().value;
  const wrong: string[] = [];
  for (const name of managedPolicyNames().filter((_, index) => index % 8 === seed)) {
    const document = managedPolicy(name)?.document;
    const holed = withHoles(document, random);
    const expected = new Set(said(document));
    for (const finding of new Set(said(holed))) {
      if (!expected.has(finding) && !isExcused(finding, expected)) wrong.push(`${name}: ${finding} in ${statementOf(holed, finding)}`);
    }
  }
  expect(wrong.map((text) => text.slice(0, 1_500))).toEqual([]);
});

/** Where an ARN is wrong already, its statement is not searched for what has no effect. */
function isExcused(finding: string, expected: ReadonlySet<string>): boolean {
  const [rule, statement = ''] = finding.split(' ');
  return rule === 'ineffective' && [...expected].some((other) => other.startsWith('arn-') && other.endsWith(` ${statement}`));
}
