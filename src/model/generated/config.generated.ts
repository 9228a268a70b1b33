// Generated from src/model/schema/config.schema.json by `npm run generate`. Change that file instead.

export type PresetName = 'recommended' | 'strict' | 'access-analyzer';
export type RuleLevel = 'off' | 'error' | 'security' | 'warning' | 'suggestion';

/**
 * What policy-lint checks in a repository, and how. See docs/configuration.md.
 */
export interface ConfigFile {
  /**
   * For editors: where this schema is.
   */
  readonly $schema?: string;
  /**
   * The rules that run unless `rules` says otherwise; `recommended` without it.
   */
  readonly preset?: PresetName;
  /**
   * Rules by ID, over those of the preset.
   */
  readonly rules?: RuleSettings;
  /**
   * What is linted when the command names nothing: paths and globs, relative to this file.
   */
  readonly files?: readonly string[];
  /**
   * Files that are passed over, even when the command names them: globs, relative to this file.
   */
  readonly ignores?: readonly string[];
  /**
   * Other rules for some files. Of several that match, later ones go over earlier ones.
   */
  readonly overrides?: readonly ConfigOverride[];
  /**
   * Intents files that are judged in every run, relative to this file. Without it: those that are found beside the linted files.
   */
  readonly intents?: readonly string[];
  /**
   * Values of template parameters and pseudo parameters, such as AWS::Region. What is not bound may have any value.
   */
  readonly parameters?: {
    readonly [k: string]: string | readonly string[];
  };
  /**
   * Findings, and intents that do not hold, that are known and accepted.
   */
  readonly suppressions?: readonly ConfigSuppression[];
}
export interface RuleSettings {
  readonly [k: string]: RuleLevel | RuleSettingObject;
}
export interface RuleSettingObject {
  readonly severity?: RuleLevel;
  /**
   * The rule's own; its page lists them.
   */
  readonly options?: {
    readonly [k: string]: string | number | boolean | readonly string[];
  };
}
export interface ConfigOverride {
  /**
   * Globs, relative to this file.
   */
  readonly files: readonly string[];
  readonly preset?: PresetName;
  readonly rules?: RuleSettings;
}
/**
 * All selectors that are given have to fit; at least one is.
 */
export interface ConfigSuppression {
  /**
   * A rule's ID, or `intent/<kind>`.
   */
  readonly rule: string;
  /**
   * Why this is accepted.
   */
  readonly reason: string;
  /**
   * The last day on which it is, such as 2027-03-01.
   */
  readonly until?: string;
  /**
   * Files by glob, relative to this file.
   */
  readonly path?: string;
  /**
   * A resource of a template.
   */
  readonly logicalId?: string;
  /**
   * The Sid of a statement.
   */
  readonly sid?: string;
  /**
   * The logical ID, or name, of a user, role, group or permission set that holds the policy.
   */
  readonly principal?: string;
}
