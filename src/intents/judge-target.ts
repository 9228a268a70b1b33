import type { IntentTarget } from '../model/generated/intents.generated.ts';
import type { IntentKind } from '../model/intent-result.ts';
import type { LocatedNode } from '../model/located.ts';
import type { Policy } from '../model/policy.ts';
import type { SourceError } from '../model/source-error.ts';
import { ask, type AskHow, type AskOptions } from './ask.ts';
import { baselineQueries } from './baseline.ts';
import { expand } from './expand/index.ts';
import type { FileReader } from './external.ts';
import { everyValue, textsOf } from './every-value.ts';
import { groundings, groundVariant, openValues, type Grounding } from './ground.ts';
import { together, worst, type Judgement } from './judgement.ts';
import type { Expansion, Query } from './query.ts';
import type { JudgedVariant } from './result.ts';
import type { Target, TargetVariant } from './targets/target.ts';
import { valuesUnder, type TemplateValues } from './template-values.ts';

/** One intent as it stands in the file, and what judging it needs. */
export interface IntentToJudge {
  readonly kind: IntentKind;
  /** The value of the intent's property. */
  readonly node: LocatedNode;
  readonly declared: IntentTarget;
  readonly values: TemplateValues;
  readonly reader: FileReader;
  readonly options: AskOptions;
}

/** Judges an intent on every form of its target; the gravest verdict counts. */
export function judgeTarget(target: Target, intent: IntentToJudge): { readonly judged?: JudgedVariant; readonly errors: readonly SourceError[] } {
  const errors: SourceError[] = [];
  const report = (error: SourceError): void => {
    if (!errors.some((other) => other.message === error.message && other.loc === error.loc)) errors.push(error);
  };
  const reporting = { ...intent, reader: { ...intent.reader, report } };
  const [first, ...rest] = target.variants.map((variant) => judgeVariant(target, variant, reporting));
  if (first === undefined || errors.length > 0) return { errors };
  return { judged: worst([first, ...rest]), errors };
}

/**
 * First with the template's open values as they are: a proof holds for all of them. Where there is none, with
 * values put in: a violation is one whatever else may be, while a `holds` counts only where a few values stand
 * for all. A violation is shown with ordinary values where it can be.
 */
function judgeVariant(target: Target, variant: TargetVariant, intent: IntentToJudge): JudgedVariant {
  const expansion = expansionOf(target, variant, intent);
  const judge = (how: Pick<AskHow, 'proofOnly'>): JudgedVariant => ({ variant, judgement: judgeOnce(expansion, target, variant, { ...intent.options, ...how }) });
  const open = openValues(variant);
  const [ordinary, ...others] = groundings(open);
  // The search for escalations puts values in by itself.
  if (ordinary === undefined || intent.kind === 'noPrivilegeEscalation') return judge({});
  const proof = judge({ proofOnly: true });
  if (proof.judgement.verdict === 'holds') return proof;
  const usual = judgeGround(target, variant, ordinary, intent);
  if (usual.judgement.verdict === 'violated') return usual;
  const general = judge({});
  if (general.judgement.verdict === 'violated') return general;
  for (const grounding of others) {
    const tried = judgeGround(target, variant, grounding, intent);
    if (tried.judgement.verdict === 'violated') return tried;
  }
  // A baseline's texts are not at hand here.
  const choices = usual.judgement.verdict === 'holds' && intent.kind !== 'noNewAccess' ? everyValue(open, textsOfAll(variant, intent)) : undefined;
  if (choices === undefined) return general;
  for (const choice of choices) {
    const tried = judgeGround(target, variant, choice, intent);
    if (tried.judgement.verdict === 'violated') return tried;
    if (tried.judgement.verdict === 'unknown') return general;
  }
  return { ...usual, judgement: { ...usual.judgement, assumptions: [...usual.judgement.assumptions, suppositions(choices)] } };
}

/** What the policies and the intent write, beside what the template leaves open. */
function textsOfAll({ origins }: TargetVariant, { node }: IntentToJudge): readonly string[] {
  const texts: string[] = [];
  for (const [policy, { source }] of origins) {
    if (source !== undefined) textsOf(source.node, texts);
    else for (const { resource, conditions } of policy.statements) {
      for (const { pattern } of resource?.entries ?? []) texts.push(pattern.text);
      for (const clause of conditions) if (clause.kind === 'test') for (const { pattern } of clause.values) texts.push(pattern.text);
    }
  }
  return textsOf(node, texts);
}

function judgeGround(target: Target, variant: TargetVariant, grounding: Grounding, intent: IntentToJudge): JudgedVariant {
  const values: TemplateValues = { ...intent.values, bound: new Map([...intent.values.bound, ...grounding]) };
  const grounded = groundVariant(variant, grounding);
  return { variant: grounded, grounding, judgement: judgeOnce(expansionOf(target, grounded, { ...intent, values }), target, grounded, intent.options) };
}

function suppositions(choices: readonly Grounding[]): string {
  const names = new Set(choices.flatMap((choice) => [...choice.keys()]));
  return `judged with each value of \`${[...names].join('`, `')}\` that is named, and with others`;
}

/** Asks until the answer can't change any more: no other is graver than a violation, and one question without a proof is enough to have none. */
function judgeOnce({ queries, assumptions = [] }: Expansion, target: Target, variant: TargetVariant, how: AskHow): Judgement {
  const judgements: Judgement[] = [];
  for (const query of queries) {
    const judgement = ask(query, target, variant, how);
    judgements.push(judgement);
    if (judgement.verdict === 'violated' || (how.proofOnly === true && judgement.verdict !== 'holds')) break;
  }
  return together(judgements, [...variant.assumptions, ...assumptions]);
}

/** The questions that a verdict answers, about the form of the target that it speaks of. */
export function questionsOf(target: Target, { variant, grounding }: JudgedVariant, intent: IntentToJudge): readonly Query[] {
  const values: TemplateValues = { ...intent.values, bound: new Map([...intent.values.bound, ...(grounding ?? [])]) };
  return expansionOf(target, variant, { ...intent, values }).queries;
}

function expansionOf(target: Target, variant: TargetVariant, intent: IntentToJudge): Expansion {
  const { kind, node, declared, reader } = intent;
  const values = valuesUnder(intent.values, target.file, variant.when);
  if (kind === 'noNewAccess') return { queries: baselineQueries(node, declared, target, variant, values, reader) };
  const { principal } = variant;
  return expand(kind, node, {
    target: target.kind,
    values,
    policies: grantingPolicies(variant),
    ...(principal === undefined || target.kind !== 'identity' ? {} : { principalArn: principal.arn }),
    report: reader.report,
  });
}

/** The policies whose statements can allow the target something. */
function grantingPolicies({ policies }: TargetVariant): readonly Policy[] {
  return [...(policies.identityPolicies ?? []), ...(policies.resourcePolicy === undefined ? [] : [policies.resourcePolicy])];
}
