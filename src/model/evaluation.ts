import type { PolicyLayer } from './policy-set.ts';
import type { ConditionClause, Policy, Statement } from './policy.ts';
import type { SourceError } from './source-error.ts';

/** The IAM simulator's names, and `dependsOn` where the request or a template leaves something unknown. */
export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny' | 'dependsOn';

/** A statement and where it stands among the policies given. */
export interface StatementReference {
  readonly layer: PolicyLayer;
  /** SCPs and RCPs: the level, root is 0. */
  readonly level?: number;
  /** Position among the policies of that layer (and level), from 0. */
  readonly policyIndex: number;
  readonly policy: Policy;
  readonly statement: Statement;
}

export interface Evaluation {
  readonly decision: Decision;
  /** For `dependsOn`: the condition keys (lower case) and template values that the answer hangs on. */
  readonly dependsOn?: readonly string[];
  /** Statements that apply to the request, Allow and Deny. */
  readonly matchedStatements: readonly StatementReference[];
  /** The layer that gave the decision, and its level if it has several. */
  readonly decidedBy: DecidedBy;
  /** Condition keys that policies ask for and the request lacks, as first written. Only with `explain`. */
  readonly missingContextKeys: readonly string[];
  /** What could not be evaluated. Never empty when a statement was left out because it is malformed. */
  readonly errors: readonly EvaluationError[];
  /** One entry per statement, only with `explain`. */
  readonly explanation?: readonly StatementExplanation[];
}

export type DecidedBy =
  | { readonly kind: 'layer'; readonly layer: PolicyLayer; readonly level?: number }
  /** No policy of the request's layers allows it. */
  | { readonly kind: 'nothingAllows' }
  /** The root user of an account needs no identity policy. */
  | { readonly kind: 'rootUser' }
  /** The request itself could not be read. */
  | { readonly kind: 'invalidRequest' };

export interface EvaluationError {
  readonly message: string;
  readonly statement?: StatementReference;
  readonly source?: SourceError;
}

export interface StatementExplanation {
  readonly statement: StatementReference;
  readonly outcome: 'matches' | 'doesNotMatch' | 'unknown' | 'malformed';
  /** The first element that failed (or is unknown), with what was compared. */
  readonly because?: MismatchReason;
}

export type MismatchReason =
  | { readonly element: 'Principal' | 'NotPrincipal'; readonly requested: string; readonly expected: readonly string[] }
  | { readonly element: 'Action' | 'NotAction'; readonly requested: string; readonly expected: readonly string[] }
  | { readonly element: 'Resource' | 'NotResource'; readonly requested: string; readonly expected: readonly string[] }
  | {
      readonly element: 'Condition';
      readonly clause: ConditionClause;
      /** The key's values in the request; undefined when the key is absent or unknown. */
      readonly requested?: readonly string[];
      readonly expected: readonly string[];
    };
