import { Composer, Parser, type CST, type Document } from 'yaml';
import type { TextParse } from '../../model/parse/json-text.ts';
import type { Span } from '../../model/location.ts';
import type { SourceError } from '../../model/source-error.ts';
import { convertYaml } from './yaml-convert.ts';
import { findTooDeep } from './yaml-depth.ts';
import { templateSchema } from './yaml-tags.ts';

/** One wrong indentation can make an error of everything behind it. */
const MAX_ERRORS = 50;

/** CloudFormation takes templates of up to 1 MB; beyond ten times that YAML takes too long to read. */
const MAX_LENGTH = 10_000_000;

/**
 * Reads YAML into a located tree: scalars by their source text, so that `2012-10-17` is no date, `yes` no
 * Boolean and `012345678901` keeps its zero; short tags in their long form; aliases and merge keys
 * followed. Of several documents only the first is read, and that is an error.
 */
export function parseYamlText(text: string): TextParse {
  try {
    return parse(text);
  } catch (error) {
    // The library is not known to throw on any text, but a file is not worth a crash.
    const message = error instanceof Error ? error.message : 'unknown reason';
    return { errors: [{ code: 'yaml-syntax', message: `the text can't be read: ${message}`, loc: whole(text) }] };
  }
}

function parse(text: string): TextParse {
  if (text.length > MAX_LENGTH) {
    return { errors: [{ code: 'too-large', message: `YAML of more than ${MAX_LENGTH} characters is not read`, loc: { pointer: '', span: { start: 0, end: 0 } } }] };
  }
  const tokens = [...new Parser().parse(text)];
  const tooDeep = findTooDeep(tokens);
  if (tooDeep !== undefined) return { errors: [tooDeep] };
  const documents = compose(tokens, text.length);
  const [first, second] = documents;
  const errors: SourceError[] = [];
  for (const document of documents) {
    for (const error of document.errors) {
      if (errors.length >= MAX_ERRORS) break;
      const [start, end] = error.pos;
      errors.push({ code: 'yaml-syntax', message: asMessage(error.message), loc: { pointer: '', span: within(start, end, text.length) } });
    }
  }
  if (first === undefined || (first.contents === null && errors.length === 0)) {
    errors.push({ code: 'empty-document', message: 'the document is empty', loc: whole(text) });
    return { errors };
  }
  if (second !== undefined) {
    const [start] = second.range;
    errors.push({
      code: 'unsupported-document',
      message: 'a second YAML document begins here: a template or policy is one document, and what follows is not read',
      loc: { pointer: '', span: { start, end: Math.min(text.length, start + 3) } },
    });
  }
  const converted = convertYaml(first.contents, text);
  return { ...(converted.root === undefined ? {} : { root: converted.root }), errors: [...errors, ...converted.errors] };
}

function compose(tokens: readonly CST.Token[], length: number): readonly Document.Parsed[] {
  const composer = new Composer({ schema: templateSchema, version: '1.1', uniqueKeys: false, merge: false, logLevel: 'silent' });
  const documents: Document.Parsed[] = [];
  for (const token of tokens) documents.push(...composer.next(token));
  documents.push(...composer.end(false, length));
  return documents;
}

/** The library points behind the last character at times. */
function within(start: number, end: number, length: number): Span {
  return { start: Math.min(start, length), end: Math.min(Math.max(start, end), length) };
}

function asMessage(message: string): string {
  const line = (message.split('\n', 1)[0] ?? message).replace(/[.:]$/, '');
  return /^[A-Z](?![A-Z])/.test(line) ? line.charAt(0).toLowerCase() + line.slice(1) : line;
}

function whole(text: string): SourceError['loc'] {
  return { pointer: '', span: { start: 0, end: text.length } };
}
