import type { Organization } from '../model/organization.ts';
import type { PolicyType } from '../model/policy.ts';
import type { Preset } from '../rules/rule.ts';
import type { RuleSetting } from '../rules/run-rules.ts';

/** What a lint run looks for. */
export interface RuleSelection {
  /** The rules that run unless `rules` says otherwise; `recommended` without it. */
  readonly preset?: Preset;
  /** By rule ID: `off`, a severity, or an object with a severity and options. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

export interface LintOptions extends RuleSelection {
  /** What bare policy documents are attached to; told from their content without it. */
  readonly type?: PolicyType;
  /** Values of template parameters, by name. One that is not given may have any value. */
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  /** The organization that the policies are deployed in: counts in rules and intents. */
  readonly organization?: Organization;
}

export interface LintTextOptions extends LintOptions {
  /** The file's name: it tells JSON from YAML, and appears in the report. */
  readonly path: string;
  /** False: comments and metadata that suppress findings are not heard. */
  readonly inlineConfig?: boolean;
  /** Milliseconds since the epoch, by which suppressions with a date have expired or not; now without it. */
  readonly now?: number;
}

export interface LintPolicyOptions extends RuleSelection {
  readonly type: PolicyType;
  /** For a resource policy: the CloudFormation type of what it is attached to, such as `AWS::S3::Bucket`. */
  readonly resourceType?: string;
  readonly organization?: Organization;
}
