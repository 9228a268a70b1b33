import type { FileReport, Severity } from './finding.ts';
import type { IntentResult } from './intent-result.ts';

/** What a lint run found, over all of its files. */
export interface Report {
  /** Every file that was checked, in order of path; findings in order of position. */
  readonly files: readonly FileReport[];
  readonly intents: readonly IntentResult[];
  readonly summary: ReportSummary;
  /**
   * What kept the run from checking all that it was asked to, one sentence each: a pattern that matches
   * no file, a folder that can't be read.
   */
  readonly problems: readonly string[];
}

export interface ReportSummary {
  /** Files that were checked. */
  readonly files: number;
  /** Files that a pattern brought and that are neither policy nor template. */
  readonly skipped: number;
  /** Policies in them. */
  readonly policies: number;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly intents: { readonly holds: number; readonly violated: number; readonly unknown: number };
  /** Findings and intents that a suppression accepts and that are left out above; none without it. */
  readonly suppressed?: number;
}
