import { OPERATORS } from '../model/condition-operator.ts';
import { fromParts } from '../model/arn.ts';
import { parsePattern, type Pattern, type PatternOptions, type PatternPart } from '../model/pattern.ts';
import type { PolicySet } from '../model/policy-set.ts';
import { hasVariables, type ConditionClause, type PatternEntry, type Policy, type Statement } from '../model/policy.ts';
import { parsePrincipalPattern, type PrincipalEntry } from '../model/principal.ts';
import type { TextPart, UnknownValue } from '../model/unknown-value.ts';
import { policiesOf } from './layers.ts';
import { remembered } from './remembered.ts';

/** Texts of template values, by name. */
export type TemplateValues = ReadonlyMap<string, string>;

/** The template values in text that policies are made of, by name. */
export function templateValuesOf(sets: readonly PolicySet<Policy>[]): ReadonlyMap<string, UnknownValue> {
  const found = new Map<string, UnknownValue>();
  for (const policy of sets.flatMap(policiesOf)) for (const [name, value] of remembered(known, policy, () => readValues(policy))) found.set(name, value);
  return found;
}

const known = new WeakMap<Policy, ReadonlyMap<string, UnknownValue>>();

function readValues({ statements }: Policy): ReadonlyMap<string, UnknownValue> {
  const found = new Map<string, UnknownValue>();
  const read = ({ parts }: Pattern): void => {
    for (const part of parts) if (part.kind === 'unresolved') found.set(part.unknown.name, part.unknown);
  };
  for (const { action, resource, conditions, principal } of statements) {
    for (const { pattern } of [...action.entries, ...(resource?.entries ?? [])]) read(pattern);
    for (const clause of conditions) if (clause.kind === 'test') for (const { pattern } of clause.values) read(pattern);
    for (const { pattern } of principal?.entries ?? []) {
      if (pattern.kind === 'unresolved') for (const part of pattern.text) if (typeof part !== 'string') found.set(part.name, part);
    }
  }
  return found;
}

/** The policies as AWS would read them with these texts spliced in. */
export function instantiate(set: PolicySet<Policy>, values: TemplateValues): PolicySet<Policy> {
  const one = (policy: Policy): Policy => instantiatePolicy(policy, values);
  return {
    ...(set.identityPolicies === undefined ? {} : { identityPolicies: set.identityPolicies.map(one) }),
    ...(set.permissionsBoundary === undefined ? {} : { permissionsBoundary: one(set.permissionsBoundary) }),
    ...(set.sessionPolicies === undefined ? {} : { sessionPolicies: set.sessionPolicies.map(one) }),
    ...(set.resourcePolicy === undefined ? {} : { resourcePolicy: one(set.resourcePolicy) }),
    ...(set.serviceControlPolicies === undefined ? {} : { serviceControlPolicies: set.serviceControlPolicies.map((level) => level.map(one)) }),
    ...(set.resourceControlPolicies === undefined ? {} : { resourceControlPolicies: set.resourceControlPolicies.map((level) => level.map(one)) }),
    ...(set.vpcEndpointPolicy === undefined ? {} : { vpcEndpointPolicy: one(set.vpcEndpointPolicy) }),
  };
}

function instantiatePolicy(policy: Policy, values: TemplateValues): Policy {
  return { ...policy, statements: policy.statements.map((statement) => instantiateStatement(statement, values, hasVariables(policy))) };
}

function instantiateStatement(statement: Statement, values: TemplateValues, variables: boolean): Statement {
  const { principal, action, resource, conditions } = statement;
  return {
    ...statement,
    ...(principal === undefined ? {} : { principal: { ...principal, entries: principal.entries.map((entry) => instantiatePrincipal(entry, values)) } }),
    action: { ...action, entries: instantiateEntries(action.entries, values, { wildcards: true, variables: 'none' }) },
    ...(resource === undefined
      ? {}
      : { resource: { ...resource, entries: instantiateEntries(resource.entries, values, { wildcards: true, variables: variables ? 'afterFifthColon' : 'none' }) } }),
    conditions: conditions.map((clause) => instantiateClause(clause, values, variables)),
  };
}

function instantiateEntries(entries: readonly PatternEntry[], values: TemplateValues, options: PatternOptions): readonly PatternEntry[] {
  return entries.map((entry) => ({ ...entry, pattern: instantiatePattern(entry.pattern, values, options) }));
}

function instantiateClause(clause: ConditionClause, values: TemplateValues, variables: boolean): ConditionClause {
  if (clause.kind === 'unknown') return clause;
  const traits = OPERATORS[clause.operator.name];
  const options: PatternOptions = { wildcards: traits.comparison === 'like', variables: traits.variables && variables ? 'all' : 'none' };
  return {
    ...clause,
    values: clause.values.map((value) => ({
      ...value,
      text: value.text.map((part) => knownPart(part, values)),
      pattern: instantiatePattern(value.pattern, values, options),
    })),
  };
}

function instantiatePrincipal(entry: PrincipalEntry, values: TemplateValues): PrincipalEntry {
  const { pattern } = entry;
  if (pattern.kind !== 'unresolved') return entry;
  const text = pattern.text.map((part) => knownPart(part, values));
  if (text.every((part) => part === '*')) return { ...entry, pattern: { kind: 'anyone', of: entry.type } };
  return { ...entry, pattern: parsePrincipalPattern(pattern.of, text) };
}

function knownPart(part: TextPart, values: TemplateValues): TextPart {
  return typeof part === 'string' ? part : (values.get(part.name) ?? part);
}

/** Texts are spliced in before AWS parses the policy, so a wildcard in one is a wildcard where these are. */
function instantiatePattern(pattern: Pattern, values: TemplateValues, options: PatternOptions): Pattern {
  if (!pattern.parts.some((part) => part.kind === 'unresolved' && values.has(part.unknown.name))) return pattern;
  const parts: PatternPart[] = [];
  let colons = 0;
  for (const part of pattern.parts) {
    const text = part.kind === 'unresolved' ? values.get(part.unknown.name) : undefined;
    const variables = options.variables === 'afterFifthColon' && colons >= 5 ? 'all' : options.variables;
    for (const each of text === undefined ? [part] : parsePattern([text], { ...options, variables }).parts) {
      if (each.kind === 'literal') colons += each.text.split(':').length - 1;
      const last = parts.at(-1);
      if (each.kind === 'literal' && last?.kind === 'literal') parts[parts.length - 1] = { kind: 'literal', text: last.text + each.text };
      else if (each.kind !== 'anyRun' || last?.kind !== 'anyRun') parts.push(each);
    }
  }
  return fromParts(parts);
}
