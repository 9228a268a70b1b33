import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { LocatedMember, LocatedNode } from '../located.ts';
import { childPointer, type Location, type Span } from '../location.ts';
import type { SourceError } from '../source-error.ts';

/** jsonc-parser's token kinds; its own names are a `const enum`, which isolated modules can't read. */
const Token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  unknown: 16,
  endOfFile: 17,
} as const;

/** Deeper than any policy or template goes, and shallow enough for whatever walks the tree recursively. */
export const MAX_DEPTH = 256;

/** One bad quotation mark can make an error of everything behind it. */
const MAX_ERRORS = 50;

export interface TextParse {
  readonly root?: LocatedNode;
  readonly errors: readonly SourceError[];
}

/**
 * Says what is kept of a record while a text is read: an item of a list that is a member of the document,
 * or of one of its pages where the document is a list of them. It is given the member's name.
 */
export type KeepRecord = (record: LocatedNode, list: string) => LocatedNode;

/** What may come next. */
type Expectation = 'value' | 'valueOrClose' | 'keyOrClose' | 'key' | 'colon' | 'commaOrClose' | 'end';

interface Frame {
  readonly kind: 'object' | 'array';
  readonly start: number;
  readonly pointer: string;
  readonly members: LocatedMember[];
  readonly items: LocatedNode[];
  /** Made only for objects with many members: most have few. */
  keys?: Set<string>;
  key?: { readonly text: string; readonly loc: Location };
}

/**
 * Reads strict JSON into a located tree. Works through the tokens of jsonc-parser without recursion,
 * so that depth costs no stack, and goes on behind an error so that all of them are found. With `keep`,
 * the parts of large documents that nobody needs are let go of record by record.
 */
export function parseJsonText(text: string, keep?: KeepRecord): TextParse {
  return parseFrom(text, { start: 0, pointer: '', isPart: false }, keep);
}

/** The value in this place of a text, which is not read any further. */
export function parseJsonAt(text: string, { pointer, span }: Location): LocatedNode | undefined {
  return span === undefined ? undefined : parseFrom(text, { start: span.start, pointer, isPart: true }).root;
}

interface Beginning {
  readonly start: number;
  readonly pointer: string;
  /** Whether other text may follow. */
  readonly isPart: boolean;
}

