import { groundVariant } from '../../intents/ground.ts';
import { principalVariant } from '../../intents/targets/principal-target.ts';
import type { PolicyOrigin, TargetVariant } from '../../intents/targets/target.ts';
import { parseArn } from '../../model/arn.ts';
import type { Evaluation } from '../../model/evaluation.ts';
import { linesOf, rangeOf } from '../../model/line-index.ts';
import type { Policy } from '../../model/policy.ts';
import type { PolicySet } from '../../model/policy-set.ts';
import type { SourceFile, SourcePrincipal } from '../../model/policy-source.ts';
import { displayText } from '../../model/unknown-value.ts';
import { joinFiles } from '../../sources/index.ts';
import { choicesFor, guardingFile } from './allowed-values.ts';
import { askerAbout, type AskAbout } from './ask-about.ts';
import { callersFor, type Caller } from './caller.ts';
import { limitsOn, type Limit } from './limits.ts';
import { notesOn } from './notes.ts';
import { guardsOf, unseenPolicyOf, type Guard } from './resource-policies.ts';
import { namedCallers, openOnSides, originsOf, sidesFor, type ResourceSide } from './sides.ts';
import { decidingStatements, eachOnce } from './statements.ts';
import type { Ability, WhoCanAnswer, WhoCanAnswers, WhoCanQuestion } from './types.ts';

/**
 * Tells for each principal of the sources whether it can do something, decided on all its policies, its
 * boundary and the resource's policy, and on the control, session and endpoint policies that may bear on
 * it, as far as the sources have them. What neither the question nor the sources tell may be anything: an
 * answer is `can` or `cannot` only if it is so in all cases. Callers that are in no source, such as
 * services, are not told of. Never throws on what is wrong with a source: that is in its `errors`.
 *
 * @param question one action, and one resource by its ARN, or `*`; condition keys that it does not give
 * may have any value, or none
 * @param files files as `readSources` reads them, in any order
 */
export function whoCan(question: WhoCanQuestion, files: readonly SourceFile[]): WhoCanAnswers {
  const sources = joinFiles(files);
  const guards = guardsOf(question, sources);
  const ask = askerAbout(question);
  const asked = sources.flatMap((file) => file.principals.filter(isAnsweredHere).map((principal) => answerFor({ principal, variant: principalVariant(principal, file), file, question, guards, sources, ask })));
  const answers = asked.map(({ answer }) => answer);
  return { answers, notes: notesOn(question, guards, asked.flatMap(({ remarks }) => remarks)) };
}

/** What two files tell of one principal is one answer, where it is made. */
function isAnsweredHere({ madeIn }: SourcePrincipal): boolean {
  return madeIn === undefined;
}

interface Asking {
  readonly principal: SourcePrincipal;
  /** It with its policies, as far as their values are known. */
  readonly variant: TargetVariant;
  readonly file: SourceFile;
  readonly question: WhoCanQuestion;
  readonly guards: readonly Guard[];
  readonly sources: readonly SourceFile[];
  readonly ask: AskAbout;
}

/** One of the ways in which it can be, and how it would be decided then. */
interface Case {
  readonly caller: Caller;
  readonly side: ResourceSide;
  /** What may limit the request besides; none in the case that the others are held against. */
  readonly limit?: Limit;
  readonly evaluation: Evaluation;
}

interface Asked {
  readonly answer: WhoCanAnswer;
  readonly remarks: readonly string[];
}

/** What may be so or not is tried with each of the values that the template's parameters may have. */
function answerFor(asking: Asking): Asked {
  const asked = judge(asking);
  if (asked.answer.ability !== 'may') return asked;
  const { variant, file, question, guards, sources } = asking;
  const answers: WhoCanAnswer[] = [];
  for (const choice of choicesFor(variant, guards, file)) {
    const guarding = guards.some((guard) => guard.file === file) ? guardsOf(question, sources.map((each) => (each === file ? guardingFile(file, choice) : each))) : guards;
    const { answer } = judge({ ...asking, variant: groundVariant(variant, choice), guards: guarding });
    if (answer.ability === 'may' || (answers[0]?.ability ?? answer.ability) !== answer.ability) return asked;
    answers.push(answer);
  }
  const [first] = answers;
  if (first === undefined) return asked;
  return { ...asked, answer: { ...first, principal: asked.answer.principal, statements: eachOnce(answers.flatMap(({ statements }) => statements)) } };
}

