import type { Finding, Severity } from '../../model/finding.ts';
import type { IntentResult } from '../../model/intent-result.ts';
import type { PrincipalKind, SourceFile, SourcePrincipal } from '../../model/policy-source.ts';
import { knownText } from '../../model/unknown-value.ts';
import type { CrossCheckReport } from '../report.ts';

/** What a run found about one principal of an account. */
export interface PrincipalSummary {
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly arn: string;
  /** Policies that it holds, the trust policy and those of its groups included. */
  readonly policies: number;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly intents: Readonly<Record<IntentResult['verdict'], number>>;
  readonly agreed: number;
  readonly disagreed: number;
  readonly failed: number;
}

/** One line for each principal: a policy that several hold counts for each of them. */
export function summarize(file: SourceFile, findings: readonly Finding[], intents: readonly IntentResult[], report: CrossCheckReport): readonly PrincipalSummary[] {
  return file.principals.map((principal) => summaryOf(principal, findings, intents, report));
}

function summaryOf(principal: SourcePrincipal, findings: readonly Finding[], intents: readonly IntentResult[], report: CrossCheckReport): PrincipalSummary {
  const { kind, id, arn, attachments, boundary, trust } = principal;
  const pointers = new Set([...attachments, boundary].flatMap((attachment) => attachment?.source?.loc.pointer ?? []));
  if (trust !== undefined) pointers.add(trust.loc.pointer);
  const isOwn = (pointer: string): boolean => [...pointers].some((own) => pointer === own || pointer.startsWith(`${own}/`));
  const bySeverity = { error: 0, security: 0, warning: 0, suggestion: 0 };
  for (const { severity, pointer } of findings) if (isOwn(pointer)) bySeverity[severity] += 1;
  const verdicts = { holds: 0, violated: 0, unknown: 0 };
  for (const { target, verdict } of intents) if (target.name === id) verdicts[verdict] += 1;
  const policies = report.policies.filter(({ policy }) => pointers.has(policy.place.pointer));
  const outcomes = [...report.intents, ...report.requests].filter(({ target }) => target === id).map(({ result }) => result.outcome);
  const count = (outcome: (typeof outcomes)[number]): number => outcomes.filter((each) => each === outcome).length;
  const sum = (of: (policy: (typeof policies)[number]) => number): number => policies.reduce((total, policy) => total + of(policy), 0);
  return {
    kind,
    name: id,
    arn: knownText(arn) ?? '',
    policies: attachments.length + (trust === undefined ? 0 : 1) + (boundary === undefined ? 0 : 1),
    findings: bySeverity,
    intents: verdicts,
    agreed: count('agreed') + sum(({ agreed }) => agreed.length),
    disagreed: count('disagreed') + sum(({ onlyAws, onlyUs }) => onlyAws.length + onlyUs.length),
    failed: count('failed') + sum(({ failed }) => (failed === true ? 1 : 0)),
  };
}
