import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluator/index.ts';
import { implies } from '../../src/prover/index.ts';
import { anyRun, glob, textParts, type Glob, type GlobPart } from '../../src/prover/text/glob.ts';
import { wordOutside } from '../../src/prover/text/inclusion.ts';
import { CharacterClass } from '../../src/prover/text/symbols.ts';
import { createUnions } from '../../src/prover/text/unions.ts';
import { randomBoxProblem } from './box-problems.ts';
import { dice, type Dice } from './random-policies.ts';
import { askZ3, patternExpression, unionExpression, type Z3Answer } from './z3.ts';

/** What the prover says, in z3's words: `sat` where it found something. */
interface Problem {
  readonly script: string;
  readonly answer: Z3Answer;
  readonly said: string;
}

interface Tally {
  sat: number;
  unsat: number;
  /** Of z3 and of the prover. */
  readonly undecided: [number, number];
}

function compareWithZ3(name: string, problems: readonly Problem[]): Tally {
  const tally: Tally = { sat: 0, unsat: 0, undecided: [0, 0] };
  const disagreements: string[] = [];
  const answers = askZ3(problems.map(({ script }) => script));
  for (const [index, { answer, said }] of problems.entries()) {
    const oracle = answers[index] ?? 'unknown';
    if (oracle === 'unknown') tally.undecided[0] += 1;
    if (answer === 'unknown') tally.undecided[1] += 1;
    if (oracle === 'unknown' || answer === 'unknown') continue;
    tally[oracle] += 1;
    if (oracle !== answer) disagreements.push(`z3 says ${oracle}, the prover ${answer}: ${said}`);
  }
  console.log(`${problems.length} ${name}: ${JSON.stringify(tally)}`);
  expect(disagreements.slice(0, 5).join('\n\n')).toBe('');
  return tally;
}

function read(pattern: string): Glob {
  return glob(
    Array.from(pattern, (character): GlobPart => {
      if (character === '*') return anyRun;
      if (character === '?') return { kind: 'one', of: CharacterClass.any };
      if (character === '~') return { kind: 'run', of: CharacterClass.noColon };
      return textParts(character)[0] ?? anyRun;
    }),
  );
}

/** Longer patterns than can be held against every short text. */
function randomPattern(roll: Dice, symbols: string): string {
  return Array.from({ length: 1 + roll.below(8) }, () => roll.of(Array.from(symbols))).join('');
}

/** A pattern that takes more: some of its positions made wildcards, so that unions cover it now and then. */
function widened(roll: Dice, pattern: string, symbols: string): string {
  return Array.from(pattern, (character) => (roll.chance(0.35) ? roll.of(Array.from(symbols)) : character)).join('');
}

function globProblem(roll: Dice, symbols: string): Problem {
  const candidate = randomPattern(roll, symbols);
  const within = Array.from({ length: roll.below(2) }, () => Array.from({ length: 1 + roll.below(3) }, () => widened(roll, candidate, '*?')));
  const without = Array.from({ length: 1 + roll.below(4) }, () => (roll.chance(0.7) ? widened(roll, candidate, symbols) : randomPattern(roll, symbols)));
  const unions = createUnions();
  const result = wordOutside(read(candidate), within.map((union) => unions.of(union.map(read))), without.map(read), { states: 100_000 });
  const positive = [patternExpression(candidate), ...within.map(unionExpression)];
  return {
    script: `(declare-const s String)\n(assert (str.in_re s (re.inter ${positive.join(' ')} (re.comp ${unionExpression(without)}))))`,
    answer: result.kind === 'word' ? 'sat' : result.kind === 'empty' ? 'unsat' : 'unknown',
    said: `${candidate} in ${JSON.stringify(within)} not ${JSON.stringify(without)}`,
  };
}

function boxProblem(roll: Dice): Problem {
  const { first, second, script } = randomBoxProblem(roll);
  const { verdict } = implies(first, second, { evaluate, domain: 'abstract' });
  return {
    script,
    answer: verdict === 'violated' ? 'sat' : verdict === 'holds' ? 'unsat' : 'unknown',
    said: `${JSON.stringify(first)} ${JSON.stringify(second)}`,
  };
}

function problems(count: number, problem: (roll: Dice) => Problem): readonly Problem[] {
  return Array.from({ length: count }, (_, index) => problem(dice(index + 1)));
}

describe('the prover and z3', () => {
  it.each([
    ['runs', 'aab**', 200],
    ['runs and counted characters', 'ab*?', 200],
    ['runs that keep to a field', 'ab:*~', 100],
  ])('agree on inclusion of globs: %s', (name, symbols, count) => {
    const tally = compareWithZ3(`inclusions of ${name}`, problems(count, (roll) => globProblem(roll, symbols)));
    expect(Math.min(tally.sat, tally.unsat)).toBeGreaterThanOrEqual(count * 0.2);
    expect(tally.undecided[0]).toBeLessThanOrEqual(count * 0.05);
    expect(tally.undecided[1]).toBe(0);
  });

  it('agree on policies of a few dimensions', () => {
    const count = 200;
    const tally = compareWithZ3('pairs of policies', problems(count, boxProblem));
    expect(Math.min(tally.sat, tally.unsat)).toBeGreaterThanOrEqual(count * 0.2);
    expect(tally.undecided[0]).toBeLessThanOrEqual(count * 0.1);
    expect(tally.undecided[1]).toBeLessThanOrEqual(count * 0.02);
  });
});
