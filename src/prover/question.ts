import type { Location } from '../model/location.ts';
import type { StatementReference } from '../model/evaluation.ts';
import type { Domain, UnknownReason } from '../model/verdict.ts';
import { createFormulas, type Formula, type Formulas } from './formula.ts';
import { createLetters, type Letters } from './text/letters.ts';
import { createActionMatcher, type ActionMatcher } from './action-matcher.ts';
import { createUnions, type Unions } from './text/unions.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What everything that belongs to one question shares. */
export interface Question {
  readonly domain: Domain;
  readonly formulas: Formulas;
  readonly unions: Unions;
  readonly letters: Letters;
  readonly vocabulary: Vocabulary;
  /** Points of the semantics that AWS leaves open and that the policies touch. */
  readonly openPoints: Set<string>;
  readonly actions: ActionMatcher;
  /** Why a fact is opaque, by its dimension. */
  readonly reasons: Map<string, UnknownReason>;
  /** A number for an object: the same one for the same object. */
  identify(object: object): number;
}

export function createQuestion(domain: Domain, vocabulary: Vocabulary): Question {
  const numbers = new Map<object, number>();
  return {
    identify: (object) => {
      const number = numbers.get(object) ?? numbers.size;
      numbers.set(object, number);
      return number;
    },
    domain,
    formulas: createFormulas(),
    unions: createUnions(),
    letters: createLetters(),
    vocabulary,
    openPoints: new Set(),
    actions: createActionMatcher(),
    reasons: new Map(),
  };
}

/**
 * A fact that the prover does not look into. Equal names stand for one fact, so what is opaque is the
 * same on both sides.
 */
export function opaque(question: Question, name: string, reason: UnknownReason): Formula {
  const dimension = `\u0000?${name}`;
  question.reasons.set(dimension, reason);
  return question.formulas.atom({ kind: 'opaque', dimension });
}

export function reasonAt(construct: string, message: string, statement: StatementReference, loc: Location): UnknownReason {
  return { construct, message, statement, loc };
}
