// Generated from src/model/schema/config.schema.json by `npm run generate`. Change that file instead.

export type PresetName = 'recommended' | 'strict' | 'access-analyzer';
export type RuleLevel = 'off' | 'error' | 'security' | 'warning' | 'suggestion';
export type AccountId = string;

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
   * Intents files that are judged in every run, relative to this file. Without it: those that are found beside this file and the linted ones.
   */
  readonly intents?: readonly string[];
  /**
   * Values of template parameters and pseudo parameters, such as AWS::Region. What is not bound may have any value.
   */
  readonly parameters?: {
    readonly [k: string]: string | readonly string[];
  };
  readonly organization?: OrganizationFacts;
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
 * What is known of the AWS organization that the policies are deployed in.
 */
export interface OrganizationFacts {
  /**
   * The accounts of the organization, twelve digits each, in quotes.
   */
  readonly accounts?: readonly AccountId[];
  /**
   * Accounts of others whose principals may be let in, such as a vendor's.
   */
  readonly trustedAccounts?: readonly AccountId[];
  /**
   * Identity providers whose users may be let in: the ARN of a SAML or OpenID Connect provider, or the URL of one without its scheme, such as token.actions.githubusercontent.com.
   */
  readonly trustedProviders?: readonly string[];
  /**
   * The organization's management account, which control policies do not bind.
   */
  readonly managementAccount?: AccountId;
  /**
   * The service control policies that bind the accounts of this repository.
   */
  readonly serviceControlPolicies?: ControlPolicyLevels;
  /**
   * The resource control policies that bind the accounts of this repository.
   */
  readonly resourceControlPolicies?: ControlPolicyLevels;
}
/**
 * Policy files, relative to this file, by the level that they are attached to. A level that is left out does not limit; a level without policies allows nothing.
 */
export interface ControlPolicyLevels {
  /**
   * Attached to the root.
   */
  readonly root?: readonly string[];
  /**
   * Attached to the organizational units on the way to the account, the outermost first: one list each.
   */
  readonly organizationalUnits?: readonly string[][];
  /**
   * Attached to the account itself.
   */
  readonly account?: readonly string[];
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