function judge({ principal, variant, file, question, guards, sources, ask }: Asking): Asked {
  const account = question.resourceAccount ?? accountOf(question.resource);
  const callers = callersFor(variant.principal ?? principal, account, namedCallers(guards));
  const sides = sidesFor(guards, principal, file);
  const origins = new Map<Policy, PolicyOrigin>(variant.origins);
  const cases = callers.flatMap((caller) => {
    const callerAccount = caller.unknownKeys.includes('aws:PrincipalAccount') ? undefined : caller.accountId;
    const limits = limitsOn(principal, file, question, { ...(callerAccount === undefined ? {} : { caller: callerAccount }), ...(account === undefined ? {} : { resource: account }) }, sources);
    for (const [policy, origin] of limits.origins) origins.set(policy, origin);
    return sides.flatMap((side): readonly Case[] => {
      const isOther = account !== undefined && account !== caller.accountId;
      const resourcePolicy = side.policy ?? unseenPolicyOf(question, isOther);
      const policies: PolicySet<Policy> = { ...variant.policies, ...limits.always.layers, ...(resourcePolicy === undefined ? {} : { resourcePolicy }) };
      const base: Case = { caller, side, evaluation: ask(policies, principal.kind, caller) };
      // A limit takes away only: what is not allowed without is not allowed with it.
      const limited = abilityOf(base.evaluation) === 'cannot' ? [] : limits.perhaps;
      return [base, ...limited.map((limit): Case => ({ caller, side, limit, evaluation: ask({ ...policies, ...limit.layers }, principal.kind, caller) }))];
    });
  });
  const ability = abilityIn(cases);
  const start = rangeOf(linesOf(file), principal.loc).start;
  const first = cases.find((each) => abilityOf(each.evaluation) === ability) ?? cases[0];
  const answer: WhoCanAnswer = {
    principal: { kind: principal.kind, id: principal.id, arn: displayText(principal.arn), when: principal.when ?? [], path: file.path, start },
    ability,
    dependsOn: ability === 'may' ? openPoints(cases, principal, openOnSides(guards, principal.when)) : [],
    decidedBy: first?.evaluation.decidedBy ?? { kind: 'nothingAllows' },
    // A policy that has several forms has most of its statements in each.
    statements: eachOnce(decidingStatements(cases.map(({ evaluation }) => evaluation), ability, origins, originsOf(guards))),
    partial: principal.partial,
  };
  return { answer, remarks: remarksOf(variant, cases) };
}

function accountOf(resource: string): string | undefined {
  const account = parseArn(resource)?.account ?? '';
  return /^\d{12}$/.test(account) ? account : undefined;
}

function abilityIn(cases: readonly Case[]): Ability {
  const abilities = new Set(cases.map(({ evaluation }) => abilityOf(evaluation)));
  const [only] = abilities;
  return only === undefined || abilities.size > 1 ? 'may' : only;
}

function abilityOf({ decision }: Evaluation): Ability {
  return decision === 'allowed' ? 'can' : decision === 'dependsOn' ? 'may' : 'cannot';
}

/** What single cases hang on, and what tells the cases apart where they are decided differently. */
function openPoints(cases: readonly Case[], { kind, arn }: SourcePrincipal, openOn: readonly string[]): readonly string[] {
  const open = new Set(cases.flatMap(({ evaluation }) => evaluation.dependsOn ?? []));
  const bases = cases.filter(({ limit }) => limit === undefined);
  const callers = [...new Set(bases.map(({ caller }) => caller))];
  const sides = [...new Set(bases.map(({ side }) => side))];
  for (const { caller, side, limit, evaluation } of cases) {
    const base = bases.find((each) => each.caller === caller && each.side === side);
    if (limit !== undefined && base?.evaluation.decision !== evaluation.decision) for (const name of limit.openOn) open.add(name);
  }
  if (callers.some((caller) => differ(bases.filter((each) => each.caller === caller)))) for (const name of openOn) open.add(name);
  const nameAt = arn.findIndex((part) => typeof part === 'string' && part.includes('/'));
  for (const side of sides) {
    const ofSide = bases.filter((each) => each.side === side);
    if (!differ(ofSide)) continue;
    const isOfNames = [...new Set(callers.map(({ accountId }) => accountId))].some((account) => differ(ofSide.filter(({ caller }) => caller.accountId === account)));
    for (const [index, part] of arn.entries()) {
      if (typeof part === 'string') continue;
      // Where the account is all that matters, neither partition nor name do.
      if (isOfNames || nameAt === -1 || (index < nameAt && part.shape.kind !== 'partition')) open.add(part.name);
    }
    if (isOfNames && kind === 'group') open.add('which member asks');
    if (isOfNames && kind === 'permissionSet') open.add('which holder asks');
  }
  return [...open].sort();
}

function differ(cases: readonly Case[]): boolean {
  return new Set(cases.map(({ evaluation }) => evaluation.decision)).size > 1;
}

function remarksOf({ assumptions, principal }: TargetVariant, cases: readonly Case[]): readonly string[] {
  const partial = principal?.partial ?? [];
  const errors = cases.flatMap(({ evaluation }) => evaluation.errors.map(({ message }) => message));
  // What is not seen of a principal stands with its answer.
  return [...assumptions.filter((assumption) => !partial.some((reason) => assumption.endsWith(reason))), ...errors];
}
