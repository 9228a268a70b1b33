import type { AccessRequest } from '../model/access-request.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { Policy } from '../model/policy.ts';
import type { Domain, UnknownReason } from '../model/verdict.ts';
import { action as referenceAction } from '../reference/services.ts';
import { actionClasses, supportsResource, type ActionClass } from './actions.ts';
import type { Values } from './assignment.ts';
import type { Candidate } from './candidate.ts';
import { actionDimension, lowerLayers, type LoweredLayers } from './decision.ts';
import { startCell, ties, type Setting } from './domain.ts';
import { FALSE, type Formula } from './formula.ts';
import { layersOf, policiesOf } from './layers.ts';
import { anyArn } from './patterns.ts';
import { createQuestion, type Question } from './question.ts';
import { callersOf, type Asked, type CallerClass, type Callers, type NamedAction } from './scenario.ts';
import { search, type Outcome, type SearchEffort } from './search.ts';
import { resourceDimension, type LoweredStatement } from './statement.ts';
import { glob, textParts } from './text/glob.ts';
import type { TemplateLetter } from './assignment.ts';
import { readVocabulary } from './vocabulary.ts';
import { keyText, wishesFor } from './wishes.ts';
import { isFaithful, pointText, toRequest } from './witness.ts';

/** A question about all requests, in terms of sets of policies. */
export interface Inquiry {
  readonly domain: Domain;
  readonly sets: readonly PolicySet<Policy>[];
  /** Whose grants the requests in question need: the others are not looked at for actions. */
  readonly granting: number;
  /** The sets that say who the callers are. */
  readonly callers: readonly PolicySet<Policy>[];
  /** What is asked of a request: that there is one of which this is true. */
  goal(sets: readonly LoweredLayers[], asked: Asked, question: Question): Formula;
  /** Whether the request does what the goal says, as the evaluator sees it. */
  confirms(request: AccessRequest): boolean;
  /** Only these actions, lower case. */
  readonly only?: readonly string[];
}

export type Answer =
  | { readonly kind: 'none'; readonly openPoints: readonly string[] }
  | { readonly kind: 'found'; readonly request: AccessRequest; readonly openPoints: readonly string[] }
  | { readonly kind: 'open'; readonly reason: UnknownReason; readonly openPoints: readonly string[] };

/** Most questions need a few hundred branches and automaton states. */
export const defaultBudget = 20_000;

/**
 * Asks in every scenario: each class of callers, first with the action left open, which proves most of
 * what can be proven at once; where that does not settle it, with the actions that the reference lists,
 * class by class, each on the ARNs that it supports, and last with an action that it does not list.
 */
export function inquire(inquiry: Inquiry, budget: number): Answer {
  const { domain } = inquiry;
  const vocabulary = readVocabulary(inquiry.sets.flatMap(policiesOf), domain);
  const question = createQuestion(domain, vocabulary);
  const sets = inquiry.sets.map((set) => lowerLayers(layersOf(set), question));
  const callers = callersOf(inquiry.callers, vocabulary);
  const effort: SearchEffort = { branches: budget, states: budget * 10, rejections: 4 };
  const run: Run = { inquiry, question, sets, callers, effort };
  let reason: UnknownReason | undefined;
  for (const caller of callers.classes) {
    const answer = askCaller(run, caller);
    if (answer.kind === 'found') return { ...answer, openPoints: [...question.openPoints] };
    if (answer.kind === 'open') reason ??= answer.reason;
  }
  const openPoints = [...question.openPoints];
  return reason === undefined ? { kind: 'none', openPoints } : { kind: 'open', reason, openPoints };
}

interface Run {
  readonly inquiry: Inquiry;
  readonly question: Question;
  readonly sets: readonly LoweredLayers[];
  readonly callers: Callers;
  readonly effort: SearchEffort;
}

type Settled = { readonly kind: 'none' } | { readonly kind: 'found'; readonly request: AccessRequest } | { readonly kind: 'open'; readonly reason: UnknownReason };

