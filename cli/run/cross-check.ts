import { crossCheck } from '../../src/crosscheck/cross-check.ts';
import { neededPermissions } from '../../src/crosscheck/permissions.ts';
import { summarize, type PrincipalSummary } from '../../src/crosscheck/live/summary.ts';
import { questionsOfFindings, questionsOfIntents } from '../../src/crosscheck/questions.ts';
import type { CrossCheckReport } from '../../src/crosscheck/report.ts';
import { nodeHost } from '../../src/host/node.ts';
import { lintText } from '../../src/lint/lint-text.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { IntentResult } from '../../src/model/intent-result.ts';
import type { SourceFile } from '../../src/model/policy-source.ts';
import type { CrossCheckCommandOptions } from '../commands/cross-check.ts';
import { ExitCode } from '../exit-code.ts';
import { UsageError } from '../usage-error.ts';
import { apiFor } from './cross-check/api.ts';
import { judgeAll } from './cross-check/intents.ts';
import { describeReport } from './cross-check/print.ts';
import { statusLine } from './cross-check/progress.ts';
import { questionsOfFile } from './cross-check/requests.ts';
import { fileSources, liveSources } from './cross-check/sources.ts';

/** What is told of a live account beside the comparison. */
export interface LiveReport {
  readonly findings: readonly Finding[];
  readonly intents: readonly IntentResult[];
  readonly principals: readonly PrincipalSummary[];
}

/** Runs the cross-check command and returns its exit code. */
export async function crossCheckFiles(patterns: readonly string[], options: CrossCheckCommandOptions): Promise<number> {
  const { live } = options;
  if (options.permissions === true) {
    print(JSON.stringify(neededPermissions({ ...(live === undefined ? {} : { live }), paidChecks: options.paidChecks === true, requests: true }), undefined, 2));
    return ExitCode.clean;
  }
  checkUsage(patterns, options);
  const status = statusLine();
  const api = apiFor(options, (asked, answered) => status.show(`${answered} of ${asked} calls answered`));
  const read = live === undefined ? await fileSources(patterns, options) : await liveSources(live, api, (count) => status.show(`${count} pages of the account read`));
  const { judged, results, problems } = await judgeAll(read.sources, options);
  const report = await crossCheck(
    {
      sources: read.sources,
      judged,
      questions: [...questionsOfIntents(judged, { live: live !== undefined, incomplete: read.failures.length > 0 }), ...read.sources.flatMap(questionsOfFindings), ...questionsOfFile(read, options)],
      paidChecks: options.paidChecks === true,
      failures: read.failures,
      onPaidChecks: (count) => warn(options.replay === undefined ? `AWS charges for ${count} ${count === 1 ? 'check' : 'checks'} now` : `${count} checks that AWS charges for, replayed for nothing`),
    },
    api,
  );
  status.clear();
  const more = live === undefined ? undefined : liveReport(read.sources, results, report);
  print(options.format === 'json' ? JSON.stringify({ schemaVersion: 1, ...report, ...(more === undefined ? {} : { live: more }) }, undefined, 2) : describeReport(report, more));
  const all = [...read.problems, ...problems];
  for (const problem of all) warn(problem);
  return exitCode(report, all);
}

function checkUsage(patterns: readonly string[], options: CrossCheckCommandOptions): void {
  if (options.live !== undefined && patterns.length > 0) throw new UsageError('name files, or an account with `--live`, not both');
  if (options.live === undefined && patterns.length === 0 && options.requests === undefined) throw new UsageError('name the files to cross-check, or an account with `--live`');
  for (const [option, given] of Object.entries({ policy: options.policy, boundary: options.boundary, 'resource-policy': options.resourcePolicy, scp: options.scp, 'principal-id': options.principalId })) {
    if (given !== undefined && options.requests === undefined) throw new UsageError(`\`--${option}\` is about requests: name a file of them with \`--requests\``);
  }
}

function liveReport(sources: readonly SourceFile[], intents: readonly IntentResult[], report: CrossCheckReport): LiveReport {
  const findings = sources.flatMap((file) => lintText(file.text, { path: file.path, now: nodeHost.now() }).findings);
  return { findings, intents, principals: sources.flatMap((file) => summarize(file, findings, intents, report)) };
}

/** Failures weigh more: what was not compared may disagree too. */
function exitCode({ summary, failures }: CrossCheckReport, problems: readonly string[]): number {
  if (failures.length > 0 || summary.failed > 0 || problems.length > 0) return ExitCode.failure;
  return summary.disagreed > 0 ? ExitCode.findings : ExitCode.clean;
}

function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

function warn(text: string): void {
  process.stderr.write(`policy-lint: ${text}\n`);
}
