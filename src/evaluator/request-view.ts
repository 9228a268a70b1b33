import type { RequestPrincipal } from '../model/request-principal.ts';

/** Stands where a condition key's value, or its presence, is not known. */
export const unknownValue: unique symbol = Symbol('unknown');

/** A condition key's value in a request; undefined when the key is absent. An empty list is absent too. */
export type KeyValue = string | readonly string[] | typeof unknownValue | undefined;

/**
 * A request in the form in which compiled policies read it. Condition keys have become positions in a
 * list, assigned when the policies were compiled.
 */
export interface RequestView {
  readonly principal: RequestPrincipal;
  /** Lower case. */
  readonly action: string;
  readonly resource: string;
  readonly values: readonly KeyValue[];
  /** The caller has a permissions boundary, which is what `NotPrincipal` asks for. */
  readonly hasBoundary: boolean;
  /** Where names of unknown values that were met are collected; undefined when nobody asks. */
  readonly noted: Set<string> | undefined;
}
