import { evaluate } from '../evaluator/index.ts';
import type { AccessRequest } from '../model/access-request.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { Policy, Statement } from '../model/policy.ts';
import { implies } from '../prover/index.ts';
import { decider } from './decide.ts';
import type { GeneratedPolicy } from './generated-policy.ts';
import { needsOf, type Need } from './requests.ts';

/** How policies that somebody has relate to what is needed. */
export interface ExistingCheck {
  /** Needed requests that they don't allow. */
  readonly missing: readonly Need[];
  /** What they allow and the generated policy doesn't: one request for each Action entry. */
  readonly excess: readonly ExcessPermission[];
  /** Where it can't be told whether something is too much. */
  readonly unknown: readonly { readonly action: string; readonly sid?: string; readonly why: string }[];
}

export interface ExcessPermission {
  /** The entry of the Action element. */
  readonly action: string;
  readonly sid?: string;
  readonly request: AccessRequest;
}

/** Compares policies that work together, as on one role, with a generated one. */
export function checkExisting(existing: readonly Policy[], { generation, policies }: GeneratedPolicy): ExistingCheck {
  const needed: PolicySet = { identityPolicies: policies.map(({ document }) => document) };
  const decide = decider(existing);
  const missing = needsOf(generation.permissions, generation.environment).filter(({ request }) => decide(request) !== 'allowed');
  const parts = partsOf(existing).map(({ action, sid, policy }) => ({ action, ...(sid === undefined ? {} : { sid }), verdict: implies({ identityPolicies: [policy] }, needed, { evaluate }) }));
  return {
    missing: distinctRequests(missing),
    excess: parts.flatMap(({ verdict, ...part }) => (verdict.verdict === 'violated' ? [{ ...part, request: verdict.witness }] : [])),
    unknown: parts.flatMap(({ verdict, ...part }) => (verdict.verdict === 'unknown' ? [{ ...part, why: verdict.reason.message }] : [])),
  };
}

/** Two permissions may need the same request. */
function distinctRequests(needs: readonly Need[]): readonly Need[] {
  return [...new Map(needs.map((need) => [JSON.stringify(need.request), need])).values()];
}

interface Part {
  readonly action: string;
  readonly sid?: string;
  readonly policy: Policy;
}

/** Each entry of an Allow statement's actions by itself, under all the Deny statements. */
function partsOf(existing: readonly Policy[]): readonly Part[] {
  return existing.flatMap((policy) => {
    const denies = existing.flatMap(({ statements }) => statements.filter(({ effect }) => effect === 'Deny'));
    return policy.statements
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) =>
        entriesOf(statement).map((only) => ({
          action: only.action.entries.map(({ pattern }) => pattern.text).join(', '),
          ...(statement.sid === undefined ? {} : { sid: statement.sid.text }),
          policy: { ...policy, statements: [only, ...denies] },
        })),
      );
  });
}

/** What a NotAction stands for has no entries to look at one by one. */
function entriesOf(statement: Statement): readonly Statement[] {
  if (statement.action.kind === 'NotAction') return [statement];
  return statement.action.entries.map((entry) => ({ ...statement, action: { ...statement.action, entries: [entry] } }));
}
