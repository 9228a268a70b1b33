import type { AccessRequest } from '../model/access-request.ts';
import type { StatementReference } from '../model/evaluation.ts';
import type { EscalationStep } from '../model/intent-result.ts';
import type { Location } from '../model/location.ts';
import type { Assumption, Domain } from '../model/verdict.ts';

/** The answer to one question about one form of a target. */
export type Judgement =
  | { readonly verdict: 'holds'; readonly vacuous: boolean; readonly domain?: Domain; readonly assumptions: readonly Assumption[] }
  | {
      readonly verdict: 'violated';
      readonly domain?: Domain;
      readonly assumptions: readonly Assumption[];
      readonly witness: AccessRequest;
      /** Values of what the template leaves open, with which the witness is allowed. */
      readonly parameters?: Readonly<Record<string, string>>;
      /** The target's statement that lets the witness through, or stops it. */
      readonly statement?: StatementReference;
      /** What the witness misses in the intents file; the whole intent without it. */
      readonly clause?: Location;
      readonly steps?: readonly EscalationStep[];
      /** Says what happened, where that is not a single request: for people. */
      readonly message?: string;
    }
  | {
      readonly verdict: 'unknown';
      readonly domain?: Domain;
      readonly assumptions: readonly Assumption[];
      readonly construct: string;
      readonly message: string;
      readonly statement?: StatementReference;
      /** Where in the statement's file. */
      readonly loc?: Location;
    };

const GRAVITY = { violated: 2, unknown: 1, holds: 0 } as const;

/** The gravest of several answers, the first of equals; one that holds takes all assumptions together. */
export function worst<Item extends { readonly judgement: Judgement }>(items: readonly [Item, ...Item[]]): Item {
  let found = items[0];
  for (const item of items) if (GRAVITY[item.judgement.verdict] > GRAVITY[found.judgement.verdict]) found = item;
  return found;
}

/** All questions of an intent answered: it holds when all do, and vacuously when all do so. */
export function together(judgements: readonly Judgement[], assumptions: readonly Assumption[]): Judgement {
  const [first, ...rest] = judgements;
  if (first === undefined) return { verdict: 'holds', vacuous: false, assumptions };
  const gravest = rest.reduce((a, b) => (GRAVITY[b.verdict] > GRAVITY[a.verdict] ? b : a), first);
  const all = [...new Set([...assumptions, ...(gravest.verdict === 'holds' ? judgements : [gravest]).flatMap((judgement) => judgement.assumptions)])];
  if (gravest.verdict !== 'holds') return { ...gravest, assumptions: all };
  return { ...gravest, vacuous: judgements.every((judgement) => judgement.verdict === 'holds' && judgement.vacuous), assumptions: all };
}
