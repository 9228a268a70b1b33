// Generated from src/model/schema/policy-document.schema.json by `npm run generate`. Change that file instead.

export type PrincipalDocument =
  | '*'
  | {
      readonly AWS?: OneOrMany;
      readonly Service?: OneOrMany;
      readonly Federated?: OneOrMany;
      readonly CanonicalUser?: OneOrMany;
    };
export type OneOrMany = string | readonly string[];
export type ConditionValues = ConditionScalar | readonly ConditionScalar[];
export type ConditionScalar = string | number | boolean;

/**
 * An AWS IAM policy document, of any type, as JSON. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument {
  /**
   * Version of the policy language. Variables are expanded only under 2012-10-17; without the element AWS reads 2008-10-17.
   */
  readonly Version?: '2012-10-17' | '2008-10-17';
  /**
   * Name of a resource-based policy.
   */
  readonly Id?: string;
  readonly Statement: StatementDocument | readonly StatementDocument[];
}
export interface StatementDocument {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PrincipalDocument;
  readonly NotPrincipal?: PrincipalDocument;
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Condition?: ConditionDocument;
}
/**
 * Operator, then condition key, then one or more values.
 */
export interface ConditionDocument {
  readonly [k: string]: {
    readonly [k: string]: ConditionValues;
  };
}
