import type { LocatedFinding, Severity } from '../model/finding.ts';
import type { SourcePolicy } from '../model/policy-source.ts';
import type { Policy } from '../model/policy.ts';
import type { SourceError } from '../model/source-error.ts';
import { rules as allRules } from './index.ts';
import type { Preset, Rule, RuleContext, RuleEngine, RuleFinding, RuleOptions, RuleReport, RuleVisitors } from './rule.ts';
import { statementView, type StatementView } from './support/statement-view.ts';

/** What a configuration says of one rule. Options are taken over the rule's defaults, member by member. */
export type RuleSetting = 'off' | Severity | { readonly severity?: 'off' | Severity; readonly options?: RuleOptions };

export interface RunRulesOptions {
  /** The rules that run unless `settings` says otherwise; `recommended` without it. */
  readonly preset?: Preset;
  /** By rule ID. A severity, or an object, also turns on a rule that the preset leaves out. */
  readonly settings?: Readonly<Record<string, RuleSetting>>;
  readonly engine?: RuleEngine;
  /** The text of the file that the policy stands in. Without it no finding carries a fix. */
  readonly text?: string;
  /** The rules to choose from; all of the package's own without it. */
  readonly rules?: readonly Rule[];
}

/** The ID of findings that say that a rule itself failed. */
export const INTERNAL_ERROR = 'internal-error';

/** What the rules find in one policy, in the order of the text. A rule that throws becomes a finding; the others go on. */
export function runRules(source: SourcePolicy, options: RunRulesOptions = {}): readonly RuleFinding[] {
  return findingsOf(source, options).map((finding) => ({ ...finding, policy: source.label }));
}

/** Findings for what is wrong with a file as a whole, by the same rules that report it in a policy. */
export function fileErrorFindings(errors: readonly SourceError[], options: RunRulesOptions = {}): readonly LocatedFinding[] {
  const loc = errors[0]?.loc ?? { pointer: '' };
  return findingsOf({ type: 'identity', label: { name: '' }, node: { kind: 'null', loc }, errors, loc }, options);
}

function findingsOf(source: SourcePolicy, options: RunRulesOptions): readonly RuleFinding[] {
  const findings: RuleFinding[] = [];
  const running: RunningRule[] = [];
  for (const { rule, severity, ruleOptions, onlyWithCode } of chosenRules(options)) {
    if (rule.meta.policyTypes?.includes(source.type) === false) continue;
    const report = (said: RuleReport): void => {
      const finding = findingOf(rule, said, severity);
      if (!onlyWithCode || finding.accessAnalyzerCode !== undefined || finding.severity === 'error') findings.push(finding);
    };
    const active: RunningRule = { rule, visitors: {} };
    guard(active, source, findings, () => {
      active.visitors = rule.create(contextOf(source, ruleOptions, { text: options.text, engine: rule.meta.needsEngine === true ? options.engine : undefined }, report));
    });
    running.push(active);
  }
  const statements = source.policy === undefined ? [] : viewsOf(source.policy);
  for (const active of running) guard(active, source, findings, () => visit(source, statements, active));
  return findings.sort(byPlace);
}

/** Whether any rule that would run asks the engine. */
export function needsEngine(options: RunRulesOptions): boolean {
  return chosenRules(options).some(({ rule }) => rule.meta.needsEngine === true);
}

interface RunningRule {
  readonly rule: Rule;
  visitors: RuleVisitors;
}

interface ChosenRule {
  readonly rule: Rule;
  readonly severity: Severity | undefined;
  readonly ruleOptions: RuleOptions;
  /** Leave out what Access Analyzer has no check for, unless it is an error. */
  readonly onlyWithCode: boolean;
}

/** A run over many policies asks for the same again and again. */
const chosenByPreset = new Map<Preset, readonly ChosenRule[]>();

function chosenRules(options: RunRulesOptions): readonly ChosenRule[] {
  const preset = options.preset ?? 'recommended';
  if (options.rules !== undefined || options.settings !== undefined) return choose(preset, options);
  const known = chosenByPreset.get(preset) ?? choose(preset, options);
  chosenByPreset.set(preset, known);
  return known;
}

