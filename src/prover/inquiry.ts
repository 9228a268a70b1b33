import type { AccessRequest } from '../model/access-request.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { Policy } from '../model/policy.ts';
import type { Domain, UnknownReason } from '../model/verdict.ts';
import { expandedClasses, grantsUnnamed, namedClasses, supportsResource, type ActionClass, type ActionSource, type Granting } from './actions.ts';
import type { Values } from './assignment.ts';
import type { Candidate } from './candidate.ts';
import { actionDimension, callerGates, lowerLayers, type LoweredLayer, type LoweredLayers } from './decision.ts';
import { startCell, type Setting } from './domain.ts';
import { FALSE, type Formula } from './formula.ts';
import { layersOf, policiesOf } from './layers.ts';
import { anyArn } from './patterns.ts';
import { createQuestion, type Question } from './question.ts';
import { once, replayed } from './remembered.ts';
import { callersOf, type Asked, type CallerClass, type Callers } from './scenario.ts';
import { search, type Outcome, type SearchEffort } from './search.ts';
import { resourceDimension } from './statement.ts';
import { glob, textParts, type Glob } from './text/glob.ts';
import type { TemplateLetter } from './assignment.ts';
import { ties } from './ties.ts';
import { readVocabulary } from './vocabulary.ts';
import { keyText, wishesFor } from './wishes.ts';
import { isFaithful, pointText, toRequest } from './witness.ts';

/** A question about all requests, in terms of sets of policies. */
export interface Inquiry {
  readonly domain: Domain;
  /** The answer is `open` as soon as there is no proof. */
  readonly proofOnly: boolean;
  readonly sets: readonly PolicySet<Policy>[];
  /** The numbers of the sets that have to grant: they say who the callers can be, and for which actions. */
  readonly granting: readonly number[];
  /** What is asked of a request: that there is one of which this is true. */
  goal(sets: readonly LoweredLayers[], asked: Asked, question: Question): Formula;
  /** Whether the request does what the goal says, as the evaluator sees it; `depends` where that hangs on template values. */
  confirms(request: AccessRequest): Confirmation;
}

export type Confirmation = 'confirmed' | 'refused' | 'depends';

export type Answer =
  | { readonly kind: 'none'; readonly openPoints: readonly string[] }
  | { readonly kind: 'found'; readonly request: AccessRequest; readonly openPoints: readonly string[] }
  | { readonly kind: 'open'; readonly reason: UnknownReason; readonly openPoints: readonly string[] };

/** Where so many requests depend on template values, a request is better looked for with values put in. */
const mostDependent = 40;

/** Most questions need a few hundred branches and automaton states. */
export const defaultBudget = 20_000;

/**
 * Asks in every scenario: for each class of callers, the actions that policies name, class by class and
 * each on the ARNs that it supports; then all other actions at once. Where that does not settle it, the
 * actions that patterns stand for are asked like named ones, and last an action that nobody lists.
 */
export function inquire(inquiry: Inquiry, budget: number): Answer {
  const run = startRun(inquiry, budget);
  const { question, callers } = run;
  let reason: UnknownReason | undefined;
  for (const caller of callers.classes) {
    const answer = askCaller(run, caller);
    if (answer.kind === 'found') return { ...answer, openPoints: [...question.openPoints] };
    if (answer.kind === 'open') reason ??= answer.reason;
    if (run.patience <= 0 && reason !== undefined) break;
  }
  const openPoints = [...question.openPoints];
  return reason === undefined ? { kind: 'none', openPoints } : { kind: 'open', reason, openPoints };
}

/** The listed actions of which some request may satisfy the goal, and those of which that is not known. */
export interface ActionAnswer {
  readonly actions: readonly string[];
  readonly undecided: readonly string[];
}

