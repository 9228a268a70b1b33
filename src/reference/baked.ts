import type { ReferenceDate } from './types.ts';

/**
 * The shapes of the baked files, shared by the build that writes them and the code that reads them.
 * Lists are referred to by index, and key lists that repeat are stored once: a service's file is
 * small, and reading it makes few objects.
 */
export interface BakedFiles {
  readonly index: BakedIndex;
  readonly actions: BakedActions;
  readonly 'condition-keys': BakedConditionKeys;
  readonly 'managed-policies': BakedManagedPolicies;
  readonly handlers: BakedHandlers;
  readonly 'cdk-bootstrap': BakedBootstrapTemplate;
  readonly [service: `services/${string}`]: BakedService;
  readonly [documents: `managed-policies/${number}`]: readonly unknown[];
}

/** The template that `cdk bootstrap` deploys, with its comments; under the Apache License 2.0 of the package. */
export interface BakedBootstrapTemplate {
  /** The version of the npm package `aws-cdk` that has it. */
  readonly cliVersion: string;
  readonly text: string;
}

/** Raised when a file's shape changes. */
export const bakedFormat = 1;

export interface BakedIndex {
  readonly format: number;
  readonly dates: ReferenceDate;
  /** By prefix: the name, and 1 where resource control policies apply. */
  readonly services: Readonly<Record<string, readonly [name: string, rcp: 0 | 1]>>;
  /** By the service field of an ARN: the prefixes whose resource types have it. */
  readonly arnServices: Readonly<Record<string, readonly string[]>>;
}

/**
 * By prefix: every action's name behind its access level's letter, joined by spaces. The letter is
 * lower-case where the action supports no resource type.
 */
export type BakedActions = Readonly<Record<string, string>>;

/** Every key of every service: its name, its type in the first of the services that list it, and these services. */
export interface BakedConditionKeys {
  readonly services: readonly string[];
  readonly keys: readonly (readonly [name: string, type: string, services: readonly number[]])[];
}

export interface BakedService {
  /** The type is AWS's own text: `String`, `ArrayOfString`. */
  readonly conditionKeys: readonly (readonly [name: string, type: string])[];
  /** Lists of indices into `conditionKeys`; the first is empty. */
  readonly keyLists: readonly (readonly number[])[];
  readonly resourceTypes: readonly BakedResourceType[];
  /** Lists of actions; the first is empty. */
  readonly dependentActions: readonly (readonly string[])[];
  /** Lines of `action-row.ts`, by name. */
  readonly actions: readonly string[];
}

export type BakedResourceType = readonly [name: string, arnPatterns: readonly string[], keyList: number];

/** What is known of managed policies without their documents, which lie in numbered files. */
export interface BakedManagedPolicies {
  readonly policiesPerFile: number;
  readonly policies: readonly (readonly [name: string, path: string, versionId: string, created: string, updated: string])[];
}

export interface BakedHandlers {
  /** Permissions, referred to by index. */
  readonly permissions: readonly string[];
  readonly types: Readonly<Record<string, BakedHandler>>;
}

/** `operations` is 0 for a type that publishes no handlers; its keys are the first letters of the operations. */
export type BakedHandler = readonly [
  operations: 0 | Readonly<Record<string, readonly number[]>>,
  tagPermissions: readonly number[],
  primaryIdentifier: readonly string[],
  arnTemplate: string | 0,
];
