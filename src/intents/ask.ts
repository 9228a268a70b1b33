import type { AccessRequest } from '../model/access-request.ts';
import type { StatementReference } from '../model/evaluation.ts';
import type { Location } from '../model/location.ts';
import type { Policy } from '../model/policy.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { Domain, UnknownReason, Verdict } from '../model/verdict.ts';
import { evaluate } from '../evaluator/index.ts';
import { disjoint, implies } from '../prover/index.ts';
import { instantiate } from '../prover/template-values.ts';
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

/** As a question may be put: `proofOnly` gives up looking for a request. */
export interface AskHow extends AskOptions {
  readonly proofOnly?: boolean;
}

/** Puts one question about one form of a target. Every witness is replayed here before it counts. */
export function ask(query: Query, target: Target, variant: TargetVariant, options: AskHow): Judgement {
  const { policies } = variant;
  const { principal } = variant;
  const proverOptions = { ...options, evaluate };
  const asked = askedBy(policies, principal);
  switch (query.kind) {
    case 'within':
      return fromVerdict(implies(asked, query.bound, proverOptions), {
        allow: [asked],
        refuse: [query.bound],
        clause: nearestClause,
      });
    case 'disjoint':
      return fromVerdict(disjoint(asked, query.from, proverOptions), {
        allow: [query.from, asked],
        refuse: [],
        clause: matchingClause,
      });
    case 'covers': {
      const needed = askedBy(query.needed, principal);
      const verdict = implies(needed, policies, proverOptions);
      return withDenial(fromVerdict(verdict, { allow: [needed], refuse: [policies], clause: matchingClause }), policies);
    }
    case 'allows':
      return evaluated(query.request, query.loc, policies);
    case 'unclear': {
      const verdict = disjoint(asked, query.from, proverOptions);
      if (verdict.verdict === 'holds') return { verdict: 'holds', vacuous: verdict.vacuous, domain: verdict.domain, assumptions: verdict.assumptions };
      const statement = grantingStatement(verdict.verdict === 'violated' ? verdict.statements : []);
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

/** What a witness has to do to count, and what it shows. */
interface Replay {
  readonly allow: readonly PolicySet<Policy>[];
  readonly refuse: readonly PolicySet<Policy>[];
  /** The clause that it misses in the last of the sets above, the intent's own. */
  readonly clause: (bound: PolicySet<Policy>, witness: AccessRequest) => Location | undefined;
}

function fromVerdict(verdict: Verdict, { allow, refuse, clause }: Replay): Judgement {
  const { domain, assumptions } = verdict;
  switch (verdict.verdict) {
    case 'holds':
      return { verdict: 'holds', vacuous: verdict.vacuous, domain, assumptions };
    case 'violated': {
      const { witness, templateValues = {} } = verdict;
      const values = new Map(Object.entries(templateValues));
      const decides = (set: PolicySet<Policy>, allowed: boolean): boolean => (evaluate(instantiate(set, values), witness).decision === 'allowed') === allowed;
      if (!allow.every((set) => decides(set, true)) || !refuse.every((set) => decides(set, false))) {
        return { verdict: 'unknown', domain, assumptions, construct: 'internal', message: 'a counterexample was found that does not replay' };
      }
      const statement = grantingStatement(verdict.statements);
      const [bound] = [...refuse, ...allow];
      const missed = bound === undefined ? undefined : clause(instantiate(bound, values), witness);
      return {
        verdict: 'violated',
        domain,
        assumptions,
        witness,
        ...(values.size === 0 ? {} : { parameters: templateValues }),
        ...(statement === undefined ? {} : { statement }),
        ...(missed === undefined ? {} : { clause: missed }),
      };
    }
    case 'unknown':
      return { verdict: 'unknown', domain, assumptions, ...reasonOf(verdict.reason) };
  }
}

/** Control policies and boundaries only let through what another policy grants. */
function grantingStatement(statements: readonly StatementReference[]): StatementReference | undefined {
  return statements.find(({ layer }) => layer === 'identityPolicies' || layer === 'resourcePolicy');
}

function reasonOf({ construct, message, statement, loc }: UnknownReason): Pick<Extract<Judgement, { verdict: 'unknown' }>, 'construct' | 'message' | 'statement' | 'loc'> {
  return { construct, message, ...(statement === undefined ? {} : { statement }), ...(loc === undefined ? {} : { loc }) };
}

/** What was needed is the intent's own statement; the target's is the one that refuses it, if there is one. */
function withDenial(judgement: Judgement, policies: PolicySet<Policy>): Judgement {
  if (judgement.verdict !== 'violated') return judgement;
  const { verdict, domain, assumptions, witness, clause, parameters } = judgement;
  const denial = evaluate(policies, witness).matchedStatements.find(({ statement }) => statement.effect === 'Deny');
  return {
    verdict,
    assumptions,
    witness,
    ...(domain === undefined ? {} : { domain }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(clause === undefined ? {} : { clause }),
    ...(denial === undefined ? {} : { statement: denial }),
  };
}

function evaluated(request: AccessRequest, loc: Location, policies: PolicySet<Policy>): Judgement {
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
