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
