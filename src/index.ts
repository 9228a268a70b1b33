/**
 * Checks AWS IAM policies before they are deployed: rules, a local evaluator and proofs.
 *
 * Importing this module installs the package's own reference data, read from its files when it is first
 * needed. Call `useReferenceData` to bring it from elsewhere.
 */
import { nodeHost } from './host/node.ts';
import { lintFiles as lintFilesOn, type LintFilesOptions } from './lint/lint-files.ts';
import { lintText as lintTextAt } from './lint/lint-text.ts';
import type { LintTextOptions } from './lint/options.ts';
import type { FileReport } from './model/finding.ts';
import type { Report } from './model/report.ts';
import { useReferenceData } from './reference/data.ts';

useReferenceData(nodeHost);

/**
 * Lints every file that the patterns stand for, by default in the file system of this machine. One bad
 * file never hides the others: it becomes a finding, or one of the report's `problems`.
 *
 * @param patterns paths, and globs as fast-glob reads them (`cdk.out/*.template.json`).
 */
export function lintFiles(patterns: readonly string[], options: Partial<LintFilesOptions> = {}): Promise<Report> {
  return lintFilesOn(patterns, { host: nodeHost, ...options });
}

/**
 * What is wrong in the text of one file: a policy, or a template with policies in it. Bad text is a finding
 * with its position; nothing is thrown. Suppressions in comments and metadata count. Files that it leads to,
 * such as the templates of nested stacks, are not read: `lintFiles` does.
 */
export function lintText(text: string, options: LintTextOptions): FileReport {
  return lintTextAt(text, { now: nodeHost.now(), ...options });
}

export { compile, evaluate, evaluateAll, type CombinedEvaluation, type CompiledPolicies, type EvaluateOptions } from './evaluator/index.ts';
export { allowedActions, allowedResources, compare, disjoint, implies, isEmpty, type ProofOptions } from './proofs.ts';
export type { AllowedActions, AllowedResources } from './prover/index.ts';
export { checkIntents, parseIntents, type CheckIntentsOptions, type IntentsParse, type ParsedIntents } from './intents/index.ts';
export {
  findEscalation,
  type Escalation,
  type EscalationOptions,
  type EscalationReport,
  type EscalationState,
  type EscalationTarget,
} from './escalation/index.ts';
export { defineConfig } from './config/define-config.ts';
export type { ConfigFile } from './model/generated/config.generated.ts';
export { lintPolicy } from './lint/lint-policy.ts';
export type { LintOptions, LintPolicyOptions, LintTextOptions, RuleSelection } from './lint/options.ts';
export type { LintFilesOptions, ProgressStep } from './lint/lint-files.ts';
export { whoCan } from './lint/who-can/who-can.ts';
export type { Ability, DecidingStatement, PrincipalInSource, WhoCanAnswer, WhoCanAnswers, WhoCanQuestion } from './lint/who-can/types.ts';
export {
  athenaQuery,
  bootstrapParameters,
  cdkBootstrap,
  cdkDeploy,
  cfnExec,
  checkExisting,
  deploymentsOf,
  deploymentsOfTypes,
  generatedPolicy,
  loadWriter as loadPolicyWriter,
  OUTPUT_FORMATS,
  parseStack,
  readAssembly,
  readTrail,
  reasonsOf,
  sstV2,
  sstV3,
  trailCollector,
  trailPolicy,
  type AcceptedFinding,
  type Assembly,
  type BootstrapChoices,
  type Bound,
  type CdkBootstrapOptions,
  type CdkDeployOptions,
  type Collected as CollectedEvents,
  type CollectOptions as CollectEventsOptions,
  type Deployments,
  type Dropped,
  type Environment,
  type ExcessPermission,
  type ExistingCheck,
  type GeneratedPolicy,
  type Generation,
  type GenerationProof,
  type NeededRequest,
  type OutputFormat,
  type ParsedStack,
  type ParseStackOptions,
  type Permission,
  type PolicyWriter,
  type ProofFailure,
  type ReadStack,
  type Reasons,
  type RuleException,
  type SstV2Options,
  type SstV3Options,
  type TrailCollector,
  type TrailEvent,
  type TrailPolicyOptions,
  type TrailProblem,
  type TrailSelection,
  type TrailSink,
  type Unknown,
  type Unscoped,
  type WriteOptions,
} from './generate/index.ts';
export { parsePolicy, type ParsedPolicy, type ParsePolicyOptions, type PositionedError } from './model/parse/parse-policy.ts';
export { exportsAmong, fileText, readSource, readSources, type ExportsOptions, type ReadSourceOptions, type StackEnvironment, type StackExports } from './sources/index.ts';
export { FORMATS, isFormat, loadFormatter, type FormatName } from './report/index.ts';
export type { FormatContext, Formatter } from './report/formatter.ts';
export { bootstrapTemplate, managedPolicy, managedPolicyNames, referenceDate, useReferenceData } from './reference/index.ts';
export { nodeHost } from './host/node.ts';
export { nodeStreamHost } from './host/node-streams.ts';

export { SEVERITIES } from './model/finding.ts';
export type { FileReport, Finding, Fix, PolicyLabel, RelatedPlace, Severity, TextEdit } from './model/finding.ts';
export type { Report, ReportSummary } from './model/report.ts';
export type { JsonReport } from './model/generated/report.generated.ts';
export type { PolicyDocument } from './model/generated/policy-document.generated.ts';
export type { AccessRequest, ContextValue, PrincipalObject } from './model/access-request.ts';
export type { DecidedBy, Decision, Evaluation, EvaluationError, MismatchReason, StatementExplanation, StatementReference } from './model/evaluation.ts';
export type { FileContent, FileHost, FoundFiles, Host, PathKind, StreamHost } from './model/host.ts';
export type { EscalationStep, IntentKind, IntentResult, Place } from './model/intent-result.ts';
export type { Location, Position, Span } from './model/location.ts';
export { POLICY_TYPES } from './model/policy.ts';
export type { Policy, PolicyType, Statement } from './model/policy.ts';
export type { ControlPolicy, Organization, OrganizationPolicies, PolicyText } from './model/organization.ts';
export type { PolicyInput, PolicyLayer, PolicySet } from './model/policy-set.ts';
export type { SourceFile, SourceFormat, SourcePolicy, SourcePrincipal } from './model/policy-source.ts';
export type { SourceError, SourceErrorCode } from './model/source-error.ts';
export type { Comparison, Domain, Undecided, UnknownReason, Verdict, Violated, Holds } from './model/verdict.ts';
export type { Preset } from './rules/rule.ts';
export type { RuleSetting } from './rules/run-rules.ts';
