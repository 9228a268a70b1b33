import type { Location } from './location.ts';

/** Every way in which a text or document can fail to be a policy. docs/errors.md has a row for each. */
export type SourceErrorCode =
  // Texts
  | 'json-syntax'
  | 'yaml-syntax'
  | 'not-text'
  | 'empty-document'
  | 'nesting-too-deep'
  | 'too-large'
  | 'duplicate-key'
  | 'unreadable-file'
  | 'unsupported-document'
  // Intents files
  | 'invalid-intents'
  // Configuration files
  | 'invalid-config'
  // Templates
  | 'template-structure'
  | 'unresolved-reference'
  | 'unseen-part'
  // Policies
  | 'wrong-type'
  | 'unknown-element'
  | 'conflicting-elements'
  | 'missing-statement'
  | 'missing-effect'
  | 'missing-action'
  | 'missing-resource'
  | 'missing-principal'
  | 'principal-not-allowed'
  | 'resource-not-allowed'
  | 'invalid-version'
  | 'invalid-effect'
  | 'invalid-action'
  | 'invalid-principal'
  | 'invalid-principal-key'
  | 'unknown-operator'
  | 'null-with-if-exists'
  | 'duplicate-condition-key';

/** Something wrong in a source. Messages are lower case, without a final period, with `user input` in backticks. */
export interface SourceError {
  readonly code: SourceErrorCode;
  readonly message: string;
  readonly loc: Location;
}
