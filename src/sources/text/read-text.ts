import { parseJsonText, type KeepRecord, type TextParse } from '../../model/parse/json-text.ts';
import type { SourceError } from '../../model/source-error.ts';
import { parseYamlText } from './yaml-text.ts';

/**
 * Reads a file's text into a located tree, as JSON or as YAML. JSON by its file name or its first
 * character; what begins like JSON and isn't may be YAML in flow style, unless the name says `.json`.
 * Of records in JSON only what `keep` says may be there.
 */
export function readText(path: string, text: string, keep?: KeepRecord): TextParse {
  const garbage = findGarbage(text);
  if (garbage !== undefined) return { errors: [garbage] };
  const damaged = findReplacement(text);
  const extra = damaged === undefined ? [] : [damaged];
  const { root, errors } = parseBody(path, text, keep);
  return { ...(root === undefined ? {} : { root }), errors: [...extra, ...errors] };
}

function parseBody(path: string, text: string, keep: KeepRecord | undefined): TextParse {
  const named = /\.json$/i.test(path);
  if (!named && !/^\uFEFF?\s*[{[]/.test(text)) return parseYamlText(text);
  // A byte order mark is no part of JSON; a blank in its place keeps the offsets. YAML knows it.
  const json = parseJsonText(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text, keep);
  if (named || json.errors.every((error) => error.code === 'duplicate-key')) return json;
  const yaml = parseYamlText(text);
  return yaml.errors.length === 0 || /\.ya?ml$/i.test(path) ? yaml : json;
}

function findGarbage(text: string): SourceError | undefined {
  const at = text.indexOf('\0');
  if (at === -1) return undefined;
  // Every other character of UTF-16 text in a Latin script is a NUL when it is read as UTF-8.
  const wide = text.length > 3 && (text.match(/\0/g)?.length ?? 0) > text.length / 3;
  const message = wide ? 'the text seems to be UTF-16: save it as UTF-8' : 'the file is not text: it has a NUL character here';
  return { code: 'not-text', message, loc: { pointer: '', span: { start: at, end: at + 1 } } };
}

function findReplacement(text: string): SourceError | undefined {
  const at = text.indexOf('\uFFFD');
  if (at === -1) return undefined;
  return { code: 'not-text', message: 'the text is not valid UTF-8 here', loc: { pointer: '', span: { start: at, end: at + 1 } } };
}
