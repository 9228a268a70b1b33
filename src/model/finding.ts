import type { AccessRequest } from './access-request.ts';
import type { Location, Position, Span } from './location.ts';

/** Access Analyzer's severities: ERROR, SECURITY_WARNING, WARNING, SUGGESTION. */
export type Severity = 'error' | 'security' | 'warning' | 'suggestion';

/** From most to least grave. */
export const SEVERITIES: readonly Severity[] = ['error', 'security', 'warning', 'suggestion'];

/** A finding as a rule reports it, before a text turns offsets into lines. */
export interface LocatedFinding {
  readonly ruleId: string;
  readonly severity: Severity;
  /** Lower case, no final period, user input in backticks. */
  readonly message: string;
  readonly loc: Location;
  readonly policy?: PolicyLabel;
  readonly accessAnalyzerCode?: string;
  readonly witness?: AccessRequest;
  readonly related?: readonly { readonly message: string; readonly loc: Location }[];
  readonly fix?: Fix;
}

/** Which policy of a file a finding is about, for people and for suppressions. */
export interface PolicyLabel {
  /** `SupportUserPolicy`, or the file's own name for a bare document. */
  readonly name: string;
  /** The template's resource, if the policy stands in one. */
  readonly logicalId?: string;
  /** `AWS::IAM::Policy`. */
  readonly resourceType?: string;
  /** A CDK construct path from the template's metadata. */
  readonly constructPath?: string;
}

/** Replacements in the source text; they don't overlap. */
export interface Fix {
  readonly description: string;
  readonly edits: readonly TextEdit[];
}

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A finding as reports and the API give it. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  /** Where it begins; line and column from 1. */
  readonly start: Position;
  /** Behind its last character. */
  readonly end: Position;
  /** JSON Pointer into the file. */
  readonly pointer: string;
  readonly policy?: PolicyLabel;
  readonly accessAnalyzerCode?: string;
  /** A request that shows the finding; `evaluate` replays it. */
  readonly witness?: AccessRequest;
  readonly related?: readonly RelatedPlace[];
  readonly fix?: Fix;
}

export interface RelatedPlace {
  readonly message: string;
  readonly start: Position;
  readonly end: Position;
  readonly pointer: string;
}

export interface FileReport {
  readonly path: string;
  readonly findings: readonly Finding[];
}