/** Asks the goal of each listed action, class by class. Actions that the reference does not list are left out. */
export function inquireActions(inquiry: Inquiry, budget: number): ActionAnswer {
  const run = startRun(inquiry, budget);
  const actions = new Set<string>();
  const undecided = new Set<string>();
  // All members of a class are known when all classes are.
  for (const each of [...run.named(), ...run.expanded()]) {
    const resources = inquiry.domain === 'typed' || each.onlyWildcard ? each.resources : undefined;
    const answers = run.callers.classes.map((caller) => {
      const asked: Asked = { principal: caller.principal, sameAccount: caller.sameAccount, action: each.action };
      return ask(run, caller, asked, inquiry.goal(run.sets, asked, run.question), resources, 12).kind;
    });
    const into = answers.includes('found') ? actions : answers.includes('open') ? undecided : undefined;
    for (const member of each.members) into?.add(member);
  }
  return { actions: [...actions].sort(), undecided: [...undecided].sort() };
}

interface Run {
  readonly inquiry: Inquiry;
  readonly question: Question;
  readonly sets: readonly LoweredLayers[];
  readonly callers: Callers;
  readonly effort: SearchEffort;
  /** How many requests may still turn out to depend on template values, before only proofs are looked for. */
  patience: number;
  /** What the actions depend on, whoever asks; each list is made as far as it is asked for. */
  readonly source: ActionSource;
  named(): Iterable<ActionClass>;
  expanded(): Iterable<ActionClass>;
  /** What ties the dimensions of a goal together, by caller and goal. */
  readonly ties: Map<CallerClass, Map<number, Formula>>;
}

function startRun(inquiry: Inquiry, budget: number): Run {
  const { domain } = inquiry;
  const vocabulary = readVocabulary(inquiry.sets.flatMap(policiesOf), domain);
  const question = createQuestion(domain, vocabulary);
  const sets = inquiry.sets.map((set) => lowerLayers(layersOf(set), question));
  const callers = callersOf(inquiry.granting.flatMap((index) => inquiry.sets[index] ?? []), inquiry.sets, vocabulary);
  const source = sourceOf(inquiry.granting.flatMap((index) => sets[index] ?? []), sets);
  return {
    inquiry,
    question,
    sets,
    callers,
    effort: { branches: budget, states: budget * 10, rejections: 4 },
    patience: inquiry.proofOnly ? 0 : mostDependent,
    source,
    named: once(() => replayed(namedClasses(source, question))),
    expanded: once(() => replayed(expandedClasses(source, question))),
    ties: new Map(),
  };
}

type Settled = { readonly kind: 'none' } | { readonly kind: 'found'; readonly request: AccessRequest } | { readonly kind: 'open'; readonly reason: UnknownReason };

/** Named actions first; then any other at once; and only where that does not settle it, one by one. */
function askCaller(run: Run, caller: CallerClass): Settled {
  const { inquiry, question, source } = run;
  const goals = new Map<string, Formula>();
  let reason: UnknownReason | undefined;
  let shutOut: boolean | undefined;
  const askEach = (classes: Iterable<ActionClass>): Settled | undefined => {
    for (const each of classes) {
      const resources = inquiry.domain === 'typed' || each.onlyWildcard ? each.resources : undefined;
      const asked: Asked = { principal: caller.principal, sameAccount: caller.sameAccount, action: each.action };
      let goal = goals.get(each.grouping);
      if (goal === undefined) goals.set(each.grouping, (goal = inquiry.goal(run.sets, asked, question)));
      const answer = ask(run, caller, asked, goal, resources, run.patience > 0 ? 12 : 0);
      if (answer.kind === 'found' || (answer.kind === 'open' && run.patience <= 0)) return answer;
      if (answer.kind === 'open') reason ??= answer.reason;
      // Worth a look only where a question about the caller has failed.
      if (answer.kind === 'none' && goal !== FALSE) shutOut ??= isShutOut(run, caller);
      if (shutOut === true) return { kind: 'none' };
    }
    return undefined;
  };
  const named = askEach(run.named());
  if (named !== undefined) return named;
  if (grantsUnnamed(source)) {
    const asked: Asked = { principal: caller.principal, sameAccount: caller.sameAccount, action: undefined };
    const goal = inquiry.goal(run.sets, asked, question);
    const resources = inquiry.domain === 'typed' ? [anyArn, noResource] : undefined;
    // In the typed domain an action that exists makes a better witness, so those are tried first.
    const first = ask(run, caller, asked, goal, resources, inquiry.domain === 'typed' ? 0 : 2);
    if (first.kind === 'found' || (first.kind === 'open' && run.patience <= 0)) return first;
    if (first.kind === 'open') {
      const listed = askEach(run.expanded());
      if (listed !== undefined) return listed;
      const unlisted = ask(run, caller, asked, goal, resources, 12);
      if (unlisted.kind === 'found') return unlisted;
      if (unlisted.kind === 'open') reason ??= unlisted.reason;
    }
  }
  return reason === undefined ? { kind: 'none' } : { kind: 'open', reason };
}

