/** Where AWS and this project are known to differ: named in a report, and not counted as disagreement. */
export interface KnownDifference {
  readonly code: string;
  /** One sentence: lower case, no final period. */
  readonly reason: string;
}

/** Checks of Access Analyzer that no rule stands for; docs/access-analyzer.md has the same. */
export const UNDECIDED_CHECKS: readonly KnownDifference[] = [
  { code: 'SCP_SYNTAX_ERROR_ACTION_WILDCARD', reason: 'service control policies take wildcards anywhere in an action since September 2025' },
  { code: 'USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES', reason: 'which services send these keys is in no data that the rules have' },
];
