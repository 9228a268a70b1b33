import type { AccessRequest } from '../model/access-request.ts';
import type { Policy } from '../model/policy.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { Domain, UnknownReason, Verdict } from '../model/verdict.ts';
import { evaluate } from '../evaluator/index.ts';
import { disjoint, implies } from '../prover/index.ts';
import { askEscalation } from './ask-escalation.ts';
import type { Judgement } from './judgement.ts';
import { matchingClause, nearestClause } from './nearest-clause.ts';
import { askedBy } from './principal-layer.ts';
import type { Query } from './query.ts';
import type { Target, TargetVariant } from './targets/target.ts';

/** How hard to try, as the prover takes it. */
export interface AskOptions {
  readonly domain?: Domain;
  readonly budget?: number;
}

/** Puts one question about one form of a target. Every witness is replayed here before it counts. */
export function ask(query: Query, target: Target, variant: TargetVariant, options: AskOptions): Judgement {
  const { policies } = variant;
  const principal = target.kind === 'identity' ? variant.principal : undefined;
  const proverOptions = { ...options, evaluate };
  switch (query.kind) {
    case 'within': {
      const asked = askedBy(policies, principal);
      return fromVerdict(implies(asked, query.bound, proverOptions), {
        replays: (witness) => isAllowed(asked, witness) && !isAllowed(query.bound, witness),
        clause: (witness) => nearestClause(query.bound, witness),
      });
    }
    case 'disjoint': {
      const asked = askedBy(policies, principal);
      return fromVerdict(disjoint(asked, query.from, proverOptions), {
        replays: (witness) => isAllowed(asked, witness) && isAllowed(query.from, witness),
        clause: (witness) => matchingClause(query.from, witness),
      });
    }
    case 'covers': {
      const needed = askedBy(query.needed, principal);
      return withoutStatements(
        fromVerdict(implies(needed, policies, proverOptions), {
          replays: (witness) => isAllowed(needed, witness) && !isAllowed(policies, witness),
          clause: (witness) => matchingClause(query.needed, witness),
        }),
        policies,
      );
    }
    case 'allows':
      return evaluated(query.request, query.loc, policies);
    case 'unclear': {
      const verdict = disjoint(askedBy(policies, principal), query.from, proverOptions);
      if (verdict.verdict === 'holds') return fromVerdict(verdict, { replays: () => true, clause: () => undefined });
      const [statement] = verdict.verdict === 'violated' ? verdict.statements : [];
      return {
        verdict: 'unknown',
        domain: verdict.domain,
        assumptions: verdict.assumptions,
        construct: query.construct,
        message: query.message,
        ...(statement === undefined ? {} : { statement, loc: statement.statement.action.loc }),
      };
    }
    case 'noEscalation':
      return askEscalation(target, variant);
  }
}

interface Replay {
  readonly replays: (witness: AccessRequest) => boolean;
  readonly clause: (witness: AccessRequest) => Extract<Judgement, { verdict: 'violated' }>['clause'];
}

function isAllowed(policies: PolicySet<Policy>, request: AccessRequest): boolean {
  return evaluate(policies, request).decision === 'allowed';
}

function fromVerdict(verdict: Verdict, { replays, clause }: Replay): Judgement {
  const { domain, assumptions } = verdict;
  switch (verdict.verdict) {
    case 'holds':
      return { verdict: 'holds', vacuous: verdict.vacuous, domain, assumptions };
    case 'violated': {
      const { witness } = verdict;
      if (!replays(witness)) {
        return { verdict: 'unknown', domain, assumptions, construct: 'internal', message: 'a counterexample was found that does not replay' };
      }
      const [statement] = verdict.statements;
      const missed = clause(witness);
      return {
        verdict: 'violated',
        domain,
        assumptions,
        witness,
        ...(statement === undefined ? {} : { statement }),
        ...(missed === undefined ? {} : { clause: missed }),
      };
    }
    case 'unknown':
      return { verdict: 'unknown', domain, assumptions, ...reasonOf(verdict.reason) };
  }
}

function reasonOf({ construct, message, statement, loc }: UnknownReason): Pick<Extract<Judgement, { verdict: 'unknown' }>, 'construct' | 'message' | 'statement' | 'loc'> {
  return { construct, message, ...(statement === undefined ? {} : { statement }), ...(loc === undefined ? {} : { loc }) };
}

/** What was needed is the intent's own statement; the target's is the one that refuses it, if there is one. */
function withoutStatements(judgement: Judgement, policies: PolicySet<Policy>): Judgement {
  if (judgement.verdict !== 'violated') return judgement;
  const { verdict, domain, assumptions, witness, clause } = judgement;
  const denial = evaluate(policies, witness).matchedStatements.find(({ statement }) => statement.effect === 'Deny');
  return {
    verdict,
    assumptions,
    witness,
    ...(domain === undefined ? {} : { domain }),
    ...(clause === undefined ? {} : { clause }),
    ...(denial === undefined ? {} : { statement: denial }),
  };
}

function evaluated(request: AccessRequest, loc: Extract<Query, { kind: 'allows' }>['loc'], policies: PolicySet<Policy>): Judgement {
  const { decision, dependsOn = [], matchedStatements, errors } = evaluate(policies, request);
  const [error] = errors;
  if (decision === 'allowed') return { verdict: 'holds', vacuous: false, assumptions: [] };
  if (error !== undefined && error.statement === undefined) {
    return { verdict: 'unknown', assumptions: [], construct: 'request', message: error.message };
  }
  if (decision === 'dependsOn') {
    return { verdict: 'unknown', assumptions: [], construct: 'dependsOn', message: `whether \`${request.action}\` is allowed depends on \`${dependsOn.join('`, `')}\`` };
  }
  const denial = matchedStatements.find(({ statement }) => statement.effect === 'Deny');
  return { verdict: 'violated', assumptions: [], witness: request, clause: loc, ...(denial === undefined ? {} : { statement: denial }) };
}