/** Whether a control policy that lets only some callers through lets none of these through, for any action. */
function isShutOut(run: Run, caller: CallerClass): boolean {
  const { inquiry, question, sets } = run;
  const asked: Asked = { principal: caller.principal, sameAccount: caller.sameAccount, action: undefined };
  const gates = inquiry.granting.flatMap((index) => {
    const set = sets[index];
    return set === undefined ? [] : callerGates(set, asked, question);
  });
  return gates.length > 0 && ask(run, caller, asked, question.formulas.and(gates), undefined, 0).kind === 'none';
}

const noResource: Glob = glob(textParts('*'));

/** Only an identity-based or resource-based policy grants; the other layers let through what these do. */
function sourceOf(granting: readonly LoweredLayers[], sets: readonly LoweredLayers[]): ActionSource {
  return { granting: granting.map(grantingOf), all: sets.flatMap((each) => allLayers(each).flatMap(({ statements }) => statements)) };
}

function grantingOf({ identity, resource }: LoweredLayers): Granting {
  const layers = [identity, resource].filter((layer) => layer !== undefined);
  return {
    statements: layers.flatMap(({ statements }) => statements).filter(({ malformed, reference }) => malformed || reference.statement.effect === 'Allow'),
    unseen: layers.some(({ layer }) => layer.unseen.length > 0),
  };
}

function allLayers({ identity, boundary, session, resource, endpoint, serviceControl, resourceControl }: LoweredLayers): readonly LoweredLayer[] {
  return [identity, resource, boundary, session, endpoint, ...serviceControl, ...resourceControl].filter((layer) => layer !== undefined);
}

/** `attempts`: how many candidates may fail; with none, the search only tells whether there is a proof. */
function ask(run: Run, caller: CallerClass, asked: Asked, goal: Formula, resources: Setting['resources'], attempts: number): Settled {
  if (goal === FALSE) return { kind: 'none' };
  const { inquiry, question, callers, effort } = run;
  const { formulas } = question;
  const setting: Setting = { caller, callers, resources };
  const spareAccount = callers.accounts.includes('999988887777') ? '888877776666' : '999988887777';
  const whole = formulas.and([goal, tiesOf(run, setting, goal)]);
  if (whole === FALSE) return { kind: 'none' };
  let found: AccessRequest | undefined;
  const outcome: Outcome = search({
    goal: whole,
    formulas,
    effort: Object.assign(effort, { rejections: attempts }),
    values: valuesFor(run, caller, spareAccount),
    always: asked.action === undefined ? [resourceDimension, actionDimension] : [resourceDimension],
    start: (dimension) => startCell(dimension, setting, question),
    accept: (candidate) => {
      if (attempts === 0) return false;
      const request = toRequest(candidate, caller, asked, question, spareAccount);
      if (request === undefined || !isFaithful(request, candidate, caller, question)) return false;
      if (inquiry.domain === 'typed' && !supportsResource(request.action, request.resource)) return false;
      const confirmation = inquiry.confirms(request);
      if (confirmation === 'depends') run.patience -= 1;
      if (confirmation !== 'confirmed') return false;
      found = request;
      return true;
    },
  });
  if (found !== undefined) return { kind: 'found', request: found };
  if (outcome.kind !== 'open') return { kind: 'none' };
  return { kind: 'open', reason: reasonFor(run, outcome) };
}

