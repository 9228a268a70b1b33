import { readFileSync } from 'node:fs';
import type { AccessRequest, ContextValue, PrincipalObject } from '../../../src/model/access-request.ts';
import type { EvaluateCommandOptions } from '../../commands/evaluate.ts';
import { UsageError } from '../../usage-error.ts';
import { readText } from '../policy-files.ts';

export interface ReadRequest {
  readonly request: AccessRequest;
  /** Where it came from, for messages. */
  readonly place: string;
}

type RequestOptions = Omit<EvaluateCommandOptions, 'format'>;

/** The request of the flags, or those of a file, for which the flags are defaults. */
export function readRequests(options: RequestOptions, templatePrincipal: string | undefined): readonly ReadRequest[] {
  const flags = fromFlags(options, templatePrincipal);
  if (options.requests === undefined) return [{ request: complete(flags, 'the request', flagHint), place: 'the request' }];
  const name = options.requests === '-' ? 'standard input' : options.requests;
  const text = options.requests === '-' ? readFileSync(0, 'utf8') : readText(options.requests);
  const requests = text.split('\n').flatMap((line, index): readonly ReadRequest[] => {
    if (line.trim() === '') return [];
    const place = `${name}:${index + 1}`;
    return [{ request: complete({ ...flags, ...parseLine(line, place) }, place, memberHint), place }];
  });
  if (requests.length === 0) throw new UsageError(`${name} holds no requests`);
  return requests;
}

type PartialRequest = Partial<AccessRequest>;

function fromFlags(options: RequestOptions, templatePrincipal: string | undefined): PartialRequest {
  const principal = options.principal ?? templatePrincipal;
  return {
    ...(principal === undefined ? {} : { principal }),
    ...(options.action === undefined ? {} : { action: options.action }),
    ...(options.resource === undefined ? {} : { resource: options.resource }),
    ...(options.resourceAccount === undefined ? {} : { resourceAccount: options.resourceAccount }),
    ...(options.context === undefined ? {} : { context: options.context }),
    ...(options.unknown === undefined ? {} : { unknownKeys: options.unknown }),
  };
}

const flagHint = (member: string): string => `\`--${member}\``;
const memberHint = (member: string): string => `\`${member}\``;

function complete(request: PartialRequest, place: string, hint: (member: string) => string): AccessRequest {
  const { principal, action, resource } = request;
  if (principal === undefined) throw new UsageError(`${place} has no principal: give it with ${hint('principal')}`);
  if (action === undefined) throw new UsageError(`${place} has no action: give it with ${hint('action')}`);
  if (resource === undefined) throw new UsageError(`${place} has no resource: give it with ${hint('resource')}`);
  return { ...request, principal, action, resource };
}

/** One line of a JSON Lines file: an object with the members of a request. */
function parseLine(line: string, place: string): PartialRequest {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new UsageError(`${place}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(value)) throw new UsageError(`${place}: expected a JSON object`);
  const request: { -readonly [Member in keyof AccessRequest]?: AccessRequest[Member] } = {};
  for (const [member, given] of Object.entries(value)) {
    if (member === 'action' || member === 'resource' || member === 'resourceAccount') request[member] = text(given, member, place);
    else if (member === 'principal') request.principal = isObject(given) ? principalObject(given, place) : text(given, member, place);
    else if (member === 'context') request.context = contextOf(given, place);
    else if (member === 'unknownKeys') request.unknownKeys = texts(given, member, place);
    else throw new UsageError(`${place}: unknown member \`${member}\``);
  }
  return request;
}

function text(value: unknown, member: string, place: string): string {
  if (typeof value === 'string') return value;
  throw new UsageError(`${place}: expected a string as \`${member}\``);
}

function texts(value: unknown, member: string, place: string): readonly string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new UsageError(`${place}: expected a list of strings as \`${member}\``);
}

function principalObject(value: object, place: string): PrincipalObject {
  const principal: { -readonly [Type in keyof PrincipalObject]?: string } = {};
  for (const [type, name] of Object.entries(value)) {
    if (type !== 'AWS' && type !== 'Service' && type !== 'Federated' && type !== 'CanonicalUser') {
      throw new UsageError(`${place}: \`${type}\` is no principal type`);
    }
    principal[type] = text(name, type, place);
  }
  return principal;
}

function contextOf(value: unknown, place: string): Readonly<Record<string, ContextValue>> {
  if (!isObject(value)) throw new UsageError(`${place}: expected an object as \`context\``);
  return Object.fromEntries(Object.entries(value).map(([key, given]) => [key, contextValue(given, key, place)]));
}

function contextValue(value: unknown, key: string, place: string): ContextValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return texts(value, `context.${key}`, place);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
