import type { AccessRequest } from '../model/access-request.ts';
import type { ConditionDocument, StatementDocument } from '../model/generated/policy-document.generated.ts';

/** One action that somebody needs, on what, and why. Every kind of generated policy is a list of these. */
export interface Permission {
  /** One action, as the reference writes it (`s3:GetObject`); never a pattern. */
  readonly action: string;
  /** ARNs, or patterns of them; `*` alone where the action takes no resource or what it takes can't be told. */
  readonly resources: readonly string[];
  readonly condition?: ConditionDocument;
  /** What it is for, in a few plain words (`publish file assets`). Permissions of one purpose become statements of that Sid. */
  readonly purpose: string;
  /** Why it is there, with its source: the resource and the handler's operation, the event and its line, the page. */
  readonly reason: string;
  /** It was not seen or declared but follows from what was. */
  readonly inferred?: true;
  /**
   * Requests that must be allowed because of it, where the kind knows them. Without them one is made for
   * each resource: wildcards filled, condition met.
   */
  readonly requests?: readonly NeededRequest[];
}

/** A request without its caller: that is whoever holds the policy. */
export type NeededRequest = Omit<AccessRequest, 'principal'>;

/** Something that is granted on more than the deployer needs, since it can't be named more closely. */
export interface Unscoped {
  readonly action: string;
  /** What it had to be granted on. */
  readonly resources: readonly string[];
  readonly why: string;
}

/** Why the actions that IAM has on no resource are granted on `*`. */
export const TAKES_NO_RESOURCE = 'it takes no resource';

/** Something that a source asks for and the policy leaves out. */
export interface Dropped {
  /** As the source wrote it. */
  readonly action: string;
  readonly why: string;
  /** It exists and was asked for in general, but this use does without it: told only to whoever asks. */
  readonly notNeeded?: true;
  /** What it would have been for. */
  readonly subjects?: readonly string[];
}

/** A gap: what could not be found out, such as what an unknown resource type needs. */
export interface Unknown {
  /** What it is about: a logical ID with its type, a file with its line. */
  readonly subject: string;
  readonly why: string;
}

/** Findings of our own rules that a generated policy may have, and why they are right here. */
export interface RuleException {
  readonly ruleId: string;
  /** Lower-case actions that the finding's statement may hold; without them any statement. */
  readonly actions?: readonly string[];
  readonly reason: string;
}

/** Where the policy is used. */
export interface Environment {
  /** `aws`, `aws-cn`, `aws-us-gov` */
  readonly partition: string;
  /** 12 digits, or `*` where it is not known. */
  readonly account: string;
  /** `*` where it is not known. */
  readonly region: string;
}

/** What a kind hands over: from here on all kinds go the same way (assemble, prove, print). */
export interface Generation {
  /** The subcommand: `cdk-deploy`. */
  readonly kind: string;
  /** For whom and for what the policy is: one line. */
  readonly title: string;
  readonly environment: Environment;
  readonly permissions: readonly Permission[];
  readonly unscoped: readonly Unscoped[];
  readonly dropped: readonly Dropped[];
  readonly unknown: readonly Unknown[];
  readonly exceptions: readonly RuleException[];
  /** The kind's own upper bound: what is allowed must lie within these Allow statements. */
  readonly atMost: readonly StatementDocument[];
}
