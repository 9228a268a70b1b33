import { evaluate } from '../../evaluator/index.ts';
import type { Evaluation } from '../../model/evaluation.ts';
import type { AwsApi } from '../aws/api.ts';
import { askAll, type Pages } from '../aws/ask.ts';
import type { SimulatePolicyResponse } from '../../model/generated/exchange.generated.ts';
import type { FailureLog } from '../failure-log.ts';
import type { Outcome, RequestComparison } from '../report.ts';
import { batches, type Batch, type ReadyQuestion } from './batches.ts';
import { compareDecisions } from './compare-decisions.ts';
import type { SimulationQuestion } from './question.ts';
import { readDecision, type SimulatedAnswer } from './read-decision.ts';
import { simulationInput } from './simulation-input.ts';

/** Puts requests to the evaluator and to the simulator. In the order of the questions. */
export async function simulateRequests(questions: readonly SimulationQuestion[], api: AwsApi, failures: FailureLog): Promise<readonly RequestComparison[]> {
  const owns = new Map(questions.map((question) => [question, evaluate(question.policies, question.request)]));
  const outcomes = new Map<SimulationQuestion, Pick<RequestComparison, 'aws' | 'result'>>();
  const ready: ReadyQuestion[] = [];
  for (const [question, own] of owns) {
    const refused = refusal(own);
    const input = simulationInput(question);
    const reason = refused ?? (input.ok ? undefined : input.reason);
    if (reason !== undefined) outcomes.set(question, { result: { outcome: 'notCompared', reason } });
    else if (input.ok) ready.push({ question, rest: input.rest });
  }
  await Promise.all(
    batches(ready).map(async (batch) => {
      const { pages, failure } = await askBatch(batch, api);
      if (failure !== undefined) failures.add(failure);
      const results = pages.flatMap(({ EvaluationResults }) => EvaluationResults);
      for (const question of batch.questions) {
        const answer = readDecision(results, question.request, batch.resources.length <= 1);
        const own = owns.get(question);
        if (own === undefined) continue;
        const result = answer === undefined ? unanswered(question, failure?.message) : compareDecisions(own, answer, question.policies);
        outcomes.set(question, { ...awsDecision(answer), result });
      }
      if (failure === undefined) noteGaps(batch, outcomes, failures);
    }),
  );
  return questions.map((question) => {
    const { request, origin, target } = question;
    const outcome = outcomes.get(question) ?? { result: unanswered(question, undefined) };
    return { request, origin, target, own: owns.get(question)?.decision ?? 'dependsOn', ...outcome };
  });
}

/** There is no sense in asking about what the evaluator itself could not read. */
function refusal({ decidedBy, errors }: Evaluation): string | undefined {
  const [error] = errors;
  if (decidedBy.kind === 'invalidRequest') return `the request is not valid: ${error?.message ?? ''}`;
  return error === undefined ? undefined : `a policy has an error: ${error.message}`;
}

function askBatch({ rest, actions, resources }: Batch, api: AwsApi): Promise<Pages<SimulatePolicyResponse>> {
  const asked = { ActionNames: [...actions], ...(resources.length === 0 ? {} : { ResourceArns: [...resources] }) };
  if (rest.operation === 'SimulateCustomPolicy') return askAll(api, rest.operation, { ...rest.input, ...asked });
  return askAll(api, rest.operation, { ...rest.input, ...asked });
}

function awsDecision(answer: SimulatedAnswer | undefined): Pick<RequestComparison, 'aws'> {
  return answer === undefined ? {} : { aws: answer.decision };
}

function unanswered({ request }: SimulationQuestion, failure: string | undefined): Outcome {
  return { outcome: 'failed', reason: failure ?? `the simulator's answer says nothing of \`${request.action}\` on \`${request.resource}\`` };
}

/** An answer that came whole and leaves a request out is a failure too. */
function noteGaps({ questions }: Batch, outcomes: ReadonlyMap<SimulationQuestion, Pick<RequestComparison, 'result'>>, failures: FailureLog): void {
  for (const question of questions) {
    const result = outcomes.get(question)?.result;
    if (result?.outcome === 'failed') failures.add({ kind: 'malformed', message: result.reason });
  }
}
