import { compile } from '../../src/evaluator/index.ts';
import type { EvaluateCommandOptions } from '../commands/evaluate.ts';
import { ExitCode } from '../exit-code.ts';
import { policyFiles } from './policy-files.ts';
import { readSetting } from './evaluate/policies.ts';
import { describeEvaluation, evaluationJson } from './evaluate/print.ts';
import { readRequests } from './evaluate/requests.ts';

/** Runs the evaluate command and returns its exit code. */
export function evaluateRequests(template: string | undefined, options: EvaluateCommandOptions): number {
  const files = policyFiles();
  const setting = readSetting(template, options, files);
  const requests = readRequests(options, setting.principal);
  const compiled = compile(setting.policies);
  let differing = 0;
  let invalid = 0;
  for (const read of requests) {
    const evaluation = compiled.evaluate(read.request, { explain: options.explain === true });
    if (evaluation.decidedBy.kind === 'invalidRequest') invalid += 1;
    if (options.expect !== undefined && evaluation.decision !== options.expect) differing += 1;
    const prefix = requests.length === 1 || options.format === 'json' ? '' : `${read.place}: `;
    const printed = options.format === 'json' ? JSON.stringify(evaluationJson(read, evaluation, files)) : describeEvaluation(evaluation, files);
    process.stdout.write(`${prefix}${printed}\n`);
  }
  for (const note of setting.notes) process.stderr.write(`policy-lint: note: ${note}\n`);
  if (invalid > 0) return ExitCode.failure;
  if (differing === 0) return ExitCode.clean;
  process.stderr.write(`policy-lint: ${differing} of ${requests.length} decisions differ from \`${options.expect ?? ''}\`\n`);
  return ExitCode.findings;
}