function tiesOf({ ties: known, question }: Run, setting: Setting, goal: Formula): Formula {
  let byGoal = known.get(setting.caller);
  if (byGoal === undefined) known.set(setting.caller, (byGoal = new Map<number, Formula>()));
  const made = byGoal.get(goal.id) ?? ties(setting, goal, question);
  byGoal.set(goal.id, made);
  return made;
}

function valuesFor({ question, callers }: Run, caller: CallerClass, spareAccount: string): Values {
  const own = caller.account ?? ('accountId' in caller.principal ? caller.principal.accountId : undefined) ?? '111122223333';
  const resourceAccount = caller.sameAccount && !callers.accounts.includes(own) ? own : caller.sameAccount ? own : spareAccount;
  return {
    unions: question.unions,
    letters: question.letters.all,
    wishes: (dimension, within) => {
      const isKey = question.vocabulary.keys.has(dimension);
      const account = dimension === 'aws:resourceaccount' || !isKey ? resourceAccount : own;
      return wishesFor(dimension, within, { account, text: isKey ? keyText(dimension, caller.principal) : 'example' });
    },
    points: (dimension) => preferredPoints[question.vocabulary.keys.get(dimension)?.family ?? 'numeric'],
    pointText: (dimension, point) => pointText(question.vocabulary.keys.get(dimension), point),
    templateText: plainText,
  };
}

const preferredPoints = {
  numeric: [10, 100, 0],
  date: [Date.parse('2030-01-01T00:00:00Z'), Date.parse('2020-01-01T00:00:00Z')],
  // Of the ranges that are set aside for documentation.
  ipAddress: [203n * 2n ** 24n + 113n * 2n ** 8n + 10n, 198n * 2n ** 24n + 51n * 2n ** 16n + 100n * 2n ** 8n + 10n],
} as const;

function plainText({ unknown }: TemplateLetter): string {
  switch (unknown.shape.kind) {
    case 'accountId':
      return '111122223333';
    case 'region':
      return 'us-east-1';
    case 'partition':
      return 'aws';
    case 'oneOf':
      return unknown.shape.values[0] ?? 'example';
    case 'anyText':
    case 'matching':
    case 'plain':
      return 'example';
  }
}

/** The opaque fact that the last candidate hung on, or what else stood in the way. */
function reasonFor({ question }: Run, outcome: Outcome & { readonly kind: 'open' }): UnknownReason {
  if (outcome.because === 'effort') return { construct: 'budget', message: 'the search reached its limit' };
  const fact = opaqueIn(question, outcome.candidate);
  if (fact !== undefined) return fact;
  const template = question.letters.all.find((letter) => letter.kind === 'template');
  if (template?.kind === 'template') {
    return { construct: 'templateValue', message: `the answer hangs on the template value \`${template.unknown.name}\` (${template.unknown.reason})` };
  }
  const variable = question.letters.all.find((letter) => letter.kind === 'variable');
  if (variable?.kind === 'variable') {
    return { construct: 'variable', message: `neither a proof nor a request was found for the variable \`\${${variable.dimension}}\`` };
  }
  return { construct: 'request', message: 'no request was found that the policies decide differently, nor a proof that there is none' };
}

/** A fact that the candidate takes to be true tells more than one that it takes to be false. */
function opaqueIn(question: Question, candidate: Candidate | undefined): UnknownReason | undefined {
  const facts = [...(candidate?.values ?? [])].flatMap(([dimension, value]) => (value.kind === 'flag' ? [{ dimension, isTrue: value.value }] : []));
  const fact = facts.find(({ isTrue }) => isTrue) ?? facts[0];
  return fact === undefined ? undefined : question.reasons.get(fact.dimension);
}
