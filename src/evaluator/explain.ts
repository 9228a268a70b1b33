import type { Evaluation, MismatchReason, StatementExplanation } from '../model/evaluation.ts';
import type { Pattern } from '../model/pattern.ts';
import type { RequestPrincipal } from '../model/request-principal.ts';
import { principalText } from '../model/principal.ts';
import { displayText } from '../model/unknown-value.ts';
import type { ContextKeys } from './context-keys.ts';
import { allLayers, type CompiledLayers } from './policy-layers.ts';
import { principalArn } from './derived-keys.ts';
import { namedAtAll } from './principal.ts';
import { unknownValue, type KeyValue, type RequestView } from './request-view.ts';
import type { CompiledStatement } from './statement.ts';
import { MAYBE, NO, YES, type Tri } from './tri.ts';

/** Says for each statement whether it applies, and names the first element that does not. */
export function explain(layers: CompiledLayers, keys: ContextKeys, request: RequestView): Pick<Evaluation, 'explanation' | 'missingContextKeys'> {
  const missing = new Set<string>();
  const explanation: StatementExplanation[] = [];
  for (const statement of allLayers(layers).flatMap((layer) => layer.statements)) {
    const explained = explainStatement(statement, request);
    explanation.push(explained);
    for (const key of askedKeys(statement, explained.because)) {
      const slot = keys.find(key);
      if (slot !== undefined && request.values[slot] === undefined) missing.add(keys.texts[slot] ?? key);
    }
  }
  return { explanation, missingContextKeys: [...missing] };
}

/** The keys that a statement asks for, if it is for the caller and the action at all. */
function* askedKeys({ reference: { statement } }: CompiledStatement, because: MismatchReason | undefined): Generator<string> {
  const failed = because?.element;
  if (failed === 'Principal' || failed === 'NotPrincipal' || failed === 'Action' || failed === 'NotAction') return;
  for (const { pattern } of statement.resource?.entries ?? []) yield* variableKeys(pattern);
  if (failed === 'Resource' || failed === 'NotResource') return;
  for (const clause of statement.conditions) {
    if (clause.kind === 'unknown') continue;
    yield clause.key.text;
    for (const { pattern } of clause.values) yield* variableKeys(pattern);
  }
}

function* variableKeys({ parts }: Pattern): Generator<string> {
  for (const part of parts) if (part.kind === 'variable') yield part.key;
}

function explainStatement(statement: CompiledStatement, request: RequestView): StatementExplanation {
  const { reference, problems } = statement;
  const { outcome, because } = firstMismatch(statement, request);
  return {
    statement: reference,
    outcome: problems.length > 0 ? 'malformed' : outcome === YES ? 'matches' : outcome === NO ? 'doesNotMatch' : 'unknown',
    ...(because === undefined ? {} : { because }),
  };
}

interface Mismatch {
  readonly outcome: Tri;
  readonly because?: MismatchReason;
}

/** A mismatch says more than an unknown before it. */
function firstMismatch(statement: CompiledStatement, request: RequestView): Mismatch {
  let unknown: Mismatch | undefined;
  for (const { outcome, because } of elements(statement, request)) {
    if (outcome === NO) return { outcome, because };
    if (outcome === MAYBE) unknown ??= { outcome, because };
  }
  return unknown ?? { outcome: YES };
}

function* elements(statement: CompiledStatement, request: RequestView): Generator<Required<Mismatch>> {
  const { principal, action, resource } = statement.reference.statement;
  if (principal !== undefined && statement.principal !== undefined) {
    const because = { element: principal.kind, requested: requestedPrincipal(request.principal), expected: principal.entries.map(principalText) };
    yield { outcome: namedAtAll(statement.principal(request)), because };
  }
  yield {
    outcome: statement.action(request.action, request),
    because: { element: action.kind, requested: request.action, expected: action.entries.map(({ pattern }) => pattern.text) },
  };
  if (resource !== undefined && statement.resource !== undefined) {
    const because = { element: resource.kind, requested: request.resource, expected: resource.entries.map(({ pattern }) => pattern.text) };
    yield { outcome: statement.resource(request), because };
  }
  for (const { clause, test, slot } of statement.clauses) {
    const requested = slot === undefined ? undefined : requestedValues(request.values[slot]);
    const because = {
      element: 'Condition',
      clause,
      ...(requested === undefined ? {} : { requested }),
      expected: clause.kind === 'test' ? clause.values.map(({ text }) => displayText(text)) : [clause.unknown.name],
    } as const;
    yield { outcome: test(request), because };
  }
}

function requestedValues(value: KeyValue): readonly string[] | undefined {
  if (value === undefined || value === unknownValue) return undefined;
  return typeof value === 'string' ? [value] : value;
}

function requestedPrincipal(principal: RequestPrincipal): string {
  switch (principal.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'service':
      return principal.service;
    case 'federated':
      return principal.provider;
    case 'canonicalUser':
      return principal.id;
    case 'roleSession':
      return principal.sessionArn ?? principal.roleArn;
    case 'root':
    case 'user':
    case 'federatedUser':
    case 'otherArn':
      return principalArn(principal) ?? '';
  }
}
