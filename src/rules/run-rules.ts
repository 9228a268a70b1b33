import type { LocatedFinding, Severity } from '../model/finding.ts';
import type { SourcePolicy } from '../model/policy-source.ts';
import type { SourceError } from '../model/source-error.ts';
import { rules as allRules } from './index.ts';
import type { Preset, Rule, RuleContext, RuleEngine, RuleFinding, RuleOptions, RuleReport, RuleVisitors } from './rule.ts';
import { StatementView } from './support/statement-view.ts';

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
  const running: RunningRule[] = [];
  for (const chosen of chosenRules(options)) {
    if (chosen.rule.meta.policyTypes?.includes(source.type) === false) continue;
    const active: RunningRule = { chosen, findings: [], visitors: {} };
    running.push(active);
    create(active, source, options);
  }
  visit(source, visitorsOf(running));
  return running.flatMap(({ findings }) => findings).sort(byPlace);
}

/** Whether any rule that would run asks the engine. */
export function needsEngine(options: RunRulesOptions): boolean {
  return chosenRules(options).some(({ rule }) => rule.meta.needsEngine === true);
}

/** A rule at work on one policy. */
interface RunningRule {
  readonly chosen: ChosenRule;
  readonly findings: RuleFinding[];
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
const chosenBefore = new WeakMap<readonly Rule[], WeakMap<object, Map<Preset, readonly ChosenRule[]>>>();
const noSettings = {};

function chosenRules(options: RunRulesOptions): readonly ChosenRule[] {
  const { rules = allRules, settings = noSettings, preset = 'recommended' } = options;
  const bySettings = chosenBefore.get(rules) ?? new WeakMap<object, Map<Preset, readonly ChosenRule[]>>();
  const byPreset = bySettings.get(settings) ?? new Map<Preset, readonly ChosenRule[]>();
  chosenBefore.set(rules, bySettings.set(settings, byPreset));
  const chosen = byPreset.get(preset) ?? choose(preset, options);
  byPreset.set(preset, chosen);
  return chosen;
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

function create(active: RunningRule, source: SourcePolicy, { text, engine }: RunRulesOptions): void {
  const { rule, severity, onlyWithCode, ruleOptions } = active.chosen;
  const report = (said: RuleReport): void => {
    const finding = findingOf(rule, said, severity);
    if (!onlyWithCode || finding.accessAnalyzerCode !== undefined || finding.severity === 'error') active.findings.push(finding);
  };
  try {
    const context = contextOf(source, text, ruleOptions, report);
    active.visitors = rule.create(rule.meta.needsEngine === true && engine !== undefined ? { ...context, engine } : context);
  } catch (error) {
    fail(active, source, error);
  }
}

/** Made for every rule and policy of a run: written out, since spreading costs more than most rules do. */
function contextOf(source: SourcePolicy, text: string | undefined, options: RuleOptions, report: (report: RuleReport) => void): RuleContext {
  const { type, resourceType } = source;
  if (resourceType === undefined) return text === undefined ? { source, type, options, report } : { source, text, type, options, report };
  return text === undefined ? { source, type, resourceType, options, report } : { source, text, type, resourceType, options, report };
}

/** A rule that threw is not called again for this policy: what it would say then is worth nothing. */
function fail(active: RunningRule, source: SourcePolicy, error: unknown): void {
  active.visitors = {};
  active.findings.push({
    ruleId: INTERNAL_ERROR,
    messageId: 'failed',
    severity: 'error',
    message: `the rule \`${active.chosen.rule.meta.id}\` failed on this policy: ${error instanceof Error ? error.message : String(error)}`,
    loc: source.loc,
  });
}

/** The rules that have each visitor: most have one, and most statements have nothing for most of them. */
type VisitorLists = Readonly<Record<keyof RuleVisitors, RunningRule[]>>;

const VISITORS = ['source', 'policy', 'statement', 'principal', 'action', 'resource', 'condition', 'conditionValue', 'end'] as const satisfies readonly (keyof RuleVisitors)[];

function visitorsOf(running: readonly RunningRule[]): VisitorLists {
  const lists: VisitorLists = { source: [], policy: [], statement: [], principal: [], action: [], resource: [], condition: [], conditionValue: [], end: [] };
  for (const rule of running) for (const name of VISITORS) if (rule.visitors[name] !== undefined) lists[name].push(rule);
  return lists;
}

function visit(source: SourcePolicy, lists: VisitorLists): void {
  const call = (active: readonly RunningRule[], say: (visitors: RuleVisitors) => void): void => {
    for (const rule of active) {
      try {
        say(rule.visitors);
      } catch (error) {
        fail(rule, source, error);
      }
    }
  };
  call(lists.source, (visitors) => visitors.source?.(source));
  const { policy } = source;
  if (policy !== undefined) {
    const views = policy.statements.map((statement) => new StatementView(policy, statement));
    call(lists.policy, (visitors) => visitors.policy?.(policy, views));
    for (const view of views) visitStatement(view, lists, call);
  }
  call(lists.end, (visitors) => visitors.end?.());
}

function visitStatement(view: StatementView, lists: VisitorLists, call: (active: readonly RunningRule[], say: (visitors: RuleVisitors) => void) => void): void {
  call(lists.statement, (visitors) => visitors.statement?.(view));
  if (lists.principal.length > 0) for (const entry of view.statement.principal?.entries ?? []) call(lists.principal, (visitors) => visitors.principal?.(entry, view));
  if (lists.action.length > 0) for (const entry of view.actions) call(lists.action, (visitors) => visitors.action?.(entry, view));
  if (lists.resource.length > 0) for (const entry of view.resources) call(lists.resource, (visitors) => visitors.resource?.(entry, view));
  for (const test of view.tests) {
    call(lists.condition, (visitors) => visitors.condition?.(test, view));
    if (lists.conditionValue.length > 0) for (const value of test.values) call(lists.conditionValue, (visitors) => visitors.conditionValue?.(value, test, view));
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