function choose(preset: Preset, options: RunRulesOptions): readonly ChosenRule[] {
  return (options.rules ?? allRules).flatMap((rule) => {
    const setting = options.settings?.[rule.meta.id];
    const given = typeof setting === 'object' ? setting : { severity: setting };
    if (given.severity === 'off' || (setting === undefined && !rule.meta.presets.includes(preset))) return [];
    const ruleOptions = { ...rule.meta.options?.defaults, ...('options' in given ? given.options : {}) };
    return [{ rule, severity: given.severity, ruleOptions, onlyWithCode: setting === undefined && preset === 'access-analyzer' }];
  });
}

function contextOf(
  source: SourcePolicy,
  options: RuleOptions,
  { text, engine }: { readonly text: string | undefined; readonly engine: RuleEngine | undefined },
  report: (report: RuleReport) => void,
): RuleContext {
  return {
    source,
    ...(text === undefined ? {} : { text }),
    type: source.type,
    ...(source.resourceType === undefined ? {} : { resourceType: source.resourceType }),
    options,
    ...(engine === undefined ? {} : { engine }),
    report,
  };
}

/** A rule that threw is not called again for this policy: what it would say then is worth nothing. */
function guard(active: RunningRule, source: SourcePolicy, findings: RuleFinding[], call: () => void): void {
  try {
    call();
  } catch (error) {
    active.visitors = {};
    findings.push({
      ruleId: INTERNAL_ERROR,
      messageId: 'failed',
      severity: 'error',
      message: `the rule \`${active.rule.meta.id}\` failed on this policy: ${error instanceof Error ? error.message : String(error)}`,
      loc: source.loc,
    });
  }
}

function viewsOf(policy: Policy): readonly StatementView[] {
  return policy.statements.map((statement) => statementView(policy, statement));
}

function visit(source: SourcePolicy, statements: readonly StatementView[], { visitors }: RunningRule): void {
  visitors.source?.(source);
  if (source.policy !== undefined) {
    visitors.policy?.(source.policy, statements);
    if (STATEMENT_VISITORS.some((name) => visitors[name] !== undefined)) for (const statement of statements) visitStatement(visitors, statement);
  }
  visitors.end?.();
}

const STATEMENT_VISITORS = ['statement', 'principal', 'action', 'resource', 'condition', 'conditionValue'] as const;

function visitStatement(visitors: RuleVisitors, view: StatementView): void {
  const { statement } = view;
  visitors.statement?.(view);
  if (visitors.principal !== undefined) for (const entry of statement.principal?.entries ?? []) visitors.principal(entry, view);
  if (visitors.action !== undefined) for (const entry of view.actions) visitors.action(entry, view);
  if (visitors.resource !== undefined) for (const entry of view.resources) visitors.resource(entry, view);
  if (visitors.condition === undefined && visitors.conditionValue === undefined) return;
  for (const test of view.tests) {
    visitors.condition?.(test, view);
    if (visitors.conditionValue !== undefined) for (const value of test.values) visitors.conditionValue(value, test, view);
  }
}

function findingOf(rule: Rule, said: RuleReport, configured: Severity | undefined): RuleFinding {
  const { id, messages, severity } = rule.meta;
  const message = messages[said.messageId];
  if (message === undefined) throw new Error(`it has no message \`${said.messageId}\``);
  const code = said.accessAnalyzerCode ?? message.accessAnalyzerCode;
  return {
    ruleId: id,
    messageId: said.messageId,
    severity: configured ?? said.severity ?? message.severity ?? severity,
    message: message.text.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => String(said.data?.[name] ?? placeholder)),
    loc: said.loc,
    ...(code === undefined ? {} : { accessAnalyzerCode: code }),
    ...(said.witness === undefined ? {} : { witness: said.witness }),
    ...(said.related === undefined ? {} : { related: said.related }),
    ...(said.fix === undefined ? {} : { fix: said.fix }),
  };
}

function byPlace(a: RuleFinding, b: RuleFinding): number {
  return (a.loc.span?.start ?? 0) - (b.loc.span?.start ?? 0) || (a.loc.span?.end ?? 0) - (b.loc.span?.end ?? 0);
}
