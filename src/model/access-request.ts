import type { PrincipalType } from './principal.ts';

/** A request as a caller of the API writes it. */
export interface AccessRequest {
  /**
   * An ARN, a service name (`s3.amazonaws.com`), an account ID, `'anonymous'`, or the object form of a
   * Principal element (`{ Federated: 'accounts.google.com' }`).
   */
  readonly principal: string | PrincipalObject;
  /** `service:Action`, in any case. */
  readonly action: string;
  /** An ARN, or `*` for an action that supports no resource. */
  readonly resource: string;
  /** 12 digits; needed where the ARN does not say it (Amazon S3) and accounts matter. */
  readonly resourceAccount?: string;
  /** Condition keys with their values. A list is a multivalued key; an absent key is left out. */
  readonly context?: Readonly<Record<string, ContextValue>>;
  /** Keys whose value, or presence, is not known. `aws:ResourceTag/*` stands for all of the resource's tags. */
  readonly unknownKeys?: readonly string[];
}

export type PrincipalObject = Readonly<Partial<Record<PrincipalType, string>>>;

export type ContextValue = string | number | boolean | readonly string[];
