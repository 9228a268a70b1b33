import type { SourceFile, SourcePolicy } from './policy-source.ts';

/** A control policy of an organization, and the file that it was read from. */
export interface ControlPolicy {
  readonly source: SourcePolicy;
  readonly file: Pick<SourceFile, 'path' | 'text'>;
}

/** What an organization sets above all accounts that a run is about. */
export interface OrganizationPolicies {
  /** One inner list per level, root first, then the OUs, the account last. A level without policies allows nothing. */
  readonly serviceControlPolicies?: readonly (readonly ControlPolicy[])[];
  readonly resourceControlPolicies?: readonly (readonly ControlPolicy[])[];
  /** Twelve digits. Control policies bind neither its principals nor its resources. */
  readonly managementAccount?: string;
}

/** What is known of an organization, as plain data: what a configuration says, with the texts of the files that it names. */
export interface Organization {
  /** Its accounts, twelve digits each. */
  readonly accounts?: readonly string[];
  /** Accounts of others whose principals may be let in. */
  readonly trustedAccounts?: readonly string[];
  /** Identity providers whose users may be let in: an ARN, or the URL of an OpenID Connect provider without its scheme. */
  readonly trustedProviders?: readonly string[];
  readonly managementAccount?: string;
  /** One inner list per level, as in `OrganizationPolicies`. */
  readonly serviceControlPolicies?: readonly (readonly PolicyText[])[];
  readonly resourceControlPolicies?: readonly (readonly PolicyText[])[];
}

/** A policy file. */
export interface PolicyText {
  readonly path: string;
  readonly text: string;
}
