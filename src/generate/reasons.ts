import type { GeneratedPolicy } from './generated-policy.ts';
import type { Dropped, Environment, Unknown, Unscoped } from './permission.ts';
import type { AcceptedFinding } from './prove.ts';

/** Why a generated policy is as it is: what `--reasons` writes. */
export interface Reasons {
  readonly kind: string;
  readonly title: string;
  readonly environment: Environment;
  readonly grants: readonly {
    /** The statement that it stands in. */
    readonly sid: string;
    readonly action: string;
    readonly resource: string;
    readonly reasons: readonly string[];
    readonly inferred?: true;
  }[];
  readonly unscoped: readonly Unscoped[];
  readonly dropped: readonly Dropped[];
  readonly unknown: readonly Unknown[];
  readonly acceptedFindings: readonly AcceptedFinding[];
  readonly proof: { readonly requests: number; readonly assumptions: readonly string[] };
}

/** The reasons for every grant, and all that the policy can't say of itself. */
export function reasonsOf({ generation, policies, proof }: GeneratedPolicy): Reasons {
  const { kind, title, environment, unscoped, dropped, unknown } = generation;
  return {
    kind,
    title,
    environment,
    grants: policies.flatMap(({ statements }) =>
      statements.flatMap(({ document, grants }) =>
        grants.map(({ action, resource, reasons, inferred }) => ({ sid: document.Sid, action, resource, reasons, ...(inferred ? { inferred } : {}) })),
      ),
    ),
    unscoped,
    dropped,
    unknown,
    acceptedFindings: proof.accepted,
    proof: { requests: proof.requests, assumptions: proof.assumptions },
  };
}
