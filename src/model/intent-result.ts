import type { AccessRequest } from './access-request.ts';
import type { PolicyLabel } from './finding.ts';
import type { Position } from './location.ts';
import type { ConditionAssumption } from './policy-source.ts';
import type { Assumption, Domain } from './verdict.ts';

/** The kinds of intent, named as in the intents file. */
export type IntentKind =
  | 'atMost'
  | 'atLeast'
  | 'never'
  | 'regions'
  | 'readOnly'
  | 'onlyResources'
  | 'requireTags'
  | 'trustedPrincipals'
  | 'notPublic'
  | 'noPrivilegeEscalation'
  | 'noNewAccess';

/** A place in a file, as reports give it. */
export interface Place {
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
  readonly pointer: string;
}

/** One intent, judged on one target. */
export interface IntentResult {
  readonly intent: { readonly name: string; readonly kind: IntentKind; readonly place: Place };
  readonly target: { readonly name: string; readonly path: string; readonly logicalId?: string };
  readonly verdict: 'holds' | 'violated' | 'unknown';
  /** One sentence: lower case, no final period, user input in backticks. */
  readonly message: string;
  /** Holds because the target allows nothing that the intent speaks of. */
  readonly vacuous?: boolean;
  readonly domain?: Domain;
  readonly assumptions: readonly Assumption[];
  /** Replays through `evaluate`. */
  readonly witness?: AccessRequest;
  /** Values that the template leaves open, as the witness supposes them: it replays with these. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The template conditions under which the target is as judged; none where it always is. */
  readonly when?: readonly ConditionAssumption[];
  /** The statement that lets the witness through (or, for `unknown`, the one that can't be decided). */
  readonly statement?: Place & { readonly policy: PolicyLabel; readonly sid?: string };
  /** The clause of the intent that the witness misses. */
  readonly clause?: Place;
  /** A statement of a control policy, or a control policy that does not allow it, without which the intent would be violated. */
  readonly restsOn?: Place & { readonly policy: PolicyLabel; readonly sid?: string };
  /** `noPrivilegeEscalation`: what the target does, step by step. */
  readonly steps?: readonly EscalationStep[];
  /** For an intent that rests on a tag: who among the principals seen could set it. */
  readonly tagSetters?: readonly string[];
}

/** One request of an escalation, each replayed against the state that the one before left. */
export interface EscalationStep {
  readonly request: AccessRequest;
  /** What it changes, for people: "creates role `DoiT-Support-x`, which trusts anyone". */
  readonly effect: string;
}