function askCaller(run: Run, caller: CallerClass): Settled {
  const { inquiry } = run;
  const classes = (): readonly ActionClass[] => actionClasses(statementsOf(run.sets[inquiry.granting]), run.sets.flatMap(statementsOf));
  if (inquiry.only === undefined) {
    const first = ask(run, caller, undefined, undefined, 1);
    if (first.kind !== 'open') return first;
  }
  let reason: UnknownReason | undefined;
  for (const each of classes()) {
    if (inquiry.only !== undefined && !each.members.some((member) => inquiry.only?.includes(member.toLowerCase()))) continue;
    const resources = inquiry.domain === 'typed' || each.onlyWildcard ? each.resources : undefined;
    const answer = ask(run, caller, each.action, resources, 12);
    if (answer.kind === 'found') return answer;
    if (answer.kind === 'open') reason ??= answer.reason;
  }
  if (inquiry.only === undefined) {
    const unlisted = ask(run, caller, undefined, 'unlisted', 12);
    if (unlisted.kind === 'found') return unlisted;
    if (unlisted.kind === 'open') reason ??= unlisted.reason;
  }
  return reason === undefined ? { kind: 'none' } : { kind: 'open', reason };
}

export function statementsOf(layers: LoweredLayers | undefined): readonly LoweredStatement[] {
  if (layers === undefined) return [];
  const { identity, boundary, session, resource, endpoint, serviceControl, resourceControl } = layers;
  return [identity, resource, boundary, session, endpoint, ...serviceControl, ...resourceControl].flatMap((layer) => layer?.statements ?? []);
}

function ask(run: Run, caller: CallerClass, action: NamedAction | undefined, shapes: Setting['resources'] | 'unlisted', rejections: number): Settled {
  const { inquiry, question, sets, callers, effort } = run;
  const { formulas } = question;
  const asked: Asked = { principal: caller.principal, sameAccount: caller.sameAccount, action };
  const anyResource = inquiry.domain === 'typed' ? [anyArn, glob(textParts('*'))] : undefined;
  const setting: Setting = { caller, callers, resources: shapes === 'unlisted' || shapes === undefined ? anyResource : shapes };
  const goal = inquiry.goal(sets, asked, question);
  if (goal === FALSE) return { kind: 'none' };
  const unlisted = shapes === 'unlisted' ? formulas.not(listedActions(run)) : undefined;
  const spareAccount = caller.principal.kind !== 'anonymous' && callers.accounts.includes('999988887777') ? '888877776666' : '999988887777';
  let found: AccessRequest | undefined;
  const outcome: Outcome = search({
    // Every request names a resource, whether or not a policy asks about it.
    goal: formulas.and([goal, formulas.atom({ kind: 'present', dimension: resourceDimension }), ties(setting, question), ...(unlisted === undefined ? [] : [unlisted])]),
    formulas,
    effort: Object.assign(effort, { rejections }),
    values: valuesFor(run, caller, spareAccount),
    start: (dimension) => startCell(dimension, setting, question),
    accept: (candidate) => {
      const request = toRequest(candidate, caller, asked, question, spareAccount);
      if (request === undefined || !isFaithful(request, candidate, caller, question)) return false;
      // An action that exists makes a better witness, so those are tried before one is made up.
      if (inquiry.domain === 'typed' && (shapes === undefined || !supportsResource(request.action, request.resource))) return false;
      if (!inquiry.confirms(request)) return false;
      found = request;
      return true;
    },
  });
  if (found !== undefined) return { kind: 'found', request: found };
  if (outcome.kind !== 'open') return { kind: 'none' };
  return { kind: 'open', reason: reasonFor(run, outcome) };
}

/** The actions that policies name in full and the reference lists: these are asked for by themselves. */
function listedActions({ question, sets }: Run): Formula {
  const names = new Set<string>();
  for (const { actions } of sets.flatMap(statementsOf)) {
    for (const pattern of actions.union.globs) if (pattern.literal && referenceAction(pattern.key) !== undefined) names.add(pattern.key);
  }
  const union = question.unions.of([...names].map((name) => glob(textParts(name))));
  return question.formulas.atom({ kind: 'member', dimension: actionDimension, union });
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
      return wishesFor(dimension, within, { account, text: isKey ? keyText(dimension) : 'example' });
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

function opaqueIn(question: Question, candidate: Candidate | undefined): UnknownReason | undefined {
  for (const [dimension, value] of candidate?.values ?? []) {
    if (value.kind !== 'flag') continue;
    const reason = question.reasons.get(dimension);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
