import type { Report } from '../model/report.ts';

/** What a formatter may know beside the report. */
export interface FormatContext {
  /** Whether the output may be coloured. */
  readonly colour: boolean;
  /** The width of the terminal that it is for; missing where lines may be of any length. */
  readonly columns?: number;
  /** The text of a file of the report, for excerpts; undefined when it can't be had any more. */
  readonly textOf: (path: string) => string | undefined;
  /** The version of the package. */
  readonly version: string;
  /** What to show of a rule where a format explains rules (SARIF); undefined for an ID that is no rule's. */
  readonly ruleHelp?: (ruleId: string) => RuleHelp | undefined;
}

export interface RuleHelp {
  /** One line. */
  readonly summary: string;
  /** The rule's page. */
  readonly markdown?: string;
  /** The documentation that the rule rests on. */
  readonly uri?: string;
}

/** Turns a report into text that ends with a line break, or is empty. */
export type Formatter = (report: Report, context: FormatContext) => string;
