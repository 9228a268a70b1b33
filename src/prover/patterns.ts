import { splitArnPattern } from '../model/arn.ts';
import type { Pattern, PatternPart } from '../model/pattern.ts';
import { remembered } from './remembered.ts';
import type { ReadVariable } from './variables.ts';
import { anyRun, glob, symbolPart, textParts, type Glob, type GlobPart } from './text/glob.ts';
import type { Letters } from './text/letters.ts';
import { CharacterClass } from './text/symbols.ts';

/** How a pattern of the model is read into a glob. */
export interface PatternReading {
  readonly letters: Letters;
  readonly anyCase: boolean;
  /**
   * `wide`: a wildcard stands for any character. `segments`: it keeps to its ARN segment, but for a `*`
   * that ends it. `components`: it keeps to one of the six components of an ARN.
   */
  readonly wildcards: 'wide' | 'segments' | 'components';
  readonly variable: ReadVariable;
}

/** The values of an element, or of a condition. */
export type PatternEntries = readonly { readonly pattern: Pattern }[];

/**
 * The globs of all patterns but those that match nothing, since a variable in them has no value. Without variables
 * and template values they are the same in every question.
 */
export function readPatterns(entries: PatternEntries, reading: PatternReading): readonly Glob[] {
  const read = (): readonly Glob[] => entries.flatMap(({ pattern }) => readGlob(pattern.parts, reading) ?? []);
  if (entries.some(({ pattern }) => pattern.parts.some(({ kind }) => kind === 'variable' || kind === 'unresolved'))) return read();
  const key = `${reading.wildcards} ${reading.anyCase}`;
  const ways = remembered(fixed, entries, () => new Map<string, readonly Glob[]>());
  const known = ways.get(key) ?? read();
  ways.set(key, known);
  return known;
}

/** What reads the same in every question. */
const fixed = new WeakMap<PatternEntries, Map<string, readonly Glob[]>>();

/** Undefined when a variable has no value: then the pattern matches nothing. */
export function readGlob(source: readonly PatternPart[], reading: PatternReading): Glob | undefined {
  const parts = readParts(source, reading);
  return parts === undefined ? undefined : glob(parts);
}

function readParts(source: readonly PatternPart[], reading: PatternReading): readonly GlobPart[] | undefined {
  const parts: GlobPart[] = [];
  for (const [index, part] of source.entries()) {
    switch (part.kind) {
      case 'literal':
        parts.push(...textParts(part.text, reading.anyCase));
        break;
      case 'anyRun':
        parts.push(reading.wildcards === 'wide' || endsSegment(source[index + 1]) ? anyRun : { kind: 'run', of: CharacterClass.noColon });
        break;
      case 'anyOne':
        parts.push({ kind: 'one', of: reading.wildcards === 'wide' ? CharacterClass.any : CharacterClass.noColon });
        break;
      case 'unresolved':
        parts.push(symbolPart(reading.letters.template(part.unknown, reading.anyCase)));
        break;
      case 'variable': {
        const value = reading.variable(part.key);
        if (value.kind === 'letter') parts.push(symbolPart(reading.letters.variable(value.dimension, reading.anyCase)));
        else if (value.kind === 'default' && part.default !== undefined) parts.push(...textParts(part.default, reading.anyCase));
        else return undefined;
      }
    }
  }
  return parts;
}

/** `*` at the end, or before a colon. */
function endsSegment(next: PatternPart | undefined): boolean {
  return next === undefined || (next.kind === 'literal' && next.text.startsWith(':'));
}

export type ArnReading =
  | { readonly kind: 'glob'; readonly glob: Glob }
  | { readonly kind: 'nothing' }
  /** Fewer than six components. */
  | { readonly kind: 'incomplete' }
  /** What a variable or template value fills can't be told. */
  | { readonly kind: 'unclear' };

/** An ARN pattern, its components matched each by itself. */
export function readArnPattern(pattern: Pattern, reading: Omit<PatternReading, 'wildcards' | 'anyCase'>): ArnReading {
  const split = splitArnPattern(pattern);
  const open = pattern.parts.some((part) => part.kind === 'variable' || part.kind === 'unresolved');
  if (split === undefined) return { kind: open ? 'unclear' : 'incomplete' };
  const fixed = [split.scheme, split.partition, split.service, split.region, split.account];
  if (fixed.some(({ parts }) => parts.some(mayHoldColon))) return { kind: 'unclear' };
  const components = { ...reading, anyCase: false };
  const parts: GlobPart[] = [];
  for (const component of fixed) {
    for (const part of component.parts) {
      if (part.kind === 'anyRun') parts.push({ kind: 'run', of: CharacterClass.noColon });
      else parts.push(...(readParts([part], { ...components, wildcards: 'components' }) ?? []));
    }
    parts.push(...textParts(':'));
  }
  const rest = readParts(split.resource.parts, { ...components, wildcards: 'wide' });
  return rest === undefined ? { kind: 'nothing' } : { kind: 'glob', glob: glob([...parts, ...rest]) };
}

function mayHoldColon(part: PatternPart): boolean {
  if (part.kind === 'variable') return true;
  if (part.kind !== 'unresolved') return false;
  const { kind } = part.unknown.shape;
  return kind !== 'accountId' && kind !== 'region' && kind !== 'partition';
}

const noColonRun: GlobPart = { kind: 'run', of: CharacterClass.noColon };

/** `arn:*:*:*:*:*`, component by component. */
export const anyArn: Glob = glob([
  ...textParts('arn:'),
  noColonRun,
  ...textParts(':'),
  noColonRun,
  ...textParts(':'),
  noColonRun,
  ...textParts(':'),
  noColonRun,
  ...textParts(':'),
  anyRun,
]);

export const twelveDigits: readonly GlobPart[] = Array.from({ length: 12 }, () => ({ kind: 'one', of: CharacterClass.digit }));

/** An ARN whose region, or account, is of these parts. */
export function arnWith(region: readonly GlobPart[], account: readonly GlobPart[]): Glob {
  return glob([...textParts('arn:'), noColonRun, ...textParts(':'), noColonRun, ...textParts(':'), ...region, ...textParts(':'), ...account, ...textParts(':'), anyRun]);
}

export const someRegion: readonly GlobPart[] = [{ kind: 'one', of: CharacterClass.noColon }, noColonRun];
export const anyField: readonly GlobPart[] = [noColonRun];

/**
 * A glob of this folder's own, written with `*` for a run and `#` for twelve digits. A `*` at the end
 * takes anything, others keep to their ARN segment.
 */
export function globOf(text: string): Glob {
  const pieces = text.split(/([*#])/).filter((piece) => piece !== '');
  return glob(
    pieces.flatMap((piece, index): readonly GlobPart[] => {
      if (piece === '#') return twelveDigits;
      if (piece === '*') return [index === pieces.length - 1 ? anyRun : noColonRun];
      return textParts(piece);
    }),
  );
}
