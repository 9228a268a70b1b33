import { fromParts } from '../model/arn.ts';
import { OPERATORS } from '../model/condition-operator.ts';
import { parsePattern, type Pattern, type PatternOptions } from '../model/pattern.ts';
import { hasVariables, type ConditionClause, type Policy, type Statement } from '../model/policy.ts';
import { parsePrincipalPattern, type PrincipalEntry } from '../model/principal.ts';
import type { TemplateText, TextPart, UnknownValue } from '../model/unknown-value.ts';
import type { Place } from './world.ts';

/** Takes one value for each that a template leaves open, and remembers which. */
export class Grounding {
  readonly #place: Place;
  readonly #taken = new Map<string, string>();

  constructor(place: Place) {
    this.#place = place;
  }

  get taken(): ReadonlyMap<string, string> {
    return this.#taken;
  }

  /** Undefined where no value comes to mind that the template would accept. */
  valueOf(unknown: UnknownValue): string | undefined {
    const value = this.#taken.get(unknown.name) ?? this.#choose(unknown);
    if (value !== undefined) this.#taken.set(unknown.name, value);
    return value;
  }

  #choose({ name, shape, default: preset }: UnknownValue): string | undefined {
    switch (shape.kind) {
      case 'accountId':
        return this.#place.account;
      case 'region':
        return this.#place.region;
      case 'partition':
        return this.#place.partition;
      case 'oneOf':
        return preset ?? shape.values[0];
      case 'plain':
        return madeUp(name);
      case 'anyText':
        // A variable whose name the template completes has no value of its own.
        return name.startsWith('variable named by ') ? undefined : (preset ?? madeUp(name));
      case 'matching':
        return preset;
    }
  }
}

function madeUp(name: string): string {
  return `example-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

/** A policy with values put in for what its template leaves open, as a deployment would. */
export function groundPolicy(policy: Policy, grounding: Grounding): Policy {
  if (!policy.statements.some(isOpen)) return policy;
  const variables = hasVariables(policy);
  return { ...policy, statements: policy.statements.map((statement) => groundStatement(statement, variables, grounding)) };
}

function isOpen({ action, resource, principal, conditions }: Statement): boolean {
  const entries = [...action.entries, ...(resource?.entries ?? [])];
  return (
    entries.some(({ pattern }) => hasHole(pattern)) ||
    (principal?.entries ?? []).some(({ pattern }) => pattern.kind === 'unresolved') ||
    conditions.some((clause) => clause.kind === 'test' && clause.values.some(({ text }) => text.some((part) => typeof part !== 'string')))
  );
}

function hasHole({ parts }: Pattern): boolean {
  return parts.some(({ kind }) => kind === 'unresolved');
}

function groundStatement(statement: Statement, variables: boolean, grounding: Grounding): Statement {
  const { action, resource, principal } = statement;
  const inResource: PatternOptions = { wildcards: true, variables: variables ? 'all' : 'none' };
  return {
    ...statement,
    action: { ...action, entries: action.entries.map((entry) => ({ ...entry, pattern: groundPattern(entry.pattern, grounding, { wildcards: true, variables: 'none' }) })) },
    ...(resource === undefined ? {} : { resource: { ...resource, entries: resource.entries.map((entry) => ({ ...entry, pattern: groundPattern(entry.pattern, grounding, inResource) })) } }),
    ...(principal === undefined ? {} : { principal: { ...principal, entries: principal.entries.map((entry) => groundPrincipal(entry, grounding)) } }),
    conditions: statement.conditions.map((clause) => groundCondition(clause, variables, grounding)),
  };
}

/** Text is spliced in before AWS reads the policy, so that wildcards in it are wildcards. */
function groundPattern(pattern: Pattern, grounding: Grounding, options: PatternOptions): Pattern {
  if (!hasHole(pattern)) return pattern;
  const parts = pattern.parts.flatMap((part) => {
    if (part.kind !== 'unresolved') return [part];
    const value = grounding.valueOf(part.unknown);
    return value === undefined ? [part] : parsePattern([value], options).parts;
  });
  return joined(fromParts(parts));
}

/** Adjacent literals are one, as in every pattern. */
function joined({ parts, text }: Pattern): Pattern {
  const result: Pattern['parts'][number][] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.kind === 'literal' && last?.kind === 'literal') result[result.length - 1] = { kind: 'literal', text: last.text + part.text };
    else if (part.kind !== 'anyRun' || last?.kind !== 'anyRun') result.push(part);
  }
  return { parts: result, text };
}

function groundPrincipal(entry: PrincipalEntry, grounding: Grounding): PrincipalEntry {
  if (entry.pattern.kind !== 'unresolved') return entry;
  return { ...entry, pattern: parsePrincipalPattern(entry.pattern.of, groundText(entry.pattern.text, grounding)) };
}

function groundCondition(clause: ConditionClause, variables: boolean, grounding: Grounding): ConditionClause {
  if (clause.kind === 'unknown') return clause;
  const traits = OPERATORS[clause.operator.name];
  const options: PatternOptions = { wildcards: traits.comparison === 'like', variables: traits.variables && variables ? 'all' : 'none' };
  return {
    ...clause,
    values: clause.values.map((value) => ({ ...value, text: groundText(value.text, grounding), pattern: groundPattern(value.pattern, grounding, options) })),
  };
}

export function groundText(text: TemplateText, grounding: Grounding): TemplateText {
  const parts: TextPart[] = [];
  for (const part of text) {
    const value = typeof part === 'string' ? part : (grounding.valueOf(part) ?? part);
    const last = parts.at(-1);
    if (typeof value === 'string' && typeof last === 'string') parts[parts.length - 1] = last + value;
    else parts.push(value);
  }
  return parts;
}
