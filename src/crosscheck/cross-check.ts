import type { JudgedIntent } from '../intents/check-intents.ts';
import type { SourceFile } from '../model/policy-source.ts';
import type { AwsApi, AwsFailure } from './aws/api.ts';
import { planCheck, } from './checks/plan.ts';
import type { PlannedCheck } from './checks/planned-check.ts';
import { countCalls, runCheck, uncheckedIntent } from './checks/run-checks.ts';
import { failureLog } from './failure-log.ts';
import type { CrossCheckReport, CrossCheckSummary, IntentComparison, PolicyComparison, RequestComparison } from './report.ts';
import type { SimulationQuestion } from './simulate/question.ts';
import { simulateRequests } from './simulate/simulate-requests.ts';
import { validatePolicies } from './validate/validate-policies.ts';

/** What is put to AWS. */
export interface CrossCheckInput {
  readonly sources: readonly SourceFile[];
  readonly judged: readonly JudgedIntent[];
  readonly questions: readonly SimulationQuestion[];
  /** Run the checks that AWS charges for. */
  readonly paidChecks: boolean;
  /** What failed before, while an account was read. */
  readonly failures?: readonly AwsFailure[];
  /** Told how many calls the paid checks are, before any is made. */
  readonly onPaidChecks?: (count: number) => void;
}

/**
 * Puts the same policies, intents and requests to AWS, and compares the answers. Never rejects: a call that
 * fails is in the report, and all others are worth what they say.
 */
export async function crossCheck(input: CrossCheckInput, api: AwsApi): Promise<CrossCheckReport> {
  const failures = failureLog();
  for (const failure of input.failures ?? []) failures.add(failure);
  const checks = input.judged.flatMap((intent) => planCheck(intent) ?? []);
  const planned = countCalls(checks);
  if (input.paidChecks && planned > 0) input.onPaidChecks?.(planned);
  const [policies, intents, requests] = await Promise.all([
    Promise.all(input.sources.flatMap((file) => validatePolicies(file, api, failures))),
    Promise.all(checks.map((check) => checkIntent(check, input.paidChecks, () => runCheck(check, api, failures)))),
    simulateRequests(input.questions, api, failures),
  ]);
  return {
    policies,
    intents,
    requests,
    failures: failures.all(),
    paidChecks: { planned, run: input.paidChecks },
    summary: summaryOf(policies, [...intents, ...requests]),
  };
}

function checkIntent(check: PlannedCheck, paid: boolean, run: () => Promise<IntentComparison>): Promise<IntentComparison> {
  return paid ? run() : Promise.resolve(uncheckedIntent(check, 'AWS charges for this check: `--paid-checks` runs it'));
}

function summaryOf(policies: readonly PolicyComparison[], compared: readonly (IntentComparison | RequestComparison)[]): CrossCheckSummary {
  const count = (outcome: RequestComparison['result']['outcome']): number => compared.filter(({ result }) => result.outcome === outcome).length;
  const sum = (of: (policy: PolicyComparison) => number): number => policies.reduce((total, policy) => total + of(policy), 0);
  return {
    agreed: count('agreed') + sum(({ agreed }) => agreed.length),
    disagreed: count('disagreed') + sum(({ onlyAws, onlyUs }) => onlyAws.length + onlyUs.length),
    notCompared: count('notCompared') + sum(({ notCounted, notCompared }) => notCounted.length + (notCompared === undefined ? 0 : 1)),
    failed: count('failed') + policies.filter(({ failed }) => failed).length,
  };
}
