import type { StatementReference } from '../model/evaluation.ts';
import type { IntentKind, IntentResult, Place } from '../model/intent-result.ts';
import type { Location } from '../model/location.ts';
import { placer, type Placer } from './document.ts';
import type { Grounding } from './ground.ts';
import type { Judgement } from './judgement.ts';
import { describeJudgement } from './messages.ts';
import type { Target, TargetVariant } from './targets/target.ts';

/** An intent as declared. */
export interface DeclaredIntent {
  readonly name: string;
  readonly kind: IntentKind;
  readonly loc: Location;
}

/** A verdict on one form of a target. */
export interface JudgedVariant {
  readonly variant: TargetVariant;
  readonly judgement: Judgement;
  /** The values that were put in for what the template leaves open. */
  readonly grounding?: Grounding;
}

/** A verdict as reports give it. */
export function intentResult(intent: DeclaredIntent, target: Target, judged: JudgedVariant, inIntents: Placer): IntentResult {
  const { judgement, variant, grounding } = judged;
  const base = {
    intent: { name: intent.name, kind: intent.kind, place: inIntents(intent.loc) },
    target: targetOf(target),
    verdict: judgement.verdict,
    message: describeJudgement(judgement, { kind: intent.kind, name: target.name, target: target.kind }),
    ...(judgement.domain === undefined ? {} : { domain: judgement.domain }),
    assumptions: judgement.assumptions,
    ...(variant.when.length === 0 ? {} : { when: variant.when }),
  };
  switch (judgement.verdict) {
    case 'holds':
      return { ...base, ...(judgement.vacuous ? { vacuous: true } : {}) };
    case 'violated': {
      const { witness, statement, clause, steps, parameters } = judgement;
      const values = { ...Object.fromEntries(grounding ?? []), ...parameters };
      return {
        ...base,
        witness,
        ...(Object.keys(values).length === 0 ? {} : { parameters: values }),
        ...statementOf(statement, undefined, variant),
        // The clause of a baseline stands in the baseline's file.
        clause: inIntents(intent.kind === 'noNewAccess' ? intent.loc : (clause ?? intent.loc)),
        ...(steps === undefined ? {} : { steps }),
      };
    }
    case 'unknown':
      return { ...base, ...statementOf(judgement.statement, judgement.loc, variant) };
  }
}

export function targetOf({ name, logicalId, file }: Target): IntentResult['target'] {
  return { name, path: file.path, ...(logicalId === undefined ? {} : { logicalId }) };
}

function statementOf(reference: StatementReference | undefined, loc: Location | undefined, variant: TargetVariant): Pick<IntentResult, 'statement'> {
  if (reference === undefined) return {};
  const origin = variant.origins.get(reference.policy);
  if (origin === undefined) return {};
  const { sid } = reference.statement;
  const place: Place = placer(origin.file)(origin.attachedAt ?? loc ?? reference.statement.loc);
  return { statement: { ...place, policy: origin.label, ...(sid === undefined ? {} : { sid: sid.text }) } };
}
