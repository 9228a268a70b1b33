import type { AccessRequest } from '../../model/access-request.ts';
import type { DecidedBy } from '../../model/evaluation.ts';
import type { Position } from '../../model/location.ts';
import type { PolicyLayer } from '../../model/policy-set.ts';
import type { ConditionAssumption, PrincipalKind } from '../../model/policy-source.ts';

/** What somebody would do; condition keys that are not given may have any value, or none. */
export type WhoCanQuestion = Pick<AccessRequest, 'action' | 'resource' | 'resourceAccount' | 'context'>;

/** `may`: it hangs on what neither the question nor the sources tell. */
export type Ability = 'can' | 'cannot' | 'may';

export interface WhoCanAnswers {
  /** One for each form of each principal, in the order of the sources. */
  readonly answers: readonly WhoCanAnswer[];
  /** What all answers take for granted, and what could not be looked at: one sentence each. */
  readonly notes: readonly string[];
}

export interface WhoCanAnswer {
  readonly principal: PrincipalInSource;
  readonly ability: Ability;
  /** For `may`: condition keys, template values and other open points. Empty otherwise. */
  readonly dependsOn: readonly string[];
  /** What gave the decision; for `may`, in the first of the cases that can be so. */
  readonly decidedBy: DecidedBy;
  /** For `can` the statements that allow, for `cannot` those that deny, for `may` all that do or might. */
  readonly statements: readonly DecidingStatement[];
  /** Why more policies may bear on the principal than the sources show: the answer is as far as seen. */
  readonly partial: readonly string[];
}

export interface PrincipalInSource {
  readonly kind: PrincipalKind;
  readonly id: string;
  /** As far as the template tells it: unknown values appear as `${Name}`. */
  readonly arn: string;
  /** Template conditions that give it this form. */
  readonly when: readonly ConditionAssumption[];
  readonly path: string;
  readonly start: Position;
}

export interface DecidingStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly certain: boolean;
  readonly layer: PolicyLayer;
  /** What the policy is called. */
  readonly policy: string;
  readonly sid?: string;
  /** Position in its policy, from 0. */
  readonly index: number;
  readonly path: string;
  /** Of the statement; for a policy of AWS's own, of its attachment. */
  readonly start: Position;
  readonly end: Position;
}
