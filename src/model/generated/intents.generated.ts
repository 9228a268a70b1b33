// Generated from src/model/schema/intents.schema.json by `npm run generate`. Change that file instead.

export type OneOrMoreStrings = string | readonly string[];
export type OneOrMoreStatements = IntentStatement | readonly IntentStatement[];
export type AtLeast = IntentRequest | IntentStatement | readonly (IntentRequest | IntentStatement)[];

/**
 * What policies are for, declared per target and proved or refuted by policy-lint. See docs/intents.md.
 */
export interface IntentsFile {
  /**
   * For editors: where this schema is.
   */
  readonly $schema?: string;
  readonly parameters?: ParameterBindings;
  readonly targets: readonly IntentTarget[];
}
/**
 * Values of template parameters and pseudo parameters (AWS::Region). What is not bound here may have any value, and a proof holds for all of them.
 */
export interface ParameterBindings {
  readonly [k: string]: string | number | boolean | readonly (string | number | boolean)[];
}
export interface IntentTarget {
  /**
   * For reports.
   */
  readonly name?: string;
  /**
   * Files by path or glob, relative to the intents file. Without it: all files of the run.
   */
  readonly files?: OneOrMoreStrings;
  /**
   * A user, role, group or permission set, by logical ID or name; `*` and `?` are wildcards. Judged with all its policies, denies and boundary.
   */
  readonly principal?: OneOrMoreStrings;
  /**
   * A single policy, by logical ID or name; `*` and `?` are wildcards. For resource policies, and for identity policies that nobody holds yet.
   */
  readonly policy?: OneOrMoreStrings;
  /**
   * A role's trust policy, by the role's logical ID or name; `*` and `?` are wildcards.
   */
  readonly trust?: OneOrMoreStrings;
  readonly parameters?: ParameterBindings;
  /**
   * SCPs that bind the target: one list of policy files per level, root first, the account last; paths relative to the intents file.
   */
  readonly serviceControlPolicies?: readonly OneOrMoreStrings[];
  /**
   * RCPs that bind the target, likewise.
   */
  readonly resourceControlPolicies?: readonly OneOrMoreStrings[];
  /**
   * A boundary that is attached outside the template: a policy file, relative to the intents file.
   */
  readonly permissionsBoundary?: string;
  readonly intents: readonly Intent[];
}
/**
 * One declaration: a name and exactly one of the properties behind it.
 */
export interface Intent {
  /**
   * Says the intent in words; appears in reports.
   */
  readonly name?: string;
  /**
   * Why, for readers of this file.
   */
  readonly note?: string;
  /**
   * An upper bound: statements that allow all that may be allowed.
   */
  readonly atMost?: OneOrMoreStatements;
  /**
   * Requests or statements that must be allowed.
   */
  readonly atLeast?: AtLeast;
  /**
   * Statements of which no request may be allowed.
   */
  readonly never?: OneOrMoreStatements;
  /**
   * Every regional request must be in one of these Regions.
   */
  readonly regions?: OneOrMoreStrings;
  /**
   * Only actions whose access level is List or Read. `except` lists actions that are allowed all the same.
   */
  readonly readOnly?:
    | true
    | {
        readonly except: OneOrMoreStrings;
      };
  /**
   * Only these resources, for all actions or for those given.
   */
  readonly onlyResources?:
    | OneOrMoreStrings
    | {
        readonly actions?: OneOrMoreStrings;
        readonly resources: OneOrMoreStrings;
      };
  /**
   * Only resources that carry these tags, for the actions given.
   */
  readonly requireTags?: {
    readonly actions?: OneOrMoreStrings;
    readonly resources?: OneOrMoreStrings;
    readonly tags: {
      readonly [k: string]: OneOrMoreStrings;
    };
  };
  /**
   * For resource and trust policies: nobody else may be let in. Account IDs, ARNs, service names, providers.
   */
  readonly trustedPrincipals?: OneOrMoreStrings;
  /**
   * For resource and trust policies: no anonymous caller and no arbitrary account may be let in.
   */
  readonly notPublic?: true;
  /**
   * No sequence of permitted steps may lead to more than the target was given.
   */
  readonly noPrivilegeEscalation?: true;
  /**
   * Nothing may be allowed that the same target of this baseline file does not allow; path relative to the intents file.
   */
  readonly noNewAccess?: string;
}
/**
 * A policy statement without Effect. `${AWS::Region}` and `${Parameter}` are the template's values, `${aws:username}` is a policy variable. Action and Resource default to `*`.
 */
export interface IntentStatement {
  readonly Sid?: string;
  readonly Effect?: 'Allow';
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: OneOrMoreStrings;
  readonly NotAction?: OneOrMoreStrings;
  readonly Resource?: OneOrMoreStrings;
  readonly NotResource?: OneOrMoreStrings;
  readonly Condition?: {};
}
/**
 * A single request, as `evaluate` takes it; the principal defaults to the target.
 */
export interface IntentRequest {
  readonly principal?: string;
  readonly action: string;
  readonly resource?: string;
  readonly resourceAccount?: string;
  readonly context?: {
    readonly [k: string]: string | number | boolean | readonly string[];
  };
}
