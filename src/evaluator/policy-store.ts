import type { EvaluationError } from '../model/evaluation.ts';
import { readPolicyInput } from '../model/policy-input.ts';
import { LAYERS, type PolicyInput } from '../model/policy-set.ts';
import { contextKeys, type ContextKeys } from './context-keys.ts';
import { compileStatement, type CompiledStatement, type StatementPlace } from './statement.ts';

/** Policies that are compiled, for sets that have some of them in common. */
export interface PolicyStore {
  /** The keys that all of them ask for: a compiled statement knows its keys by their positions among these. */
  readonly keys: ContextKeys;
  /** A policy in one place of a set; the next time, it is the same. */
  readonly compiled: (input: PolicyInput, place: PolicyPlace) => CompiledPolicy;
}

type PolicyPlace = Omit<StatementPlace, 'policy'>;

export interface CompiledPolicy {
  readonly statements: readonly CompiledStatement[];
  /** Names of statements that the template does not tell. */
  readonly unseen: readonly string[];
  readonly errors: readonly EvaluationError[];
}

export function policyStore(): PolicyStore {
  const keys = contextKeys();
  const known = new WeakMap<object, Map<string, CompiledPolicy>>();
  return {
    keys,
    compiled: (input, place) => {
      if (typeof input !== 'object' || (input as object | null) === null) return compilePolicy(input, place, keys);
      const inPlaces = known.get(input) ?? new Map<string, CompiledPolicy>();
      known.set(input, inPlaces);
      const key = `${place.layer} ${place.level ?? ''} ${place.policyIndex}`;
      const compiled = inPlaces.get(key) ?? compilePolicy(input, place, keys);
      inPlaces.set(key, compiled);
      return compiled;
    },
  };
}

function compilePolicy(input: PolicyInput, at: PolicyPlace, keys: ContextKeys): CompiledPolicy {
  const { policy, errors: found } = readPolicyInput(input, LAYERS[at.layer].type);
  const ofStatements = new Set(policy.statements.flatMap((statement) => statement.problems));
  const errors: EvaluationError[] = found.filter((source) => !ofStatements.has(source)).map((source) => ({ message: source.message, source }));
  const place = { ...at, policy };
  const statements = policy.statements.map((statement) => {
    const compiled = compileStatement(statement, place, keys, (message) => errors.push({ message, statement: { ...place, statement } }));
    for (const source of compiled.problems) errors.push({ message: source.message, statement: compiled.reference, source });
    return compiled;
  });
  return { statements, unseen: policy.unseen.map(({ unknown }) => unknown.name), errors };
}
