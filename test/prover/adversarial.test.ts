import { describe, expect, it } from 'vitest';
import { compile, evaluate } from '../../src/evaluator/index.ts';
import type { PolicyInput } from '../../src/model/policy-set.ts';
import type { Domain } from '../../src/model/verdict.ts';
import { implies } from '../../src/prover/index.ts';
import { TRICKY } from './adversarial-policies.ts';
import { dice } from './random-policies.ts';
import { alphabetOf, sampledRequest } from './sampled-requests.ts';

type Verdict = 'holds' | 'vacuous' | 'violated' | 'unknown';

function named(name: string): PolicyInput {
  const policy = TRICKY[name];
  if (policy === undefined) throw new Error(`there is no policy \`${name}\``);
  return policy;
}

function judge(first: PolicyInput, second: PolicyInput, domain: Domain): Verdict {
  const verdict = implies(first, second, { evaluate, domain });
  if (verdict.verdict === 'violated') {
    expect(evaluate(first, verdict.witness).decision).toBe('allowed');
    expect(evaluate(second, verdict.witness).decision).not.toBe('allowed');
  }
  return verdict.verdict === 'holds' && verdict.vacuous ? 'vacuous' : verdict.verdict;
}

/** In the typed domain, forwards and backwards. */
const KNOWN: readonly (readonly [string, string, Verdict, Verdict])[] = [
  ['an empty value', 'a tag that equals a name', 'violated', 'violated'],
  ['no values', 'everything', 'vacuous', 'violated'],
  ['not no values', 'everything', 'holds', 'holds'],
  ['a variable under an older version', 'a variable', 'violated', 'violated'],
  ['a variable under no version', 'a variable under an older version', 'holds', 'holds'],
  ['a variable with a default', 'the default itself', 'violated', 'violated'],
  ['a variable without one', 'a variable with a default', 'holds', 'violated'],
  ['a deny but for a variable', 'a variable without one', 'holds', 'holds'],
  ['a deny but for a variable with a default', 'a variable with a default', 'holds', 'holds'],
  ['a variable twice', 'two names in a row', 'violated', 'violated'],
  ['a literal star', 'a literal question mark', 'violated', 'violated'],
  ['a wildcard under StringEquals', 'a wildcard under StringLike', 'holds', 'violated'],
  ['a literal star under StringLike', 'a wildcard under StringEquals', 'holds', 'holds'],
  ['not like anything', 'absent', 'holds', 'holds'],
  ['like anything', 'present', 'holds', 'holds'],
  ['absent or present', 'everything', 'holds', 'holds'],
  ['a value or two', 'like anything', 'holds', 'violated'],
  ['if it exists', 'a deny of all others', 'violated', 'holds'],
  ['not if it exists', 'a deny of a value', 'holds', 'holds'],
  ['a deny of a value if it exists', 'present', 'holds', 'violated'],
  ['a deny of what is absent', 'present', 'holds', 'holds'],
  ['all of a list, which is there', 'any of a list', 'holds', 'violated'],
  ['all of a list', 'any of a list', 'violated', 'violated'],
  ['any other of a list', 'a deny of all of a list', 'holds', 'holds'],
  ['none of a list', 'a deny of any of a list', 'holds', 'holds'],
  ['a deny of any other of a list', 'all of a list', 'holds', 'holds'],
  ['a number', 'the number otherwise', 'holds', 'holds'],
  ['up to a number', 'below a number', 'violated', 'holds'],
  ['a malformed number', 'below a number', 'vacuous', 'violated'],
  ['a deny of more than a number', 'up to a number', 'violated', 'holds'],
  ['a deny of more than a number if it exists', 'up to a number', 'holds', 'holds'],
  ['before a day', 'before the same moment', 'holds', 'holds'],
  ['before a day', 'before that epoch second', 'holds', 'holds'],
  ['a network', 'a network with host bits', 'holds', 'holds'],
  ['an address', 'a network', 'holds', 'violated'],
  ['a network', 'a deny of other networks', 'holds', 'holds'],
  ['all of IPv4', 'all of IPv6', 'violated', 'violated'],
  ['from an endpoint', 'a network', 'violated', 'violated'],
  ['true if it exists', 'a deny of false', 'holds', 'holds'],
  ['a deny of false if it exists', 'true', 'holds', 'holds'],
  ['neither true nor false', 'everything', 'vacuous', 'violated'],
  ['authenticated of late', 'true', 'holds', 'violated'],
  ['an ARN', 'an ARN as text', 'holds', 'violated'],
  ['a deny of other ARNs', 'an ARN', 'holds', 'holds'],
  ['an ARN of one character more', 'an ARN', 'holds', 'violated'],
  ['an ARN', 'a source account', 'violated', 'violated'],
  ['an ARN and some account', 'a source account', 'holds', 'violated'],
  ['an address through an endpoint', 'everything', 'vacuous', 'violated'],
  ['a user with a session’s name', 'everything', 'vacuous', 'violated'],
  ['many names', 'ARNs of such names', 'holds', 'violated'],
  ['names in a path', 'names that begin so', 'violated', 'violated'],
  ['the ARN of that name', 'a name', 'holds', 'violated'],
  ['a name', 'names and paths', 'holds', 'violated'],
  ['ARNs of that account', 'an account', 'holds', 'holds'],
  ['encrypted', 'a deny of what is not encrypted', 'holds', 'holds'],
  ['in a region', 'a deny of other regions', 'holds', 'holds'],
  ['actions by one character', 'actions by a wildcard', 'holds', 'violated'],
  ['a deny of all but an action', 'everything', 'violated', 'holds'],
];

