import { evaluate } from '../evaluator/index.ts';
import { lintPolicy } from '../lint/lint-policy.ts';
import type { AccessRequest } from '../model/access-request.ts';
import type { Finding } from '../model/finding.ts';
import type { PolicyDocument, StatementDocument } from '../model/generated/policy-document.generated.ts';
import type { PolicyInput, PolicySet } from '../model/policy-set.ts';
import { implies } from '../prover/index.ts';
import { MANAGED_POLICY_QUOTA, policySize, type AssembledPolicy } from './assemble.ts';
import { decider } from './decide.ts';
import type { Generation, RuleException } from './permission.ts';
import { needsOf } from './requests.ts';

/** Something that keeps a generated policy from being printed. */
export interface ProofFailure {
  readonly check: 'rules' | 'at most' | 'at least' | 'size';
  readonly message: string;
  /** A request that shows it. */
  readonly request?: AccessRequest;
}

/** A finding that is accepted, and why. */
export interface AcceptedFinding {
  readonly ruleId: string;
  readonly message: string;
  readonly reason: string;
  /** The Sid of the statement that it is about, where it is about one. */
  readonly sid?: string;
}

export interface GenerationProof {
  readonly failures: readonly ProofFailure[];
  readonly accepted: readonly AcceptedFinding[];
  /** How many needed requests were decided. */
  readonly requests: number;
  readonly assumptions: readonly string[];
}

/** An upper bound that somebody sets, and what it is called. */
export interface Bound {
  readonly name: string;
  readonly document: PolicyInput;
}

/**
 * Holds the policies against our own rules, the upper bounds and the requests that they must allow. Nothing that
 * can't be told counts as proved.
 */
export function prove(generation: Generation, policies: readonly AssembledPolicy[], bounds: readonly Bound[] = []): GenerationProof {
  const documents = policies.map(({ document }) => document);
  const set: PolicySet = { identityPolicies: documents };
  const decide = decider(documents);
  const linted = policies.flatMap((policy) => lintOne(policy, generation.exceptions));
  const needs = needsOf(generation.permissions, generation.environment);
  const own: readonly Bound[] = [{ name: `the bound of ${generation.kind}`, document: boundDocument(generation.atMost) }];
  const bounded = [...own, ...bounds].map((bound) => within(set, bound));
  return {
    failures: [
      ...policies.flatMap(tooLong),
      ...linted.flatMap(({ failure }) => failure ?? []),
      ...bounded.flatMap(({ failure }) => failure ?? []),
      ...needs.flatMap(({ name, reason, request }): readonly ProofFailure[] => {
        const decision = decide(request);
        return decision === 'allowed' ? [] : [{ check: 'at least', message: `not allowed (${decision}): ${name}, which is needed because ${reason}`, request }];
      }),
    ],
    accepted: linted.flatMap(({ accepted }) => accepted ?? []),
    requests: needs.length,
    assumptions: [...new Set(bounded.flatMap(({ assumptions }) => assumptions))].sort(),
  };
}

/** Allow statements as the policy that is the bound. A statement of a bound needs no Sid. */
export function boundDocument(statements: readonly StatementDocument[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

function tooLong({ document }: AssembledPolicy): readonly ProofFailure[] {
  const size = policySize(document);
  return size <= MANAGED_POLICY_QUOTA ? [] : [{ check: 'size', message: `a statement alone takes ${size} characters, and a managed policy holds ${MANAGED_POLICY_QUOTA}` }];
}

interface Judged {
  readonly failure?: ProofFailure;
  readonly accepted?: AcceptedFinding;
}

function lintOne(policy: AssembledPolicy, exceptions: readonly RuleException[]): readonly Judged[] {
  return lintPolicy(policy.document, { type: 'identity', preset: 'strict' }).flatMap((finding): readonly Judged[] => {
    if (finding.severity !== 'error' && finding.severity !== 'security') return [];
    const statement = statementOf(finding, policy);
    const exception = exceptions.find(
      ({ ruleId, actions }) => ruleId === finding.ruleId && (actions === undefined || statement?.grants.some(({ action }) => actions.includes(action.toLowerCase())) === true),
    );
    const sid = statement?.document.Sid;
    if (exception === undefined) {
      const request = finding.witness === undefined ? {} : { request: finding.witness };
      return [{ failure: { check: 'rules', message: `${finding.severity}: ${finding.message} (${finding.ruleId}${sid === undefined ? '' : ` in ${sid}`})`, ...request } }];
    }
    return [{ accepted: { ruleId: finding.ruleId, message: finding.message, reason: exception.reason, ...(sid === undefined ? {} : { sid }) } }];
  });
}

function statementOf({ pointer }: Finding, policy: AssembledPolicy): AssembledPolicy['statements'][number] | undefined {
  const position = /^\/Statement\/(\d+)/.exec(pointer)?.[1];
  return position === undefined ? undefined : policy.statements[Number(position)];
}

function within(set: PolicySet, { name, document }: Bound): { readonly failure?: ProofFailure; readonly assumptions: readonly string[] } {
  const verdict = implies(set, { identityPolicies: [document] }, { evaluate });
  switch (verdict.verdict) {
    case 'holds':
      return { assumptions: verdict.assumptions };
    case 'violated': {
      const sids = verdict.statements.map(({ statement }) => statement.sid?.text ?? `statement ${statement.index}`).join(', ');
      return { failure: { check: 'at most', message: `it allows more than ${name} does (${sids})`, request: verdict.witness }, assumptions: verdict.assumptions };
    }
    case 'unknown':
      return { failure: { check: 'at most', message: `it can't be told whether it stays within ${name}: ${verdict.reason.message}` }, assumptions: verdict.assumptions };
  }
}
