import { Lexer } from 'yaml';
import type { Span } from '../model/location.ts';
import { lineIndex, type LineIndex } from '../model/line-index.ts';
import { describeFlaw, INVALID_SUPPRESSION, problemAt, type LocatedProblem, type Suppression, type SuppressionPlace, type SuppressionsRead } from './suppression.ts';

const WORD = 'policy-lint-';

interface Directive {
  readonly kind: 'disable' | 'disable-file' | 'disable-line' | 'disable-next-line' | 'enable';
  readonly ruleIds: readonly string[];
  readonly until?: string;
  readonly reason: string;
  readonly place: SuppressionPlace;
}

/** Lines from the first to the last, both included. */
interface Lines {
  readonly first: number;
  readonly last: number;
}

/**
 * The suppressions in the comments of a YAML text:
 *
 *     # policy-lint-disable-next-line rule, other-rule until 2027-03-01 -- reason
 *     # policy-lint-disable rule -- reason          up to `# policy-lint-enable rule`, or the end of the file
 *     # policy-lint-disable-file rule -- reason
 *     Action: "*"  # policy-lint-disable-line rule -- reason
 */
export function readComments(path: string, text: string): SuppressionsRead {
  if (!text.includes(WORD)) return { suppressions: [], invalid: [] };
  const index = lineIndex(text);
  const suppressions: Suppression[] = [];
  const invalid: LocatedProblem[] = [];
  const directives: Directive[] = [];
  for (const span of commentsOf(text)) {
    const place = { path, start: index.position(span.start), end: index.position(span.end), pointer: '' };
    const directive = parseDirective(text.slice(span.start, span.end), place);
    if (typeof directive === 'string') invalid.push(problemAt(INVALID_SUPPRESSION, 'error', directive, place));
    else if (directive !== undefined) directives.push(directive);
  }
  for (const [at, { kind, ruleIds, until, reason, place }] of directives.entries()) {
    if (kind === 'enable') continue;
    for (const ruleId of ruleIds) {
      const flaw = describeFlaw({ ruleId, reason, ...(until === undefined ? {} : { until }) });
      if (flaw !== undefined) {
        invalid.push(problemAt(INVALID_SUPPRESSION, 'error', flaw, place));
        continue;
      }
      const { first, last } = linesOf(kind, ruleId, place.start.line, directives.slice(at + 1), index, text);
      suppressions.push({
        ruleId,
        reason,
        ...(until === undefined ? {} : { until }),
        place,
        covers: (suspect) => suspect.path === path && suspect.line >= first && suspect.line <= last,
        expectedIn: ({ paths }) => paths.has(path),
      });
    }
  }
  return { suppressions, invalid };
}

/** Undefined for a comment that is none of ours, a text for one that tries to be. */
function parseDirective(comment: string, place: SuppressionPlace): Directive | string | undefined {
  const match = /^#+\s*policy-lint-(?<kind>[\w-]*)(?<rest>.*)$/s.exec(comment);
  if (match?.groups === undefined) return undefined;
  const { kind: word = '', rest = '' } = match.groups;
  const kind = (['disable', 'disable-file', 'disable-line', 'disable-next-line', 'enable'] as const).find((known) => known === word);
  if (kind === undefined) return `there is no directive \`${WORD}${word}\``;
  const [subject = '', ...reasons] = rest.split(/(?:^|\s)--\s/);
  const [rules = '', until, ...more] = subject.split(/\suntil\s/);
  if (more.length > 0) return 'a suppression has one date';
  const ruleIds = rules.split(',').map((id) => id.trim());
  if (kind !== 'enable' && ruleIds.join('') === '') return 'a suppression names the rules that it is for: what they don\'t say yet is not accepted';
  return { kind, ruleIds, ...(until === undefined ? {} : { until: until.trim() }), reason: reasons.join(' -- ').trim(), place };
}

function linesOf(kind: Directive['kind'], ruleId: string, line: number, later: readonly Directive[], index: LineIndex, text: string): Lines {
  const end = index.position(text.length).line;
  switch (kind) {
    case 'disable-line':
      return { first: line, last: line };
    case 'disable-next-line': {
      // More comments may stand between a directive and what it is about.
      let next = line + 1;
      while (next < end && /^\s*(?:#.*)?$/.test(index.line(next))) next += 1;
      return { first: next, last: next };
    }
    case 'disable-file':
      return { first: 1, last: end };
    case 'disable':
    case 'enable': {
      const closing = later.find((other) => other.kind === 'enable' && (other.ruleIds.includes(ruleId) || other.ruleIds.join('') === ''));
      return { first: line, last: closing?.place.start.line ?? end };
    }
  }
}

/** Tokens of the lexer that stand for no text: the start of a document, the end of a flow, a scalar to come. */
const CONTROL = new Set(['\u0002', '\u0018', '\u001F']);
const SCALAR = '\u001F';

/** The comments of a YAML text. What begins with `#` inside a block scalar or a string is none. */
function* commentsOf(text: string): Generator<Span> {
  let offset = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (CONTROL.has(token)) {
      isScalar = token === SCALAR;
      continue;
    }
    if (!isScalar && token.startsWith('#')) yield { start: offset, end: offset + token.trimEnd().length };
    isScalar = false;
    offset += token.length;
  }
}
