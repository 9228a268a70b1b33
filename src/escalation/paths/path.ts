/**
 * The vocabulary in which known paths to more permissions are written down. A path is data: the search
 * binds its slots to things that are there, makes each step's request, has it decided, and takes over
 * what the step leaves behind.
 */
export interface EscalationPath {
  /** Kebab case, the service first: `iam-attach-user-policy-self`. */
  readonly id: string;
  /** For people, a clause: "attaches a policy to itself". */
  readonly title: string;
  /** The path that this one is a detour of: not worth telling where that one is open. */
  readonly detourOf?: string;
  /** What has to be there or happen without the one who acts: such a path is possible, not shown. */
  readonly awaits?: string;
  /** Rows of public catalogues that describe it: `pathfinding/iam-008`. Empty where none does. */
  readonly catalogue: readonly string[];
  /** AWS pages that say what the actions do. */
  readonly sources: readonly string[];
  readonly slots: Readonly<Record<string, Slot>>;
  readonly steps: readonly PathStep[];
}

/** Something that a path's steps speak of. */
export type Slot =
  /** The one who acts, which has to be of this kind. */
  | { readonly kind: 'self'; readonly of: 'user' | 'role' }
  /** A group that the one who acts is in. */
  | { readonly kind: 'ownGroup' }
  /** A customer managed policy that is attached to the one who acts. */
  | { readonly kind: 'ownPolicy' }
  /** Made by the path. */
  | { readonly kind: 'new'; readonly form: ArnFormName }
  /** A user, role or group that is there. */
  | { readonly kind: 'principal'; readonly of: 'user' | 'role' | 'group'; readonly supposed?: SupposedPrincipal }
  /** A customer managed policy that is there, attached to a principal of another slot. */
  | { readonly kind: 'policyOf'; readonly principal: string }
  /** An attached policy of the one who acts that has an older version with more in it. */
  | { readonly kind: 'versionedPolicy' }
  /** Something that runs with the role of another slot. */
  | { readonly kind: 'workload'; readonly form: ArnFormName; readonly role: string }
  /** Something that has to be there but plays no part of its own; every account has, or can use, some kinds: a subnet, a document. */
  | { readonly kind: 'given'; readonly form: ArnFormName; readonly everywhere: boolean };

/** What a principal that was not seen is supposed to be like. */
export interface SupposedPrincipal {
  /** Whom a supposed role trusts: a service principal, or the one who acts. */
  readonly trusts?: 'caller' | { readonly service: string };
  /** False for one that needs no permissions to be of use. */
  readonly administrator: boolean;
}

export interface PathStep {
  readonly action: string;
  /** Slots whose ARNs the call is authorized against, each by a request of its own; `*` for none. */
  readonly on: readonly string[];
  /** Who calls, where it is not the one who acts: a service, or an accomplice in another account. */
  readonly by?: { readonly service: string } | 'outsider';
  /** Condition keys that the call fixes, to one of several values where the documentation leaves it open. `{slot}` is the slot's ARN. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly effect: StepEffect;
  /** What it does, for people: a clause with `{slot}` for names. */
  readonly text: string;
}

export type StepEffect =
  | { readonly kind: 'none' }
  /** The slot exists from now on. A role trusts whoever acts, or a service, or somebody outside. */
  | { readonly kind: 'create'; readonly slot: string; readonly trust?: Trust }
  /** The slot's principal gets a policy: the one that `iam:PolicyARN` names, else one that allows everything. */
  | { readonly kind: 'grant'; readonly slot: string }
  | { readonly kind: 'trust'; readonly slot: string; readonly trust: Trust }
  /** The slot's customer managed policy allows everything from now on. */
  | { readonly kind: 'rewrite'; readonly slot: string }
  | { readonly kind: 'join'; readonly group: string; readonly user: string }
  | { readonly kind: 'removeBoundary'; readonly slot: string }
  /** The one who acts has the credentials of the slot's principal from now on. */
  | { readonly kind: 'become'; readonly slot: string };

export type Trust = 'caller' | 'outsider' | { readonly service: string };

/** Resources that paths speak of, by the shape of their ARN. */
export type ArnFormName =
  | 'role'
  | 'user'
  | 'group'
  | 'policy'
  | 'instanceProfile'
  | 'oidcProvider'
  | 'function'
  | 'instance'
  | 'managedNode'
  | 'image'
  | 'subnet'
  | 'securityGroup'
  | 'networkInterface'
  | 'volume'
  | 'spotRequest'
  | 'launchTemplate'
  | 'stack'
  | 'stackSet'
  | 'codebuildProject'
  | 'pipeline'
  | 'cluster'
  | 'ecsService'
  | 'taskDefinition'
  | 'task'
  | 'glueEndpoint'
  | 'glueJob'
  | 'glueTrigger'
  | 'glueSession'
  | 'notebook'
  | 'notebookLifecycle'
  | 'trainingJob'
  | 'processingJob'
  | 'runnerService'
  | 'codeInterpreter'
  | 'table'
  | 'sharedDocument'
  | 'stateMachine';
