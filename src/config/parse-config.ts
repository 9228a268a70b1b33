import type { ConfigFile } from '../model/generated/config.generated.ts';
import { lineIndex, rangeOf } from '../model/line-index.ts';
import type { LocatedNode } from '../model/located.ts';
import { locationAt } from '../model/node-at.ts';
import type { Position } from '../model/location.ts';
import { parsePlainObject } from '../model/parse/plain-object.ts';
import { plainValue } from '../model/plain-value.ts';
import type { SourceError } from '../model/source-error.ts';
import { readText } from '../sources/text/read-text.ts';
import { checkConfig, type KnownRule } from './check-config.ts';

/** A configuration file that was read and is well formed. */
export interface Config {
  readonly path: string;
  readonly file: ConfigFile;
  /** The same as a tree: where each part of `file` is written, if it is a text. */
  readonly root: LocatedNode;
  /** Missing for a configuration that a program made. */
  readonly text?: string;
}

export interface ConfigError {
  /** Lower case, no final period, user input in backticks. */
  readonly message: string;
  readonly pointer: string;
  /** Missing for a configuration that a program made. */
  readonly start?: Position;
}

export interface ConfigParse {
  /** Missing when there are errors. */
  readonly config?: Config;
  readonly errors: readonly ConfigError[];
}

/** Reads a configuration in YAML or JSON. Never throws: every error has its place. */
export async function parseConfig(text: string, path: string, rules: readonly KnownRule[]): Promise<ConfigParse> {
  const { root, errors } = readText(path, text);
  // A file with nothing but comments sets nothing.
  const empty = errors.length === 1 && errors[0]?.code === 'empty-document';
  const node = empty ? { kind: 'object' as const, members: [], loc: { pointer: '', span: { start: 0, end: 0 } } } : root;
  const failures = empty ? [] : errors;
  if (node === undefined || failures.length > 0) return { errors: failures.map((error) => positioned(error, text)) };
  const checked = await checkConfig(plainValue(node), node, rules);
  return checked.ok ? { config: { path, file: checked.file, root: node, text }, errors: [] } : { errors: checked.errors.map((error) => positioned(error, text)) };
}

/** Checks a configuration that a program made, such as the default export of `policy-lint.config.js`. */
export async function checkConfigValue(value: unknown, path: string, rules: readonly KnownRule[]): Promise<ConfigParse> {
  const { root, errors } = parsePlainObject(value);
  if (root === undefined || errors.length > 0) return { errors: errors.map((error) => positioned(error, undefined)) };
  const checked = await checkConfig(value, root, rules);
  return checked.ok ? { config: { path, file: checked.file, root }, errors: [] } : { errors: checked.errors.map((error) => positioned(error, undefined)) };
}

/** An error in a configuration whose form is right: what it names does not exist, say. */
export function errorAt({ root, text }: Config, pointer: string, message: string): ConfigError {
  return positioned({ code: 'invalid-config', message, loc: locationAt(root, pointer) }, text);
}

function positioned({ message, loc }: SourceError, text: string | undefined): ConfigError {
  return { message, pointer: loc.pointer, ...(text === undefined ? {} : { start: rangeOf(lineIndex(text), loc).start }) };
}
