import { buildAlphabet } from './alphabet.ts';
import type { Glob } from './glob.ts';
import { buildRecogniser, type Reading } from './recogniser.ts';
import { createStates } from './states.ts';
import type { Symbol } from './symbols.ts';

export type ProductResult =
  | { readonly kind: 'word'; readonly word: readonly Symbol[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'limit' };

export interface Effort {
  /** Automaton states that may still be visited. */
  states: number;
}

/** How a state was come to: from which other, by which symbol if by any. */
interface Step {
  readonly from: number;
  readonly symbol: Symbol | undefined;
}

/**
 * The shortest word that the generator can spell, that each of `within` accepts by one of its globs, and
 * that no glob of `without` accepts: the product automaton, on the fly, breadth first. The runs of the
 * recognisers are simulated together, one bit a position.
 *
 * Fillers never come from here: where the lemma of inclusion.ts does not apply, characters are chosen so
 * that each stands for all that behave alike.
 */
export function findWord(generator: Glob, within: readonly (readonly Glob[])[], without: readonly Glob[], effort: Effort): ProductResult {
  const recogniser = buildRecogniser(within, without);
  const readings = new Map<Symbol, Reading>();
  const readingOf = (symbol: Symbol): Reading => {
    const reading = readings.get(symbol) ?? recogniser.reading(symbol);
    readings.set(symbol, reading);
    return reading;
  };
  const alphabets = generator.parts.map(buildAlphabet(generator, within, without, readingOf));
  const states = createStates(recogniser.words);
  const steps: Step[] = [];
  const push = (at: number, bits: Int32Array, from: number, symbol?: Symbol): void => {
    if (!recogniser.isDead(bits) && states.add(at, bits)) steps.push({ from, symbol });
  };
  const here = new Int32Array(recogniser.words);
  const next = new Int32Array(recogniser.words);
  push(0, recogniser.start, -1);
  for (let index = 0; index < states.size(); index += 1) {
    effort.states -= recogniser.cost;
    if (effort.states < 0) return { kind: 'limit' };
    const at = states.position(index);
    states.read(index, here);
    const alphabet = alphabets[at];
    if (alphabet === undefined) {
      if (recogniser.accepts(here)) return { kind: 'word', word: spell(steps, index) };
      continue;
    }
    const isRun = generator.parts[at]?.kind === 'run';
    if (isRun) push(at + 1, here, index);
    const then = isRun ? at : at + 1;
    for (const reading of alphabet.always) {
      recogniser.read(here, reading, next);
      push(then, next, index, reading.symbol);
    }
    for (const reading of alphabet.expected) {
      if (!recogniser.expects(here, reading)) continue;
      recogniser.read(here, reading, next);
      push(then, next, index, reading.symbol);
    }
  }
  return { kind: 'empty' };
}

function spell(steps: readonly Step[], last: number): readonly Symbol[] {
  const word: Symbol[] = [];
  for (let step = steps[last]; step !== undefined; step = steps[step.from]) if (step.symbol !== undefined) word.push(step.symbol);
  return word.reverse();
}
