import type { Pattern } from '../model/pattern.ts';
import { anyRun, glob, textParts, type Glob } from './text/glob.ts';
import { wordOutside } from './text/inclusion.ts';
import { CharacterClass } from './text/symbols.ts';

/** A pattern as text, with `*` for variables and template values. */
export function patternText({ parts }: Pattern): string {
  const texts = parts.map((part) => {
    switch (part.kind) {
      case 'literal':
        return part.text.replace(/[*?]/g, (character) => `\${${character}}`);
      case 'anyOne':
        return '?';
      case 'anyRun':
      case 'variable':
      case 'unresolved':
        return '*';
    }
  });
  return texts.join('').replace(/\*{2,}/g, '*');
}

/** The same as a glob. */
function wideGlob({ parts }: Pattern): Glob {
  return glob(
    parts.flatMap((part) => {
      switch (part.kind) {
        case 'literal':
          return textParts(part.text);
        case 'anyOne':
          return [{ kind: 'one' as const, of: CharacterClass.any }];
        case 'anyRun':
        case 'variable':
        case 'unresolved':
          return [anyRun];
      }
    }),
  );
}

/** A word of a few patterns is found, or excluded, in far fewer states. */
const effort = 5000;

/** Whether the second surely takes every text of the first, variables and template values being any text. */
export function isInside(inner: Pattern, outer: Pattern): boolean {
  return wordOutside(wideGlob(inner), [], [wideGlob(outer)], { states: effort }).kind === 'empty';
}

/** Whether surely no text is of both. */
export function areApart(first: Pattern, second: Pattern): boolean {
  return wordOutside(wideGlob(first), [{ id: 0, globs: [wideGlob(second)], hasLetters: false }], [], { states: effort }).kind === 'empty';
}