function parseFrom(text: string, beginning: Beginning, keep?: KeepRecord): TextParse {
  const scanner = createScanner(text, false);
  scanner.setPosition(beginning.start);
  const errors: SourceError[] = [];
  const stack: Frame[] = [];
  const steps = pointerSteps();
  let root: LocatedNode | undefined;
  let expectation = 'value' as Expectation;

  const fail = (message: string, span: Span, code: SourceError['code'] = 'json-syntax'): void => {
    if (errors.length < MAX_ERRORS) errors.push({ code, message, loc: { pointer: stack.at(-1)?.pointer ?? beginning.pointer, span } });
  };
  const place = (node: LocatedNode): void => {
    const frame = stack.at(-1);
    if (frame === undefined) {
      root = node;
      expectation = 'end';
      return;
    }
    if (frame.kind === 'array') frame.items.push(node);
    else if (frame.key !== undefined) {
      if (hasKey(frame, frame.key.text)) {
        errors.push({ code: 'duplicate-key', message: `duplicate key \`${frame.key.text}\``, loc: frame.key.loc });
      }
      frame.members.push({ key: frame.key.text, keyLoc: frame.key.loc, value: node });
      delete frame.key;
    }
    expectation = 'commaOrClose';
  };
  const close = (end: number): void => {
    const frame = stack.pop();
    if (frame === undefined) return;
    const loc = { pointer: frame.pointer, span: { start: frame.start, end } };
    // A copy has the room that it needs; what a list was pushed into keeps more than it mostly needs.
    const whole: LocatedNode = frame.kind === 'object' ? { kind: 'object', members: frame.members.slice(), loc } : { kind: 'array', items: frame.items.slice(), loc };
    const list = keep === undefined ? undefined : recordList(stack);
    place(keep === undefined || list === undefined ? whole : keep(whole, list));
  };
  const valuePointer = (): string => {
    const frame = stack.at(-1);
    if (frame === undefined) return beginning.pointer;
    return frame.kind === 'array' ? frame.pointer + steps.index(frame.items.length) : (frame.key?.loc.pointer ?? frame.pointer);
  };

  while (!beginning.isPart || expectation !== 'end') {
    scanner.setPosition(behindBlanks(text, scanner.getPosition()));
    const token: number = scanner.scan();
    const start = scanner.getTokenOffset();
    const span: Span = { start, end: start + scanner.getTokenLength() };
    if (token === Token.endOfFile) break;
    if (errors.length >= MAX_ERRORS) break;
    if (token === Token.lineComment || token === Token.blockComment) {
      fail('JSON has no comments', span);
      continue;
    }
    const scanProblem = describeScanError(scanner);
    if (scanProblem !== undefined && token !== Token.unknown) fail(scanProblem, span);

    const frame: Frame | undefined = stack.at(-1);
    if (token === Token.closeBrace || token === Token.closeBracket) {
      const kind = token === Token.closeBrace ? 'object' : 'array';
      if (frame?.kind !== kind) {
        fail(`unexpected \`${text.slice(span.start, span.end)}\``, span);
        continue;
      }
      if (expectation === 'key' || (expectation === 'value' && kind === 'array')) fail('trailing comma', span);
      else if (expectation === 'colon' || expectation === 'value') fail(`expected a value for \`${frame.key?.text ?? ''}\``, span);
      close(span.end);
      continue;
    }
    if (expectation === 'commaOrClose') {
      if (token === Token.comma) {
        expectation = frame?.kind === 'object' ? 'key' : 'value';
        continue;
      }
      fail(`expected a comma or \`${frame?.kind === 'object' ? '}' : ']'}\``, span);
      // The likeliest mistake is the missing comma: read on as if it were there.
      expectation = frame?.kind === 'object' ? 'key' : 'value';
    }
    if (expectation === 'end') {
      fail('expected the end of the text', span);
      break;
    }
    if (expectation === 'key' || expectation === 'keyOrClose') {
      if (token !== Token.string || frame === undefined) {
        fail('expected a member name in double quotes', span);
        continue;
      }
      const { key, step } = steps.key(scanner.getTokenValue());
      frame.key = { text: key, loc: { pointer: frame.pointer + step, span } };
      expectation = 'colon';
      continue;
    }
    if (expectation === 'colon') {
      expectation = 'value';
      if (token === Token.colon) continue;
      fail('expected a colon', span);
    }
    const pointer = valuePointer();
    const loc: Location = { pointer, span };
    switch (token) {
      case Token.openBrace:
      case Token.openBracket:
        if (stack.length >= MAX_DEPTH) {
          fail(`nested more than ${MAX_DEPTH} levels deep`, span, 'nesting-too-deep');
          return { errors };
        }
        stack.push({
          kind: token === Token.openBrace ? 'object' : 'array',
          start,
          pointer,
          members: [],
          items: [],
        });
        expectation = token === Token.openBrace ? 'keyOrClose' : 'valueOrClose';
        break;
      case Token.string:
        place({ kind: 'string', text: [scanner.getTokenValue()], loc });
        break;
      case Token.number:
        place({ kind: 'number', source: text.slice(span.start, span.end), loc });
        break;
      case Token.true:
      case Token.false:
        place({ kind: 'boolean', value: token === Token.true, loc });
        break;
      case Token.null:
        place({ kind: 'null', loc });
        break;
      default:
        fail(`expected a value, found \`${excerpt(text, span)}\``, span);
        if (token === Token.unknown) place({ kind: 'null', loc });
    }
  }
  if (errors.length < MAX_ERRORS && (root === undefined || stack.length > 0)) {
    const end: Span = { start: text.length, end: text.length };
    if (text.trim() === '') fail('the document is empty', end, 'empty-document');
    else if (stack.length > 0) fail(`expected \`${stack.at(-1)?.kind === 'object' ? '}' : ']'}\` before the end of the text`, end);
    while (stack.length > 0) close(text.length);
  }
  return root === undefined ? { errors } : { root, errors };
}

/** The scanner puts the text of blanks together one by one, which nobody wants to have. */
function behindBlanks(text: string, start: number): number {
  let at = start;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

function isBlank(character: number): boolean {
  return character === 32 || character === 10 || character === 13 || character === 9;
}

/** The name of the list that records are being read of; undefined anywhere else. */
function recordList(stack: readonly Frame[]): string | undefined {
  const depth = stack[0]?.kind === 'array' ? 3 : 2;
  return stack.length === depth && stack.at(-1)?.kind === 'array' ? stack.at(-2)?.key?.text : undefined;
}

interface PointerSteps {
  readonly key: (text: string) => { readonly key: string; readonly step: string };
  readonly index: (index: number) => string;
}

/** Keys and what they add to a pointer, each kept once: large files say the same few again and again. */
function pointerSteps(): PointerSteps {
  const keys = new Map<string, { readonly key: string; readonly step: string }>();
  const indices: string[] = [];
  return {
    key: (text) => {
      const known = keys.get(text);
      if (known !== undefined) return known;
      const made = { key: text, step: childPointer('', text) };
      keys.set(text, made);
      return made;
    },
    index: (index) => (indices[index] ??= childPointer('', index)),
  };
}

function hasKey(frame: Frame, key: string): boolean {
  if (frame.members.length < 16) return frame.members.some((member) => member.key === key);
  frame.keys ??= new Set(frame.members.map((member) => member.key));
  const known = frame.keys.has(key);
  frame.keys.add(key);
  return known;
}

function excerpt(text: string, span: Span): string {
  const shown = text.slice(span.start, Math.min(span.end, span.start + 20));
  return span.end - span.start > 20 ? `${shown}…` : shown;
}

/** By jsonc-parser's scan error codes; the first means none. */
const SCAN_ERRORS: readonly (string | undefined)[] = [
  undefined,
  'the comment has no end',
  'the string has no closing quotation mark',
  'the number has no end',
  'invalid Unicode escape',
  'invalid escape character',
  'invalid character in a string',
];

function describeScanError(scanner: JSONScanner): string | undefined {
  const code: number = scanner.getTokenError();
  return SCAN_ERRORS[code];
}
