import { parsePolicy } from './parse/parse-policy.ts';
import type { PolicyInput } from './policy-set.ts';
import type { Policy, PolicyType } from './policy.ts';
import type { SourceError } from './source-error.ts';

export interface ReadPolicy {
  readonly policy: Policy;
  readonly errors: readonly SourceError[];
}

/** By document, then by type: what is an error depends on what the policy is attached to. */
const read = new WeakMap<object, Map<PolicyType | undefined, ReadPolicy>>();

/**
 * The parsed form of a policy as the API takes it. A document is parsed once per object and type:
 * whoever changes it afterwards has to pass a new one.
 */
export function readPolicyInput(input: PolicyInput, type?: PolicyType): ReadPolicy {
  if (isParsed(input)) return { policy: input, errors: input.statements.flatMap((statement) => statement.problems) };
  if (typeof input !== 'object' || (input as object | null) === null) return parse(input, type);
  const byType = read.get(input) ?? new Map<PolicyType | undefined, ReadPolicy>();
  read.set(input, byType);
  const result = byType.get(type) ?? parse(input, type);
  byType.set(type, result);
  return result;
}

function parse(input: PolicyInput, type: PolicyType | undefined): ReadPolicy {
  const { policy, errors } = parsePolicy(input, type === undefined ? {} : { type });
  return { policy: policy ?? { statements: [], unseen: [], loc: { pointer: '' } }, errors };
}

function isParsed(input: PolicyInput): input is Policy {
  return typeof input === 'object' && (input as object | null) !== null && 'statements' in input && 'unseen' in input;
}
