import type { AccessRequest } from '../model/access-request.ts';
import type { StatementReference } from '../model/evaluation.ts';
import type { EscalationStep } from '../model/intent-result.ts';
import type { PolicyInput, PolicySet } from '../model/policy-set.ts';
import type { Assumption } from '../model/verdict.ts';

/** Whose permissions are looked at. */
export interface EscalationTarget {
  /**
   * Its ARN: a user's or a role's. Without one the policies may be held by a user or by a role, and what
   * only one of the two can do says so in its assumptions.
   */
  readonly principal?: string;
  /** Where the ARN is not known: what kind of principal it is, and what its ARN ends with, path and name. */
  readonly holder?: { readonly kind: 'user' | 'role'; readonly name?: string };
  /** All policies that bear on it. Session policies end where it acts as somebody else. */
  readonly policies: PolicySet;
  /** The ARNs of its customer managed policies, where known: who may write a new version of one writes its own permissions. */
  readonly managedPolicyArns?: ReadonlyMap<PolicyInput, string>;
  /** The ARN of its permissions boundary, for conditions on `iam:PermissionsBoundary`. */
  readonly boundaryArn?: string;
  /** The ARNs of the groups that a user is in, whose policies are among its own. */
  readonly groups?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

/** A user, role or group that is there, beside the target. */
export interface KnownPrincipal {
  readonly kind: 'user' | 'role' | 'group';
  readonly arn: string;
  readonly identityPolicies: readonly PolicyInput[];
  readonly permissionsBoundary?: PolicyInput;
  readonly boundaryArn?: string;
  /** A role's trust policy. A role without one can't be shown to be assumed. */
  readonly trust?: PolicyInput;
  readonly tags?: Readonly<Record<string, string>>;
  /** Customer managed policies among the identity policies, by object. */
  readonly managedPolicyArns?: ReadonlyMap<PolicyInput, string>;
}

/** Something that runs code with a role's credentials: a function, an instance, a project. */
export interface KnownWorkload {
  readonly arn: string;
  readonly roleArn: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What is known of the account around the target. */
export interface EscalationState {
  readonly principals?: readonly KnownPrincipal[];
  readonly workloads?: readonly KnownWorkload[];
  /** Customer managed policies by ARN, attached or not. */
  readonly managedPolicies?: ReadonlyMap<string, PolicyInput>;
}

export interface EscalationOptions {
  /**
   * Whether a path may lean on something that was not seen (a privileged role that trusts a service, a
   * running instance), which its assumptions then name. Default true.
   */
  readonly suppose?: boolean;
  /** How many identities one escalation may go through, 1 to 3. Default 2. */
  readonly hops?: number;
  /** Stop at the first path that is found to end as administrator without supposing anything. Default false. */
  readonly first?: boolean;
}

/**
 * `shown`: every step is allowed by what was seen and by what the steps before made.
 * `possible`: so too, but something has to exist that was not seen; the assumptions name it.
 */
export type EscalationCertainty = 'shown' | 'possible';

export type EscalationGains =
  /** Everything: an identity whose own policies allow all actions on all resources, without a boundary that takes any of it. */
  | { readonly kind: 'administrator'; readonly as: string; readonly witness: AccessRequest }
  /** Requests that the target could not make before, of which the witness is one. */
  | { readonly kind: 'permissions'; readonly as: string; readonly witness: AccessRequest };

export interface Escalation {
  /** The known paths it takes, in their order; mostly one. Each has a row in docs/escalation.md. */
  readonly paths: readonly string[];
  readonly title: string;
  /** The requests, each allowed in the state that the ones before left. */
  readonly steps: readonly EscalationStep[];
  /**
   * For each step, the statements that allow it: of the one who acts or of the role that it enters
   * first, then those of layers that limit. Where a template left values open the statements have them
   * put in; their locations are the template's.
   */
  readonly allowedBy: readonly (readonly StatementReference[])[];
  /** What the last identity may do. */
  readonly gains: EscalationGains;
  readonly certainty: EscalationCertainty;
  /** In sentences, for people: what has to be so beyond the policies seen. */
  readonly assumptions: readonly Assumption[];
}

/** A path that could neither be shown nor ruled out. */
export interface UndecidedPath {
  readonly path: string;
  readonly title: string;
  /** The request that hangs on it; missing where the search was cut short. */
  readonly request?: AccessRequest;
  /** Template values and condition keys that are not known, or `search limit`. */
  readonly dependsOn: readonly string[];
}

export interface EscalationReport {
  /** The target may do everything already, so that there is nothing to gain. */
  readonly administrator: boolean;
  /** Strongest first: administrator before permissions, shown before possible, then fewest steps. */
  readonly escalations: readonly Escalation[];
  readonly undecided: readonly UndecidedPath[];
  /** The values that were taken for what a template leaves open, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What the absence of a finding rests on. */
  readonly assumptions: readonly Assumption[];
}
