/**
 * Access levels of the Service Authorization Reference. Where AWS lists two levels for an action
 * (tagging and permissions management are also writes), the more specific one stands.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Permissions management' | 'Tagging';

/** The value type that AWS documents for a condition key, without the cardinality. */
export type ConditionKeyType = 'String' | 'Numeric' | 'Date' | 'Bool' | 'ARN' | 'IPAddress' | 'Binary';

export interface Service {
  /** As policies write it: `s3`. */
  readonly prefix: string;
  /** For people: `Amazon S3`. */
  readonly name: string;
  /** By lower-case name, without the prefix. */
  readonly actions: ReadonlyMap<string, Action>;
  /** By lower-case name. Names are unique within a service only. */
  readonly resourceTypes: ReadonlyMap<string, ResourceType>;
  /** By lower-case name, template tails included: `s3:existingobjecttag/${key}`. */
  readonly conditionKeys: ReadonlyMap<string, ConditionKeyInfo>;
  /** Whether resource control policies apply to the service's actions. */
  readonly supportsRcp: boolean;
}

export interface Action {
  /** As AWS writes it, without the prefix: `GetObject`. */
  readonly name: string;
  readonly accessLevel: AccessLevel;
  /**
   * The action has no API operation of its own; it is only checked while another one runs. False
   * also where that is not known, as for actions that are newer than the source of this fact.
   */
  readonly permissionOnly: boolean;
  /** Empty: the action is only ever authorized against `*`. */
  readonly resourceTypes: readonly ActionResource[];
  /**
   * The service's keys that any request for the action may carry. Those that depend on the resource
   * stand with it; global keys that AWS lists for no single service are not repeated here.
   */
  readonly conditionKeys: readonly string[];
  /** Actions that the caller needs too, such as `iam:PassRole`. */
  readonly dependentActions: readonly string[];
}

/** A resource type as one action takes it. */
export interface ActionResource {
  /** The key in {@link Service.resourceTypes} is its lower-case form. */
  readonly name: string;
  readonly required: boolean;
  /** The keys that the action has only, or also, on this resource type. */
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

export interface ResourceType {
  readonly name: string;
  /**
   * ARN templates: `arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}`. A field may be
   * empty, literal (`aws` as an account) or a wildcard, and any may hold a placeholder of any name.
   */
  readonly arnPatterns: readonly string[];
  readonly conditionKeys: readonly string[];
}

export interface ConditionKeyInfo {
  /** As AWS writes it; may hold placeholders: `aws:ResourceTag/${TagKey}`. */
  readonly name: string;
  readonly type: ConditionKeyType;
  /** Types that AWS documents beside it: `aws:EpochTime` is a date and a number. Mostly empty. */
  readonly otherTypes: readonly ConditionKeyType[];
  /** The request may carry several values: the key asks for `ForAllValues` or `ForAnyValue`. */
  readonly multivalued: boolean;
}

/** The part of an action that is known without loading its service. */
export interface ActionSummary {
  /** `s3:GetObject` */
  readonly action: string;
  readonly accessLevel: AccessLevel;
  /** The action supports no resource type, so it is only ever authorized against `*`. */
  readonly onlyWildcard: boolean;
}

/** An AWS managed policy in its latest version. */
export interface ManagedPolicy {
  readonly name: string;
  /** In the `aws` partition. */
  readonly arn: string;
  /** `/`, `/service-role/`, `/aws-service-role/`, `/job-function/` or `/root-task/`. */
  readonly path: string;
  /** `v3` */
  readonly versionId: string;
  /** ISO days: when AWS made the policy, and when it last updated it. */
  readonly created: string;
  readonly updated: string;
  /** The policy document, as JSON gives it. */
  readonly document: unknown;
}

/** The operations of a CloudFormation resource type. */
export type HandlerOperation = 'create' | 'read' | 'update' | 'delete' | 'list';

/** What CloudFormation needs, and knows, about one resource type. */
export interface HandlerPermissions {
  /** `AWS::S3::Bucket` */
  readonly type: string;
  /**
   * Per operation, the permissions that the type's schema declares: `s3:CreateBucket`. A few are
   * patterns, a few name no action that IAM knows. `undefined`: the type publishes no handlers, so
   * what it needs is not known. An operation that is not there: the type does not have it.
   */
  readonly operations: Readonly<Partial<Record<HandlerOperation, readonly string[]>>> | undefined;
  /** What the schema declares for tagging. Empty where it says nothing. */
  readonly tagPermissions: readonly string[];
  /** The properties that together identify a resource, in the order of its physical ID's parts. */
  readonly primaryIdentifier: readonly string[];
  /** `arn:${Partition}:s3:::${BucketName}`, where one is known. */
  readonly arnTemplate: string | undefined;
}

/** The ISO days that the data is of: what AWS changed after them is not in it. */
export interface ReferenceDate {
  /** Of services, actions, resource types and condition keys. */
  readonly iamData: string;
  /** Of the newest update of any AWS managed policy. */
  readonly managedPolicies: string;
  /** Of the handler permissions of CloudFormation's resource types. */
  readonly cloudformation: string;
}
