import { remembered } from '../remembered.ts';
import { addWrittenSymbols, glob, matches, type Glob, type GlobPart, type GlobUnion } from './glob.ts';
import { findWord, type Effort, type ProductResult } from './product.ts';
import { CharacterClass, classHas, colon, filler, fillerClass, isFiller, isLetter, runFiller, type Symbol } from './symbols.ts';

/**
 * A word of `candidate` that is in each of `within` and in none of `without`, or the proof that there is
 * none.
 *
 * The quick way is a lemma. Write every wildcard of the candidate as a filler that no glob writes. A glob
 * takes it with a wildcard only, and that of a run only with a run, so one that matches this word matches
 * every filling of it: the candidate is inside it. And where `without` has only symbols and runs of any
 * character, a run that takes one character takes any number, so that a word which no glob matches is a
 * counterexample, whatever spare character is written for the fillers. Other wildcards count characters or exclude some: there the product
 * automaton decides.
 *
 * Letters are symbols like others here; strings.ts says when that proves something.
 */
export function wordOutside(
  candidate: Glob,
  within: readonly GlobUnion[],
  without: readonly Glob[],
  effort: Effort,
): ProductResult {
  effort.states -= 1 + (without.length >> 4);
  if (effort.states < 0) return { kind: 'limit' };
  const filled = fillWildcards(candidate);
  if (filled !== undefined) {
    if (candidate.parts.length === filled.length && filled.every((symbol) => !isFiller(symbol))) return decideWord(filled, within, without);
    if (without.some((pattern) => matches(pattern, filled))) return { kind: 'empty' };
  }
  const open: (readonly Glob[])[] = [];
  for (const union of within) {
    if (filled !== undefined && union.globs.some((pattern) => matches(pattern, filled))) continue;
    const possible = union.globs.filter((pattern) => prefixesAgree(candidate.parts, pattern.parts));
    if (possible.length === 0) return { kind: 'empty' };
    open.push(possible);
  }
  const near = without.filter((pattern) => prefixesAgree(candidate.parts, pattern.parts));
  if (open.length === 0 && filled !== undefined && near.every((pattern) => pattern.simple)) {
    const word = replaceFillers(filled, near);
    if (word !== undefined) return { kind: 'word', word };
  }
  return findInEach(candidate, open, near, effort);
}

/** More globs than these in one union are taken one at a time: many small automata are quicker than one large. */
const jointLimit = 4;

function findInEach(candidate: Glob, open: readonly (readonly Glob[])[], without: readonly Glob[], effort: Effort): ProductResult {
  const largest = open.find((union) => union.length > jointLimit && open.every((other) => other.length <= union.length));
  if (largest === undefined) return findWord(candidate, open, without, effort);
  const others = open.filter((union) => union !== largest);
  let limited = false;
  for (const pattern of largest) {
    const near = without.filter((each) => prefixesAgree(pattern.parts, each.parts));
    const result = findInEach(pattern, [[candidate], ...others], near, effort);
    if (result.kind === 'word') return result;
    if (result.kind === 'limit') limited = true;
  }
  return { kind: limited ? 'limit' : 'empty' };
}

function decideWord(word: readonly Symbol[], within: readonly GlobUnion[], without: readonly Glob[]): ProductResult {
  const inside = within.every((union) => union.globs.some((pattern) => matches(pattern, word)));
  return inside && !without.some((pattern) => matches(pattern, word)) ? { kind: 'word', word } : { kind: 'empty' };
}

/** Each wildcard as one filler; undefined where a character may be of either case. */
export function fillWildcards(pattern: Glob): readonly Symbol[] | undefined {
  const word: Symbol[] = [];
  for (const part of pattern.parts) {
    if (part.kind === 'eitherCase') return undefined;
    word.push(part.kind === 'symbol' ? part.symbol : part.kind === 'run' ? runFiller(part.of) : filler(part.of));
  }
  return word;
}

const spareCharacters = 'xzqwkjvybpgfhmucdlnrsotaie0123456789XZQWKJVYBPGFHMUCDLNRSOTAIE_~!^%&()';

/** Characters for the fillers that no glob writes; undefined when a class has none left. */
function replaceFillers(word: readonly Symbol[], without: readonly Glob[]): readonly Symbol[] | undefined {
  const written = new Set<Symbol>();
  for (const pattern of without) addWrittenSymbols(pattern, written);
  const chosen = new Map<Symbol, Symbol>();
  for (const symbol of word) {
    if (!isFiller(symbol) || chosen.has(symbol)) continue;
    const spare = spareSymbol(symbol, written);
    if (spare === undefined) return undefined;
    chosen.set(symbol, spare);
  }
  return word.map((symbol) => chosen.get(symbol) ?? symbol);
}

const classes: readonly CharacterClass[] = Object.values(CharacterClass);

function spareSymbol(of: Symbol, written: ReadonlySet<Symbol>): Symbol | undefined {
  const characterClass = classes.find((candidate) => candidate === fillerClass(of));
  if (characterClass === undefined) return undefined;
  for (let index = 0; index < spareCharacters.length; index += 1) {
    const symbol = spareCharacters.charCodeAt(index);
    if (!written.has(symbol) && classHas(characterClass, symbol)) return symbol;
  }
  if (characterClass === CharacterClass.digit || characterClass === CharacterClass.slug) return undefined;
  for (let symbol = 0x4e00; symbol < 0x9fff; symbol += 1) if (!written.has(symbol)) return symbol;
  return undefined;
}

/**
 * False when the texts before the first wildcards differ, or the fields of ARNs that no wildcard can
 * reach out of. A letter may be any text.
 */
function prefixesAgree(first: readonly GlobPart[], second: readonly GlobPart[]): boolean {
  const length = Math.min(first.length, second.length);
  for (let at = 0; at < length; at += 1) {
    const one = first[at];
    const other = second[at];
    if (one?.kind !== 'symbol' || other?.kind !== 'symbol') break;
    if (isLetter(one.symbol) || isLetter(other.symbol)) return true;
    if (one.symbol !== other.symbol) return false;
  }
  const [here, there] = [closedFields(first), closedFields(second)];
  return here.every((field, index) => {
    const other = there[index];
    return other === undefined || fieldsAgree(field, other);
  });
}

interface Field {
  readonly glob: Glob;
  /** Where it has no wildcards. */
  readonly word: readonly Symbol[] | undefined;
}

const fieldsOf = new WeakMap<readonly GlobPart[], readonly Field[]>();

/** The fields before a colon that no wildcard or letter before them may stand for. */
function closedFields(parts: readonly GlobPart[]): readonly Field[] {
  return remembered(fieldsOf, parts, () => {
    const fields: Field[] = [];
    let from = 0;
    for (const [index, part] of parts.entries()) {
      if (part.kind === 'symbol' ? isLetter(part.symbol) : part.kind === 'eitherCase' || part.of === CharacterClass.any) break;
      if (part.kind !== 'symbol' || part.symbol !== colon) continue;
      const field = glob(parts.slice(from, index));
      fields.push({ glob: field, word: field.literal ? fillWildcards(field) : undefined });
      from = index + 1;
    }
    return fields;
  });
}

/** Of two texts whether they are the same; a pattern and a text by matching; two patterns may always agree. */
function fieldsAgree(first: Field, second: Field): boolean {
  if (first.word !== undefined) return matches(second.glob, first.word);
  return second.word === undefined || matches(first.glob, second.word);
}
