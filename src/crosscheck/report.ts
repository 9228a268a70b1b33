import type { AccessRequest } from '../model/access-request.ts';
import type { Decision } from '../model/evaluation.ts';
import type { Severity } from '../model/finding.ts';
import type { IntentKind, Place } from '../model/intent-result.ts';
import type { PolicyType } from '../model/policy.ts';
import type { FailureKind } from './aws/api.ts';
import type { PaidOperation } from './aws/operations.ts';

/** What a cross-check found, over all policies, intents and requests. */
export interface CrossCheckReport {
  readonly policies: readonly PolicyComparison[];
  readonly intents: readonly IntentComparison[];
  readonly requests: readonly RequestComparison[];
  /** Calls that were not answered, each once. */
  readonly failures: readonly CallFailure[];
  /** Checks that AWS charges for: how many the intents come down to, and whether they were run. */
  readonly paidChecks: { readonly planned: number; readonly run: boolean };
  readonly summary: CrossCheckSummary;
}

export interface CrossCheckSummary {
  readonly agreed: number;
  readonly disagreed: number;
  /** Not comparable, each with its reason. */
  readonly notCompared: number;
  readonly failed: number;
}

/** What a policy is called, and where it begins. */
export interface PolicyPlace {
  readonly name: string;
  readonly logicalId?: string;
  readonly type: PolicyType;
  readonly place: Place;
}

/** One policy, as `ValidatePolicy` and the rules see it. */
export interface PolicyComparison {
  readonly policy: PolicyPlace;
  readonly agreed: readonly AgreedFinding[];
  readonly onlyAws: readonly AwsFinding[];
  readonly onlyUs: readonly OwnFinding[];
  /** Differences that say nothing against either side. */
  readonly notCounted: readonly (UncountedFinding)[];
  /** Values that were made up for what the template leaves open, by name. */
  readonly placeholders?: Readonly<Record<string, string>>;
  /** Why there is no comparison, if there is none. */
  readonly notCompared?: string;
  /** The call for it failed: see the report's failures. */
  readonly failed?: true;
}

export interface AwsFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly places: readonly Place[];
}

export interface OwnFinding {
  readonly code: string;
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
}

export interface AgreedFinding {
  readonly code: string;
  readonly aws: AwsFinding;
  readonly own: OwnFinding;
  /** False: the same check in the same statement, at another element of it. */
  readonly samePlace: boolean;
}

export interface UncountedFinding {
  readonly finding: AwsFinding | OwnFinding;
  readonly reason: string;
}

/** How two answers relate. */
export type Outcome =
  | { readonly outcome: 'agreed'; readonly note?: string }
  | { readonly outcome: 'disagreed'; readonly message: string }
  /** They can't be compared, or their difference is a known one: one sentence says why. */
  | { readonly outcome: 'notCompared'; readonly reason: string }
  | { readonly outcome: 'failed'; readonly reason: string };

/** One intent on one target, as the prover and the paid checks judge it. */
export interface IntentComparison {
  readonly intent: { readonly name: string; readonly kind: IntentKind; readonly place: Place };
  readonly target: string;
  readonly own: 'holds' | 'violated' | 'unknown';
  readonly aws?: 'PASS' | 'FAIL';
  readonly calls: readonly PaidOperation[];
  readonly result: Outcome;
}

/** One request, as the evaluator and the simulator decide it. */
export interface RequestComparison {
  readonly request: AccessRequest;
  /** Where it comes from: an intent, a finding or a line of a file, for people. */
  readonly origin: string;
  /** Whose policies were asked about. */
  readonly target: string;
  readonly own: Decision;
  readonly aws?: Exclude<Decision, 'dependsOn'>;
  readonly result: Outcome;
}

export interface CallFailure {
  readonly kind: FailureKind;
  readonly message: string;
  /** How many calls failed so. */
  readonly count: number;
}
