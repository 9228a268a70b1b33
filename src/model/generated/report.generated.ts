// Generated from src/model/schema/report.schema.json by `npm run generate`. Change that file instead.

/**
 * From most to least grave; the names of IAM Access Analyzer's finding types.
 */
export type Severity = 'error' | 'security' | 'warning' | 'suggestion';

/**
 * What `policy-lint --format json` prints.
 */
export interface JsonReport {
  /**
   * Raised when a member is removed or changes its meaning; new members don't raise it.
   */
  readonly schemaVersion: 1;
  /**
   * Every file that was checked, in order of path.
   */
  readonly files: readonly File[];
  /**
   * One entry for each declared intent and target.
   */
  readonly intents: readonly Intent[];
  readonly summary: Summary;
  /**
   * What kept the run from checking all that it was asked to. Not empty means exit code 2.
   */
  readonly problems: readonly string[];
}
export interface File {
  readonly path: string;
  /**
   * In order of position.
   */
  readonly findings: readonly Finding[];
}
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly start: Position;
  /**
   * Behind the last character.
   */
  readonly end: Position;
  /**
   * JSON Pointer (RFC 6901) into the file.
   */
  readonly pointer: string;
  readonly policy?: Policy;
  /**
   * The IAM Access Analyzer finding that this one stands for.
   */
  readonly accessAnalyzerCode?: string;
  readonly witness?: Request;
  readonly related?: readonly RelatedPlace[];
  readonly fix?: Fix;
}
/**
 * A point in a file, line and column from 1.
 */
export interface Position {
  readonly line: number;
  /**
   * In UTF-16 units.
   */
  readonly column: number;
}
/**
 * Which policy of the file it is about.
 */
export interface Policy {
  readonly name: string;
  readonly logicalId?: string;
  readonly resourceType?: string;
  readonly constructPath?: string;
}
/**
 * A request that `policy-lint evaluate --requests` replays.
 */
export interface Request {
  readonly principal:
    | string
    | {
        readonly [k: string]: string;
      };
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string;
  readonly context?: {
    readonly [k: string]: string | number | boolean | readonly string[];
  };
  readonly unknownKeys?: readonly string[];
}
export interface RelatedPlace {
  readonly message: string;
  readonly start: Position;
  readonly end: Position;
  /**
   * JSON Pointer (RFC 6901) into the file.
   */
  readonly pointer: string;
}
export interface Fix {
  readonly description: string;
  readonly edits: readonly Edit[];
}
/**
 * One replacement in the file's text; those of one fix don't overlap.
 */
export interface Edit {
  /**
   * UTF-16 offsets into the file's text without a byte order mark; `end` is exclusive.
   */
  readonly span: {
    readonly start: number;
    readonly end: number;
  };
  readonly text: string;
}
export interface Intent {
  readonly intent: {
    readonly name: string;
    readonly kind:
      | 'atMost'
      | 'atLeast'
      | 'never'
      | 'regions'
      | 'readOnly'
      | 'onlyResources'
      | 'requireTags'
      | 'trustedPrincipals'
      | 'notPublic'
      | 'noPrivilegeEscalation'
      | 'noNewAccess';
    readonly place: Place;
  };
  readonly target: {
    readonly name: string;
    readonly path: string;
    readonly logicalId?: string;
  };
  readonly verdict: 'holds' | 'violated' | 'unknown';
  readonly message: string;
  /**
   * It holds because the target allows nothing that the intent speaks of.
   */
  readonly vacuous?: boolean;
  readonly domain?: 'typed' | 'abstract';
  readonly assumptions: readonly string[];
  readonly witness?: Request;
  /**
   * The statement that lets the witness through, or that can't be decided.
   */
  readonly statement?: {
    readonly path: string;
    readonly start: Position;
    readonly end: Position;
    /**
     * JSON Pointer (RFC 6901) into the file.
     */
    readonly pointer: string;
    readonly policy: Policy;
    readonly sid?: string;
  };
  readonly clause?: Place;
  readonly steps?: readonly Step[];
  /**
   * A statement of a control policy, or a control policy that does not allow it, without which the intent would be violated.
   */
  readonly restsOn?: {
    readonly path: string;
    readonly start: Position;
    readonly end: Position;
    /**
     * JSON Pointer (RFC 6901) into the file.
     */
    readonly pointer: string;
    readonly policy: Policy;
    readonly sid?: string;
  };
  readonly tagSetters?: readonly string[];
  /**
   * Values that the template leaves open, as the witness supposes them: it replays with these.
   */
  readonly parameters?: {
    readonly [k: string]: string;
  };
  /**
   * The template conditions under which the target is as judged; none where it always is.
   */
  readonly when?: readonly ConditionAssumption[];
}
export interface Place {
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
  /**
   * JSON Pointer (RFC 6901) into the file.
   */
  readonly pointer: string;
}
export interface Step {
  readonly request: Request;
  readonly effect: string;
}
/**
 * One condition of a template, taken to be true or false.
 */
export interface ConditionAssumption {
  readonly condition: string;
  readonly value: boolean;
}
export interface Summary {
  /**
   * Files that were checked.
   */
  readonly files: number;
  /**
   * Files that a pattern brought and that are neither policy nor template.
   */
  readonly skipped: number;
  readonly policies: number;
  readonly findings: {
    readonly error: number;
    readonly security: number;
    readonly warning: number;
    readonly suggestion: number;
  };
  readonly intents: {
    readonly holds: number;
    readonly violated: number;
    readonly unknown: number;
  };
  /**
   * Findings and intents that a suppression accepts and that are left out; missing where there are none.
   */
  readonly suppressed?: number;
}