describe('tricky pairs', () => {
  it.each(KNOWN)('%s, and %s', (first, second, forwards, backwards) => {
    expect([judge(named(first), named(second), 'typed'), judge(named(second), named(first), 'typed')]).toEqual([forwards, backwards]);
  });

  it('need what AWS documents of every request', () => {
    expect(judge(named('authenticated of late'), named('true'), 'abstract')).toBe('violated');
    expect(judge(named('a deny of what is not encrypted'), named('encrypted'), 'abstract')).toBe('violated');
    expect(judge(named('the ARN of that name'), named('a name'), 'abstract')).toBe('violated');
  });
});

describe('tricky policies against each other', () => {
  const all = Object.entries(TRICKY);

  /** A request that shows the verdict to be wrong. */
  function refutation(first: PolicyInput, second: PolicyInput, domain: Domain, seed: number): string | undefined {
    const verdict = judge(first, second, domain);
    if (verdict !== 'holds' && verdict !== 'vacuous') return undefined;
    const alphabet = alphabetOf([first, second]);
    const roll = dice(seed);
    const [one, other] = [compile(first), compile(second)];
    for (let count = 0; count < 60; count += 1) {
      const request = sampledRequest(alphabet, roll);
      if (one.evaluate(request).decision !== 'allowed') continue;
      if (verdict === 'vacuous' || other.evaluate(request).decision !== 'allowed') return `${verdict} (${domain}), but ${JSON.stringify(request)}`;
    }
    return undefined;
  }

  it('are judged as sampled requests are', () => {
    const refuted: string[] = [];
    for (const [index, [name, first]] of all.entries()) {
      for (const step of [0, 1, 3, 7, 18, 41]) {
        const [against, second] = all[(index + step) % all.length] ?? ['', first];
        for (const domain of ['typed', 'abstract'] as const) {
          const found = refutation(first, second, domain, index * 100 + step);
          if (found !== undefined) refuted.push(`${name}, and ${against}: ${found}`);
        }
      }
    }
    expect(refuted).toEqual([]);
  });

  it('are judged so by pairs of statements that stand together', () => {
    const refuted: string[] = [];
    const roll = dice(7);
    for (let count = 0; count < 400; count += 1) {
      const [one, two, three] = [roll.of(all), roll.of(all), roll.of(all)].map(([, policy]) => ('Statement' in policy ? [policy.Statement].flat() : []));
      const joined: PolicyInput = { Version: '2012-10-17', Statement: [...(one ?? []), ...(two ?? [])] };
      const bound: PolicyInput = { Version: '2012-10-17', Statement: [...(three ?? []), ...(roll.chance(0.5) ? (one ?? []) : (two ?? []))] };
      const found = refutation(joined, bound, 'typed', count);
      if (found !== undefined) refuted.push(`${JSON.stringify(joined)}, and ${JSON.stringify(bound)}: ${found}`);
    }
    expect(refuted).toEqual([]);
  });
});
