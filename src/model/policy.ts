import type { ConditionOperator } from './condition-operator.ts';
import type { Location } from './location.ts';
import type { Pattern } from './pattern.ts';
import type { PrincipalEntry } from './principal.ts';
import type { SourceError } from './source-error.ts';
import type { TemplateText, UnknownValue } from './unknown-value.ts';

/** What a policy is attached to decides which elements it may have and how it is evaluated. */
export type PolicyType = 'identity' | 'resource' | 'trust' | 'scp' | 'rcp';

export const POLICY_TYPES: readonly PolicyType[] = ['identity', 'resource', 'trust', 'scp', 'rcp'];

/** A parsed policy document: every node knows where it was written. */
export interface Policy {
  /** Undefined when the element is missing (or wrong, which is an error): AWS reads it as 2008-10-17. */
  readonly version?: PolicyVersion;
  readonly id?: LocatedText;
  readonly statements: readonly Statement[];
  /** Statements that the template does not tell. A proof can't pass over them. */
  readonly unseen: readonly UnseenPart[];
  readonly loc: Location;
}

export interface PolicyVersion {
  readonly value: '2012-10-17' | '2008-10-17';
  readonly loc: Location;
}

export interface LocatedText {
  readonly text: string;
  readonly loc: Location;
}

export interface UnseenPart {
  readonly unknown: UnknownValue;
  readonly loc: Location;
}

export interface Statement {
  /** Position among the document's statements, from 0. */
  readonly index: number;
  readonly sid?: LocatedText;
  readonly effect: Effect;
  readonly effectLoc: Location;
  readonly principal?: PrincipalElement;
  readonly action: ActionElement;
  readonly resource?: ResourceElement;
  readonly conditions: readonly ConditionClause[];
  /** The Condition element itself, when there is one. */
  readonly conditionLoc?: Location;
  /**
   * What is wrong inside this statement. A statement with problems allows nothing, and an evaluation
   * that meets it reports them; it is never skipped in silence.
   */
  readonly problems: readonly SourceError[];
  readonly loc: Location;
}

export type Effect = 'Allow' | 'Deny';

export interface PrincipalElement {
  readonly kind: 'Principal' | 'NotPrincipal';
  readonly entries: readonly PrincipalEntry[];
  readonly keyLoc: Location;
  readonly loc: Location;
}

export interface ActionElement {
  readonly kind: 'Action' | 'NotAction';
  readonly entries: readonly PatternEntry[];
  readonly keyLoc: Location;
  readonly loc: Location;
}

export interface ResourceElement {
  readonly kind: 'Resource' | 'NotResource';
  readonly entries: readonly PatternEntry[];
  readonly keyLoc: Location;
  readonly loc: Location;
}

export interface PatternEntry {
  readonly pattern: Pattern;
  readonly loc: Location;
}

/** One operator applied to one key. Clauses are joined by AND, their values by OR (by NOR if negated). */
export type ConditionClause = ConditionTest | UnknownCondition;

export interface ConditionTest {
  readonly kind: 'test';
  readonly operator: ConditionOperator;
  readonly operatorLoc: Location;
  /** The operator as written. */
  readonly operatorText: string;
  readonly key: ConditionKeyName;
  readonly values: readonly ConditionValue[];
  readonly loc: Location;
}

/** A part of the Condition element that the template does not tell. */
export interface UnknownCondition {
  readonly kind: 'unknown';
  readonly unknown: UnknownValue;
  readonly loc: Location;
}

export interface ConditionKeyName {
  /** As written. */
  readonly text: string;
  /** Lower case: key names don't depend on case, the tag key in `aws:ResourceTag/Key` included. */
  readonly id: string;
  readonly loc: Location;
}

export interface ConditionValue {
  /** As text, whatever the JSON type: AWS compares `true` and `"true"` alike. */
  readonly text: TemplateText;
  /**
   * The parsed value of a String, Arn or Bool operator: wildcards where the operator takes them,
   * variables where the policy's version does. For the other operators a literal.
   */
  readonly pattern: Pattern;
  readonly jsonType: 'string' | 'number' | 'boolean';
  readonly loc: Location;
}

/** Whether policy variables are expanded in this document. */
export function hasVariables(policy: { readonly version?: PolicyVersion }): boolean {
  return policy.version?.value === '2012-10-17';
}
