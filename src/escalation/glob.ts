import type { Pattern, PatternPart } from '../model/pattern.ts';

/**
 * Whether a text is one that the pattern stands for; variables and unresolved parts stand for any text.
 * Going back to the last run is enough, since it can take what an earlier one could.
 */
export function patternMatches({ parts }: Pattern, text: string): boolean {
  let part = 0;
  let at = 0;
  let afterRun = -1;
  let runEnd = 0;
  while (part < parts.length || at < text.length) {
    const current = parts[part];
    if (current !== undefined && isRun(current)) {
      part += 1;
      afterRun = part;
      runEnd = at;
      continue;
    }
    const end = current === undefined ? -1 : endOf(current, text, at);
    if (end !== -1) {
      at = end;
      part += 1;
    } else if (afterRun !== -1 && runEnd < text.length) {
      runEnd += 1;
      at = runEnd;
      part = afterRun;
    } else return false;
  }
  return true;
}

function isRun({ kind }: PatternPart): boolean {
  return kind === 'anyRun' || kind === 'variable' || kind === 'unresolved';
}

function endOf(part: PatternPart, text: string, at: number): number {
  if (part.kind === 'literal') return text.startsWith(part.text, at) ? at + part.text.length : -1;
  return part.kind === 'anyOne' && at < text.length ? at + 1 : -1;
}

/** Reads a variable's value, if the request has one. */
export type VariableValue = (key: string) => string | undefined;

/**
 * One text that the pattern stands for: runs become a short filler, which a hyphen sets off from a word
 * before it.
 */
export function fill({ parts }: Pattern, valueOf: VariableValue): string {
  let text = '';
  for (const part of parts) {
    switch (part.kind) {
      case 'literal':
        text += part.text;
        break;
      case 'anyOne':
        text += 'x';
        break;
      case 'anyRun':
        text += /[a-z0-9]$/i.test(text) ? '-x' : 'x';
        break;
      case 'variable':
        text += valueOf(part.key) ?? part.default ?? 'x';
        break;
      case 'unresolved':
        text += 'x';
        break;
    }
  }
  return text;
}
