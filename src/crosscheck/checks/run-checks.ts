import { placer } from '../../intents/document.ts';
import type { TargetVariant } from '../../intents/targets/target.ts';
import type { AccessCheckResponse } from '../../model/generated/exchange.generated.ts';
import type { AwsApi } from '../aws/api.ts';
import { canonical } from '../aws/exchange.ts';
import type { FailureLog } from '../failure-log.ts';
import type { IntentComparison, Outcome } from '../report.ts';
import { askPaid, type PlannedCheck } from './planned-check.ts';

/** How many calls these checks are: the same call is made, and paid, once. */
export function countCalls(checks: readonly PlannedCheck[]): number {
  return new Set(checks.flatMap(({ calls }) => calls.map(({ operation, input }) => `${operation} ${canonical(input)}`))).size;
}

/** Puts one intent to AWS and compares the answers. */
export async function runCheck(check: PlannedCheck, api: AwsApi, failures: FailureLog): Promise<IntentComparison> {
  const base = comparisonBase(check);
  if (check.calls.length === 0) return { ...base, result: { outcome: 'notCompared', reason: check.reason ?? '' } };
  const answers = await Promise.all(check.calls.map((call) => askPaid(api, call)));
  const came: AccessCheckResponse[] = [];
  for (const answer of answers) {
    if (answer.ok) came.push(answer.output);
    else failures.add(answer.failure);
  }
  const failed = came.find(({ result }) => result === 'FAIL');
  // One that fails decides, whatever the others would have said.
  if (failed === undefined && came.length < answers.length) {
    const unanswered = answers.find((answer) => !answer.ok);
    return { ...base, result: { outcome: 'failed', reason: unanswered?.ok === false ? unanswered.failure.message : 'there is no answer' } };
  }
  const aws = failed === undefined ? 'PASS' : 'FAIL';
  return { ...base, aws, result: compare(check, aws, failed) };
}

/** An intent whose check is not run. */
export function uncheckedIntent(check: PlannedCheck, reason: string): IntentComparison {
  return { ...comparisonBase(check), result: { outcome: 'notCompared', reason: check.reason ?? reason } };
}

function comparisonBase({ intent: { result }, calls }: PlannedCheck): Omit<IntentComparison, 'result' | 'aws'> {
  return { intent: result.intent, target: result.target.name, own: result.verdict, calls: calls.map(({ operation }) => operation) };
}

function compare({ intent: { result, variant } }: PlannedCheck, aws: 'PASS' | 'FAIL', failed: AccessCheckResponse | undefined): Outcome {
  const own = result.verdict === 'holds' ? 'PASS' : 'FAIL';
  if (own === aws) return { outcome: 'agreed' };
  const { permissionsBoundary, serviceControlPolicies, resourceControlPolicies } = variant.policies;
  if (own === 'PASS' && [permissionsBoundary, serviceControlPolicies, resourceControlPolicies].some((layer) => layer !== undefined)) {
    return { outcome: 'notCompared', reason: 'AWS judges the document alone, and the intent holds under a boundary or control policies' };
  }
  const why = aws === 'FAIL' ? reasonsText(failed, variant) : '';
  return {
    outcome: 'disagreed',
    message: `AWS answers \`${aws}\`, and the intent is ${result.verdict === 'holds' ? 'proved to hold' : 'violated by a request'}${why === '' ? '' : `: ${why}`}`,
  };
}

/** AWS counts the statements of the document that it was given: those of all policies together. */
function reasonsText(failed: AccessCheckResponse | undefined, variant: TargetVariant): string {
  const { resourcePolicy, identityPolicies = [] } = variant.policies;
  const statements = (resourcePolicy === undefined ? identityPolicies : [resourcePolicy]).flatMap((policy) => policy.statements.map((statement) => ({ policy, statement })));
  const said = (failed?.reasons ?? []).map(({ description = '', statementIndex }) => {
    const found = statementIndex === undefined ? undefined : statements[statementIndex];
    const origin = found === undefined ? undefined : variant.origins.get(found.policy);
    if (found === undefined || origin === undefined) return description;
    const { path, start } = placer(origin.file)(origin.attachedAt ?? found.statement.loc);
    return `${description} (${path}:${start.line}:${start.column})`;
  });
  return [failed?.message ?? '', ...said].filter((text) => text !== '').join(' ');
}
