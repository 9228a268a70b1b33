import { displayText, type TemplateText, type UnknownValue } from './unknown-value.ts';

/**
 * The one parsed form of everything in a policy that is matched against text. What a wildcard may
 * consume depends on the element it stands in; that is the evaluator's and the prover's to say.
 */
export type PatternPart =
  | { readonly kind: 'literal'; readonly text: string }
  /** `*` */
  | { readonly kind: 'anyRun' }
  /** `?` */
  | { readonly kind: 'anyOne' }
  /** `${key}` or `${key, 'default'}` */
  | { readonly kind: 'variable'; readonly key: string; readonly default?: string }
  /** Text that the template does not tell. Spliced in before AWS parses the policy. */
  | { readonly kind: 'unresolved'; readonly unknown: UnknownValue };

export interface Pattern {
  /** Adjacent literals are joined, adjacent `*` are one, and there are no empty literals. */
  readonly parts: readonly PatternPart[];
  /** For people; unknown values appear as `${Name}`. */
  readonly text: string;
}

export interface PatternOptions {
  readonly wildcards: boolean;
  /** `'none'`, everywhere, or only behind the fifth colon, as in Resource and NotResource. */
  readonly variables: 'none' | 'all' | 'afterFifthColon';
}

/** `${key}`, `${key, 'default'}`, `${*}`, `${?}` and `${$}`. */
const variablePattern = /\$\{\s*(?:([*?$])|([^{}',]*?)\s*(?:,\s*'([^'{}]*)'\s*)?)\}/y;

/**
 * Reads a pattern. Nothing is an error here: what is not a wildcard or a variable in this place is
 * literal text.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function parsePattern(text: TemplateText, options: PatternOptions): Pattern {
  const only = text[0];
  if (text.length === 1 && typeof only === 'string' && !/[*?$]/.test(only)) return literalPattern(only);
  const parts: PatternPart[] = [];
  let literal = '';
  let colons = 0;
  const flush = (): void => {
    if (literal !== '') parts.push({ kind: 'literal', text: literal });
    literal = '';
  };
  const push = (part: PatternPart): void => {
    flush();
    if (part.kind === 'anyRun' && parts.at(-1)?.kind === 'anyRun') return;
    parts.push(part);
  };
  let resumeAt = 0;
  for (let index = 0; index < text.length; index += 1) {
    const piece = text[index] ?? '';
    if (typeof piece !== 'string') {
      push({ kind: 'unresolved', unknown: piece });
      // An unknown beginning, such as a bucket's ARN, brings the fields that the text leaves out.
      if (index === 0 && text.length > 1) colons = 5;
      continue;
    }
    let at = resumeAt;
    resumeAt = 0;
    // Literal text is taken in runs: put together by characters, it would be a chain of them in memory.
    let from = at;
    const take = (to: number, next: number): void => {
      literal += piece.slice(from, to);
      from = next;
    };
    for (; at < piece.length; at += 1) {
      const character = piece.charAt(at);
      if (options.wildcards && (character === '*' || character === '?')) {
        take(at, at + 1);
        push({ kind: character === '*' ? 'anyRun' : 'anyOne' });
      } else if (character === '$' && piece.charAt(at + 1) === '{' && variablesAllowed(options, colons)) {
        variablePattern.lastIndex = at;
        const match = variablePattern.exec(piece);
        if (match === null) {
          const straddled = piece.includes('}', at) ? undefined : straddledVariable(text, index);
          if (straddled !== undefined) {
            take(at, piece.length);
            push({ kind: 'unresolved', unknown: straddled.unknown });
            index = straddled.closedIn - 1;
            resumeAt = straddled.resumeAt;
            break;
          }
          continue;
        }
        const [whole, character_, key, fallback] = match;
        const behind = at + whole.length;
        if (character_ !== undefined) {
          take(at, behind);
          literal += character_;
        } else if (key !== undefined && key !== '') {
          take(at, behind);
          push({ kind: 'variable', key, ...(fallback === undefined ? {} : { default: fallback }) });
        }
        at = behind - 1;
      } else if (character === ':') colons += 1;
    }
    take(piece.length, piece.length);
  }
  flush();
  return { parts: parts.slice(), text: displayText(text) };
}

/** A variable whose name the template completes, as in `${aws:PrincipalTag/` + Ref + `}`: anything may come of it. */
function straddledVariable(
  text: TemplateText,
  index: number,
): { readonly unknown: UnknownValue; readonly closedIn: number; readonly resumeAt: number } | undefined {
  const hole = text[index + 1];
  if (hole === undefined || typeof hole === 'string') return undefined;
  const unknown: UnknownValue = { name: `variable named by ${hole.name}`, reason: hole.reason, shape: { kind: 'anyText' } };
  for (let next = index + 2; next < text.length; next += 1) {
    const piece = text[next];
    const close = typeof piece === 'string' ? piece.indexOf('}') : -1;
    if (close !== -1) return { unknown, closedIn: next, resumeAt: close + 1 };
  }
  return { unknown, closedIn: text.length, resumeAt: 0 };
}

function variablesAllowed(options: PatternOptions, colons: number): boolean {
  return options.variables === 'all' || (options.variables === 'afterFifthColon' && colons >= 5);
}

/** A pattern of one literal text. */
export function literalPattern(text: string): Pattern {
  return { parts: text === '' ? [] : [{ kind: 'literal', text }], text };
}

/** The text of a pattern that has only literal parts. */
export function literalText(pattern: Pattern): string | undefined {
  if (pattern.parts.length === 0) return '';
  const only = pattern.parts[0];
  return pattern.parts.length === 1 && only?.kind === 'literal' ? only.text : undefined;
}

/** True for `*` and nothing else. */
export function isAnything(pattern: Pattern): boolean {
  return pattern.parts.length === 1 && pattern.parts[0]?.kind === 'anyRun';
}
