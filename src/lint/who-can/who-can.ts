import { principalVariant } from '../../intents/targets/principal-target.ts';
import type { PolicyOrigin, TargetVariant } from '../../intents/targets/target.ts';
import { parseArn } from '../../model/arn.ts';
import type { Evaluation } from '../../model/evaluation.ts';
import { lineIndex, rangeOf } from '../../model/line-index.ts';
import type { Policy } from '../../model/policy.ts';
import type { PolicySet } from '../../model/policy-set.ts';
import type { SourceFile, SourcePrincipal } from '../../model/policy-source.ts';
import { displayText } from '../../model/unknown-value.ts';
import { askAbout } from './ask-about.ts';
import { callersFor, type Caller } from './caller.ts';
import { notesOn } from './notes.ts';
import { namedCallers, resourceSides, unseenPolicyOf, type ResourceSide, type ResourceSides } from './resource-policies.ts';
import { decidingStatements } from './statements.ts';
import type { Ability, WhoCanAnswer, WhoCanAnswers, WhoCanQuestion } from './types.ts';

/**
 * Tells for each principal of the sources whether it can do something, decided on all its policies, its
 * boundary and the resource's policy, as far as the sources have them. What neither the question nor the
 * sources tell may be anything: an answer is `can` or `cannot` only if it is so in all cases.
 *
 * @param question one action, and one resource by its ARN, or `*`
 */
export function whoCan(question: WhoCanQuestion, sources: readonly SourceFile[]): WhoCanAnswers {
  const found = resourceSides(question, sources);
  const asked = sources.flatMap((file) => file.principals.map((principal) => answerFor(principal, file, question, found)));
  const answers = asked.map(({ answer }) => answer);
  return { answers, notes: notesOn(question, sources, found, asked.flatMap(({ remarks }) => remarks)) };
}

/** One of the ways in which it can be, and how it would be decided then. */
interface Case {
  readonly caller: Caller;
  readonly side: ResourceSide;
  readonly evaluation: Evaluation;
}

interface Asked {
  readonly answer: WhoCanAnswer;
  readonly remarks: readonly string[];
}

function answerFor(principal: SourcePrincipal, file: SourceFile, question: WhoCanQuestion, found: ResourceSides): Asked {
  const variant = principalVariant(principal, file);
  const account = question.resourceAccount ?? accountOf(question.resource);
  const callers = callersFor(principal, account, namedCallers(found.sides));
  const cases = callers.flatMap((caller) => found.sides.map((side): Case => {
    const isOther = account !== undefined && account !== caller.accountId;
    const resourcePolicy = side.policy ?? unseenPolicyOf(question, isOther);
    const policies: PolicySet<Policy> = { ...variant.policies, ...(resourcePolicy === undefined ? {} : { resourcePolicy }) };
    return { caller, side, evaluation: askAbout(policies, principal.kind, caller, question) };
  }));
  const ability = abilityIn(cases);
  const origins = new Map([...variant.origins, ...sideOrigins(found.sides)]);
  const start = rangeOf(lineIndex(file.text), principal.loc).start;
  const first = cases.find((each) => abilityOf(each.evaluation) === ability) ?? cases[0];
  const answer: WhoCanAnswer = {
    principal: { kind: principal.kind, id: principal.id, arn: displayText(principal.arn), when: principal.when ?? [], path: file.path, start },
    ability,
    dependsOn: ability === 'may' ? openPoints(cases, principal, found) : [],
    decidedBy: first?.evaluation.decidedBy ?? { kind: 'nothingAllows' },
    statements: decidingStatements(cases.map(({ evaluation }) => evaluation), ability, origins),
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
function openPoints(cases: readonly Case[], { kind, arn }: SourcePrincipal, { sides, openOn }: ResourceSides): readonly string[] {
  const open = new Set(cases.flatMap(({ evaluation }) => evaluation.dependsOn ?? []));
  const callers = [...new Set(cases.map(({ caller }) => caller))];
  if (callers.some((caller) => differ(cases.filter((each) => each.caller === caller)))) for (const name of openOn) open.add(name);
  const nameAt = arn.findIndex((part) => typeof part === 'string' && part.includes('/'));
  for (const side of sides) {
    const ofSide = cases.filter((each) => each.side === side);
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

function sideOrigins(sides: readonly ResourceSide[]): readonly (readonly [Policy, PolicyOrigin])[] {
  return sides.flatMap(({ policy, source, file }) => (policy === undefined || source === undefined || file === undefined ? [] : [[policy, { label: source.label, source, file }] as const]));
}

function remarksOf({ assumptions, principal }: TargetVariant, cases: readonly Case[]): readonly string[] {
  const partial = principal?.partial ?? [];
  const errors = cases.flatMap(({ evaluation }) => evaluation.errors.map(({ message }) => message));
  // What is not seen of a principal stands with its answer.
  return [...assumptions.filter((assumption) => !partial.some((reason) => assumption.endsWith(reason))), ...errors];
}
