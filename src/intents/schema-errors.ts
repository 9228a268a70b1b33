import type { ErrorObject } from 'ajv';
import { describeKind, type LocatedNode } from '../model/located.ts';
import type { Location } from '../model/location.ts';
import { nodeAt } from '../model/node-at.ts';
import { nearest } from '../model/parse/nearest.ts';
import type { SourceError } from '../model/source-error.ts';

/**
 * What a validator found, as errors that a reader can act on. Where a value may take several forms the
 * validator complains about each of them; only the form that was meant is worth a message: the one whose
 * complaints lie deepest.
 */
export function schemaErrors(found: readonly ErrorObject[], root: LocatedNode): readonly SourceError[] {
  const relevant = found.filter((error) => error.keyword !== 'anyOf' && !isOtherForm(error, found) && !isOtherStatement(error));
  const errors: SourceError[] = [];
  for (const error of relevant) {
    const described = describe(error, relevant, root);
    if (described !== undefined && !errors.some((other) => other.message === described.message && other.loc === described.loc)) {
      errors.push(described);
    }
  }
  return errors;
}

/** A complaint about the kind of a value, where another form takes this kind and complains about its content. */
function isOtherForm(error: ErrorObject, found: readonly ErrorObject[]): boolean {
  if (error.keyword !== 'type' && error.keyword !== 'const') return false;
  return found.some(
    (other) =>
      other.keyword !== 'anyOf' &&
      (other.instancePath.startsWith(`${error.instancePath}/`) ||
        (other.instancePath === error.instancePath && other.keyword !== 'type' && other.keyword !== 'const')),
  );
}

/** A request says `action`, a statement `Action`: complaints about the other of the two don't help. */
function isOtherStatement(error: ErrorObject): boolean {
  if (!isObject(error.data)) return false;
  const isRequest = 'action' in error.data && !('Action' in error.data);
  switch (titleOf(error.parentSchema)) {
    case 'IntentRequest':
      return !isRequest;
    case 'IntentStatement':
      return isRequest;
    default:
      return false;
  }
}

function titleOf(schema: unknown): string {
  return isObject(schema) && typeof schema['title'] === 'string' ? schema['title'] : '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(error: ErrorObject, all: readonly ErrorObject[], root: LocatedNode): SourceError | undefined {
  const node = nodeAt(root, error.instancePath) ?? root;
  const named = nameOf(error.instancePath);
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownProperty(error, all, node);
    case 'required': {
      // A misspelt name is both unknown and missing: the first says more.
      const misspelt = all.some((other) => other.keyword === 'additionalProperties' && other.instancePath === error.instancePath);
      return misspelt ? undefined : fail(`${named} lacks \`${text(error.params['missingProperty'])}\``, node.loc);
    }
    case 'type':
    case 'const': {
      const expected = expectations(error.instancePath, all);
      const hint = node.kind === 'number' && expected.includes('a string') ? ': put it in quotes' : '';
      return fail(`expected ${expected} as ${named}, found ${describeKind(node)}${hint}`, node.loc);
    }
    case 'minProperties':
      return fail(`${named} is empty`, node.loc);
    default:
      return fail(`${named} ${error.message ?? 'is not as expected'}`, node.loc);
  }
}

function unknownProperty(error: ErrorObject, all: readonly ErrorObject[], node: LocatedNode): SourceError {
  const property = text(error.params['additionalProperty']);
  const candidates = all
    .filter((other) => other.keyword === 'additionalProperties' && other.instancePath === error.instancePath)
    .flatMap((other) => (isObject(other.parentSchema) && isObject(other.parentSchema['properties']) ? Object.keys(other.parentSchema['properties']) : []));
  const hint = nearest(property, candidates);
  const loc = node.kind === 'object' ? (node.members.find((member) => member.key === property)?.keyLoc ?? node.loc) : node.loc;
  return fail(`unknown property \`${property}\` in ${nameOf(error.instancePath)}${hint === undefined ? '' : `, did you mean \`${hint}\`?`}`, loc);
}

/** All kinds of value that would do at this place. */
function expectations(path: string, all: readonly ErrorObject[]): string {
  const kinds = all
    .filter((error) => error.instancePath === path)
    .flatMap((error) => {
      if (error.keyword === 'const') return [`\`${text(error.params['allowedValue'])}\``];
      const type: unknown = error.params['type'];
      return error.keyword === 'type' ? (Array.isArray(type) ? type : [type]).map((name) => KIND_NAMES[text(name)] ?? text(name)) : [];
    });
  return [...new Set(kinds)].join(' or ');
}

const KIND_NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a Boolean',
  array: 'a list',
  object: 'an object',
};

/** `targets[0].intents[1].atMost`, as people write it. */
function nameOf(pointer: string): string {
  if (pointer === '') return 'the intents file';
  let name = '';
  for (const token of pointer.slice(1).split('/')) {
    const plain = token.replaceAll('~1', '/').replaceAll('~0', '~');
    name += /^\d+$/.test(plain) ? `[${plain}]` : `${name === '' ? '' : '.'}${plain}`;
  }
  return `\`${name}\``;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fail(message: string, loc: Location): SourceError {
  return { code: 'invalid-intents', message, loc };
}
