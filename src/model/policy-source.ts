import type { PolicyLabel } from './finding.ts';
import type { Location } from './location.ts';
import type { LocatedNode } from './located.ts';
import type { Policy, PolicyType } from './policy.ts';
import type { SourceError } from './source-error.ts';
import type { TemplateText, TextPart, UnknownValue } from './unknown-value.ts';

/** A policy found in a file. */
export interface SourcePolicy {
  readonly type: PolicyType;
  readonly label: PolicyLabel;
  /** The document; missing when it is no object at all, which `errors` says. */
  readonly policy?: Policy;
  /** The tree that the document was parsed from, template functions resolved. */
  readonly node: LocatedNode;
  readonly errors: readonly SourceError[];
  /** For resource policies in a template: the type of the resource that it guards, such as `AWS::S3::Bucket`. */
  readonly resourceType?: string;
  /**
   * For resource policies in a template: the ARNs of the resources that it guards, a bucket's for its
   * objects. Missing where the template does not tell all of them.
   */
  readonly guards?: readonly TemplateText[];
  /** For a managed policy in a template: its ARN. */
  readonly arn?: TemplateText;
  /** For service and resource control policies: the accounts, OUs and roots that it is attached to, where the file tells. */
  readonly targets?: readonly TemplateText[];
  /** For the policy of a VPC endpoint: the prefix of the service that is reached through it, such as `s3`, where the file tells. */
  readonly endpointOf?: string;
  /** The template conditions under which it exists, or has this form; none when it always does. */
  readonly when?: readonly ConditionAssumption[];
  readonly loc: Location;
}

/** One condition of a template, taken to be true or false. */
export interface ConditionAssumption {
  readonly condition: string;
  readonly value: boolean;
}

/** Someone who can hold policies. */
export type PrincipalKind = 'user' | 'role' | 'group' | 'permissionSet';

/** How a policy came to belong to a principal. */
export type AttachmentKind = 'inline' | 'customerManaged' | 'awsManaged' | 'group' | 'boundary';

/** A policy of another file of the run. */
export interface ImportedPolicy {
  readonly file: Pick<SourceFile, 'path' | 'text'>;
  readonly source: SourcePolicy;
  /** True where the files are deployed apart from each other: that both are in one account is taken for granted. */
  readonly isApart: boolean;
}

export interface PolicyAttachment {
  readonly kind: AttachmentKind;
  /** Where the policy stands in this file. */
  readonly source?: SourcePolicy;
  /** An AWS managed policy, by its ARN: resolved from the reference by whoever needs the document. */
  readonly awsManagedArn?: string;
  /** Attached by a name or ARN whose policy is not in the sources. */
  readonly unseen?: UnknownValue;
  /** The policy that it turns out to be among the other files of a run, as this file sees it. */
  readonly imported?: ImportedPolicy;
  /** The ARN of a managed policy, where the file tells it; inline policies have none. */
  readonly arn?: TemplateText;
  /** For the policies of a group that is not in this file: its name. */
  readonly group?: TemplateText;
  /** Where the attachment is written. */
  readonly loc: Location;
}

/** A user, role, group or permission set of a file, with the policies it holds. */
export interface SourcePrincipal {
  readonly kind: PrincipalKind;
  /** The template's logical ID, or the name in an account export. */
  readonly id: string;
  readonly name: TemplateText;
  readonly arn: TemplateText;
  readonly attachments: readonly PolicyAttachment[];
  /** The permissions boundary, one attachment of kind `boundary`. */
  readonly boundary?: PolicyAttachment;
  /** A role's trust policy. */
  readonly trust?: SourcePolicy;
  /** Its tags, where all that the file gives it are written out. Undefined: not known. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The ARNs of the groups of this file that a user is in. */
  readonly groups?: readonly TemplateText[];
  /** Why more policies may bear on it than are seen here: for people, one reason each. */
  readonly partial: readonly string[];
  /** The file of the run that makes it, and has it with the policies of this file too. */
  readonly madeIn?: string;
  readonly constructPath?: string;
  readonly when?: readonly ConditionAssumption[];
  readonly loc: Location;
}

/** Something of a file that runs code with a role's credentials, such as an instance or a function. */
export interface SourceWorkload {
  /** The template's logical ID. */
  readonly id: string;
  readonly arn: TemplateText;
  readonly roleArn: TemplateText;
  /** Its tags, where all that the file gives it are written out. Undefined: not known. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly loc: Location;
}

/** Something that hands out sessions of roles with policies that narrow them, such as a profile of IAM Roles Anywhere. */
export interface SourceSession {
  /** The template's logical ID. */
  readonly id: string;
  /** The roles whose sessions they are. */
  readonly roleArns: readonly TemplateText[];
  /** A session may do only what one of them allows. */
  readonly policies: readonly PolicyAttachment[];
  readonly when?: readonly ConditionAssumption[];
  readonly loc: Location;
}

export type SourceFormat = 'policy' | 'cloudformation' | 'sam' | 'cdk' | 'terraform' | 'account' | 'markdown';

/** The stack that a template is read as. A template that is read twice is two stacks, each an object of its own. */
export interface SourceStack {
  readonly path: string;
  /** The stack that nests it; missing for one that is deployed by itself. */
  readonly outer?: OuterStack;
}

export interface OuterStack {
  readonly stack: SourceStack;
  /** What it calls the nested stack. */
  readonly logicalId: string;
  /** What it gives for parameters, in its own words, where that is not all known. */
  readonly given: ReadonlyMap<string, TemplateText>;
  /** False where a condition decides whether the nested stack is there. */
  readonly isCertain: boolean;
}

/** What is known of a template's parameters that have no value. */
export interface OpenParameters {
  /** Each by its name, as it is declared. */
  readonly declared: ReadonlyMap<string, UnknownValue>;
  /** What each is where conditions turn out in a certain way, as far as that tells more; by `keyOfConditions`. */
  readonly under: ReadonlyMap<string, ReadonlyMap<string, TextPart>>;
  /** What the conditions say of them that forms hang on, as texts: of two versions of a template the same text says the same. */
  readonly conditions: ReadonlyMap<string, string>;
}

/** Assumptions as a key. */
export function keyOfConditions(when: readonly ConditionAssumption[]): string {
  return when.map(({ condition, value }) => `${condition} is ${value}`).join('\n');
}

/** One file, read. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** For a template whose nested stacks were followed. */
  readonly stack?: SourceStack;
  readonly format?: SourceFormat;
  readonly policies: readonly SourcePolicy[];
  readonly principals: readonly SourcePrincipal[];
  /** For a template that has some. */
  readonly parameters?: OpenParameters;
  /** Only those that are there whatever the template's conditions are. */
  readonly workloads?: readonly SourceWorkload[];
  readonly sessions?: readonly SourceSession[];
  /** What is wrong with the file itself; errors inside a policy are with that policy. */
  readonly errors: readonly SourceError[];
  /** False for a file that is neither policy nor template: an error when it was named, else skipped. */
  readonly recognized: boolean;
}
