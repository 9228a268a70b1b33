import type { AccessRequest } from '../../model/access-request.ts';
import type { PolicySet } from '../../model/policy-set.ts';
import type { Policy } from '../../model/policy.ts';

/** A request to be decided twice. */
export interface SimulationQuestion {
  readonly request: AccessRequest;
  /** Where the request comes from: an intent, a finding or a line of a file, for people. */
  readonly origin: string;
  /** Whose policies these are, for people. */
  readonly target: string;
  /** With nothing of a template left open. */
  readonly policies: PolicySet<Policy>;
  /** The ARN of a principal of the account whose attached policies are asked about, not these texts of them. */
  readonly livePrincipal?: string;
  /** Not all of the principal's policies could be read, so that these decide something else. */
  readonly incomplete?: true;
}
