import type { AccessRequest } from '../model/access-request.ts';
import type { Evaluation } from '../model/evaluation.ts';
import type { Fix, LocatedFinding, Severity } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { PolicyInput, PolicySet } from '../model/policy-set.ts';
import type { SourcePolicy, SourcePrincipal } from '../model/policy-source.ts';
import type { ConditionTest, ConditionValue, Policy, PolicyType } from '../model/policy.ts';
import type { PrincipalEntry } from '../model/principal.ts';
import type { Verdict } from '../model/verdict.ts';
import type { ActionEntryView, ResourceEntryView, StatementView } from './support/statement-view.ts';

/** A named selection of rules. */
export type Preset =
  /** What is nearly always a mistake. */
  | 'recommended'
  /** Everything in `recommended`, and what is often meant. */
  | 'strict'
  /** What IAM Access Analyzer's policy validation reports, and nothing else. */
  | 'access-analyzer';

export const PRESETS: readonly Preset[] = ['recommended', 'strict', 'access-analyzer'];

/** One thing that a rule can say. */
export interface RuleMessage {
  /**
   * Lower case, no final period, user input in backticks. Says what is wrong and what to write
   * instead. `{{name}}` stands for the entry of that name in the report's `data`.
   */
  readonly text: string;
  /** The finding of IAM Access Analyzer that this one stands for. */
  readonly accessAnalyzerCode?: string;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
}

export type RuleOptions = Readonly<Record<string, OptionValue>>;
export type OptionValue = string | number | boolean | readonly string[];

export interface RuleMeta<MessageId extends string = string> {
  /** Kebab case; the name of the rule's file, of its test and of its page. */
  readonly id: string;
  readonly docs: {
    /** One line for lists: what the rule finds, lower case, no final period. */
    readonly summary: string;
    /** The pages that the rule rests on; the first is the authority. */
    readonly sources: readonly string[];
  };
  readonly severity: Severity;
  readonly messages: Readonly<Record<MessageId, RuleMessage>>;
  /** The policy types that the rule looks at; all without it. */
  readonly policyTypes?: readonly PolicyType[];
  /** True when the rule's findings may carry a fix. */
  readonly fixable?: boolean;
  readonly presets: readonly Preset[];
  /** The rule asks the engine, which is loaded only for such rules and given only to them. */
  readonly needsEngine?: boolean;
  readonly options?: {
    /** A JSON Schema of the options object, for whoever reads a configuration file. */
    readonly schema: object;
    readonly defaults: RuleOptions;
  };
}

/**
 * A rule: one object, which says what it is and makes visitors for one policy. Keep no state outside
 * `create`.
 */
export interface Rule<MessageId extends string = string> {
  readonly meta: RuleMeta<MessageId>;
  create(context: RuleContext<MessageId>): RuleVisitors;
}

/** Checks a rule's message IDs against its reports, and forgets them. */
export function defineRule<const MessageId extends string>(rule: Rule<MessageId>): Rule {
  return rule;
}

/** What a rule may look at. Called in document order; all are optional. */
export interface RuleVisitors {
  /** Once, even for a document that is no policy at all. */
  source?(source: SourcePolicy): void;
  policy?(policy: Policy, statements: readonly StatementView[]): void;
  statement?(statement: StatementView): void;
  action?(entry: ActionEntryView, statement: StatementView): void;
  resource?(entry: ResourceEntryView, statement: StatementView): void;
  principal?(entry: PrincipalEntry, statement: StatementView): void;
  /** One operator with one key. */
  condition?(test: ConditionTest, statement: StatementView): void;
  conditionValue?(value: ConditionValue, test: ConditionTest, statement: StatementView): void;
  /** After everything else. */
  end?(): void;
}

/** A policy, with what its file tells of those who hold it. */
export interface RuleSource extends SourcePolicy {
  /**
   * The principals that hold it, each once for each form that the template's conditions give it: of an
   * identity-based policy those that it is attached to, or is the boundary of. None where nobody is seen to.
   */
  readonly holders?: readonly SourcePrincipal[];
}

export interface RuleContext<MessageId extends string = string> {
  readonly source: RuleSource;
  /** The whole file that the spans are about, for fixes; missing where a policy came as an object. */
  readonly text?: string;
  readonly type: PolicyType;
  /** What a resource policy is attached to, such as `AWS::S3::Bucket`, where that is known. */
  readonly resourceType?: string;
  /** The rule's defaults and what a configuration puts over them; read with `support/options.ts`. */
  readonly options: RuleOptions;
  /** Missing where a caller lints without one: a rule that needs it says nothing then. */
  readonly engine?: RuleEngine;
  readonly report: (report: RuleReport<MessageId>) => void;
}

export interface RuleReport<MessageId extends string = string> {
  readonly messageId: MessageId;
  /** Fills the placeholders of the message. */
  readonly data?: Readonly<Record<string, string | number>>;
  readonly loc: Location;
  /** A request that shows it. */
  readonly witness?: AccessRequest;
  readonly related?: readonly { readonly message: string; readonly loc: Location }[];
  readonly fix?: Fix;
  /** Where one message has more than one code or severity, the report says which. */
  readonly accessAnalyzerCode?: string;
  readonly severity?: Severity;
}

/** The other ways of looking at a policy, given by whoever runs the rules. */
export interface RuleEngine {
  readonly evaluate?: (policies: PolicyInput | PolicySet, request: AccessRequest) => Evaluation;
  /** Whether the second policy allows all that the first does. Ends as `unknown` where the search gets long. */
  readonly implies?: (first: PolicyInput, second: PolicyInput) => Verdict;
  /** Whether there is no request that the policies allow. Ends as `unknown` where the search gets long. */
  readonly isEmpty?: (policies: PolicyInput | PolicySet) => Verdict;
  /** Whether there is no request that both allow. Ends as `unknown` where the search gets long. */
  readonly disjoint?: (first: PolicyInput | PolicySet, second: PolicyInput | PolicySet) => Verdict;
  /** The known ways in which the holder of these policies, and no others, can come to hold more: the principal, where the file tells who that is. */
  readonly escalations?: (held: Pick<PolicySet<Policy>, 'identityPolicies' | 'permissionsBoundary'>, holder?: SourcePrincipal) => readonly EscalationFinding[];
}

/** One way to more permissions that a policy opens. */
export interface EscalationFinding {
  /** For people: what can be done, and what comes of it. */
  readonly message: string;
  /** The element Action of the statement that allows the first step. */
  readonly loc: Location;
  readonly steps: readonly EscalationStep[];
}

/** One request of the way, allowed in the state that the ones before leave. */
export interface EscalationStep {
  readonly request: AccessRequest;
  /** What it changes, for people. */
  readonly effect: string;
  /** The element Action of the statement that allows it; of one that an earlier step made, or that stands in no file, it tells no place in the file. */
  readonly loc?: Location;
}

/** A finding, and which of its rule's messages it is. */
export interface RuleFinding extends LocatedFinding {
  readonly messageId: string;
}

/** The Access Analyzer codes that a rule's findings can carry, sorted. */
export function accessAnalyzerCodesOf(rule: Rule): readonly string[] {
  const codes = Object.values(rule.meta.messages).flatMap((message) => message.accessAnalyzerCode ?? []);
  return [...new Set(codes)].sort();
}

