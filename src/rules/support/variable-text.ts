import { partText } from '../../model/arn.ts';
import type { Pattern } from '../../model/pattern.ts';
import type { TemplateText } from '../../model/unknown-value.ts';

/** Stands for what a template leaves open; no policy has the character. */
const HOLE = '\0';

export type VariableProblem = 'brace' | 'quote' | 'space' | 'empty';

export interface FoundVariable {
  /** As written, from `${` on. */
  readonly text: string;
  readonly problem?: VariableProblem;
}

/** Whether there is anything to look for: most texts of policies have no `${`. */
export function mayHaveVariable({ text }: Pattern): boolean {
  return text.includes('${');
}

/** The text of a pattern as it was written, with a mark where a template leaves it open. */
export function writtenPattern({ parts, text }: Pattern): string {
  // The parts no longer tell `${$}{` from `${`.
  if (parts.every(({ kind }) => kind !== 'unresolved')) return text;
  return parts.map((part) => (part.kind === 'unresolved' ? HOLE : partText(part))).join('');
}

export function writtenText(text: TemplateText): string {
  return text.map((part) => (typeof part === 'string' ? part : HOLE)).join('');
}

/**
 * The policy variables of a text, well formed or not; none that a template completes.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function variablesOf(text: string): readonly FoundVariable[] {
  const found: FoundVariable[] = [];
  for (let at = text.indexOf('${'); at !== -1; at = text.indexOf('${', at + 2)) {
    const close = text.indexOf('}', at);
    const next = text.indexOf('${', at + 2);
    const open = close === -1 || (next !== -1 && next < close);
    const whole = open ? text.slice(at, next === -1 ? undefined : next) : text.slice(at, close + 1);
    if (whole.includes(HOLE)) continue;
    const problem = open ? 'brace' : problemOf(whole.slice(2, -1));
    found.push({ text: whole, ...(problem === undefined ? {} : { problem }) });
  }
  return found;
}

function problemOf(inner: string): VariableProblem | undefined {
  if (inner.trim() === '') return 'empty';
  const comma = inner.indexOf(',');
  const name = comma === -1 ? inner : inner.slice(0, comma);
  if (comma !== -1 && !/^\s*'[^']*'\s*$/.test(inner.slice(comma + 1))) return 'quote';
  return /\s/.test(name) ? 'space' : undefined;
}

/** A variable as people write it, `${aws:username}`; not a template's `${Name}`. */
export function looksLikePolicyVariable(text: string): boolean {
  return /^\$\{\s*[a-zA-Z][\w.-]*:[^{}]+\}$/.test(text);
}
