import { athenaQuery } from '../../../src/generate/cloudtrail/athena-query.ts';
import { trailCollector, type Collected, type CollectOptions } from '../../../src/generate/cloudtrail/collector.ts';
import { readTrail } from '../../../src/generate/cloudtrail/read-trail.ts';
import { roleOf, sessionOf } from '../../../src/generate/cloudtrail/selection.ts';
import { trailPolicy, type TrailPolicyOptions } from '../../../src/generate/cloudtrail/trail-policy.ts';
import { nodeStreamHost } from '../../../src/host/node-streams.ts';
import { printable } from '../../../src/report/printable.ts';
import type { CloudtrailCommandOptions } from '../../commands/generate/cloudtrail.ts';
import { ExitCode } from '../../exit-code.ts';
import { UsageError } from '../../usage-error.ts';
import { finishGeneration } from '../generate.ts';
import { trailFiles } from './trail-files.ts';

/** Runs `generate cloudtrail` and returns its exit code. */
export async function generateFromCloudtrail(files: readonly string[], options: CloudtrailCommandOptions): Promise<number> {
  checkOptions(options);
  if (options.athenaQuery === true) {
    process.stdout.write(`${athenaQuery(options, options.athenaTable)}\n`);
    return ExitCode.clean;
  }
  const { collected, problems } = await collectEvents(files, options);
  if (collected.events.selected === 0) throw new UsageError(nothingFound(collected, problems));
  const exitCode = await finish(collected, options);
  return problems > 0 ? ExitCode.failure : exitCode;
}

/** Reads all files, one after the other, and says on standard error what could not be read. */
export async function collectEvents(files: readonly string[], options: CollectOptions): Promise<{ readonly collected: Collected; readonly problems: number }> {
  const { paths, problems: unfound } = await trailFiles(files);
  let problems = 0;
  const tell = (message: string): void => {
    problems += 1;
    process.stderr.write(`policy-lint: ${printable(message)}\n`);
  };
  unfound.forEach(tell);
  const events = trailCollector(options);
  for (const path of paths) {
    await readTrail(path, nodeStreamHost, {
      event: events.add,
      problem: ({ place, message }) => {
        tell(`\`${path}\`${place === undefined ? '' : `, line ${place.line}, byte ${place.byte}`}: ${message}`);
      },
    });
  }
  return { collected: events.collected(), problems };
}

function checkOptions({ principal, session, readOnly, splitReadOnly, since, until }: CloudtrailCommandOptions): void {
  if (principal === undefined && session === undefined) throw new UsageError('say whose events count: `--principal <arn>` or `--session <name>`');
  if (principal !== undefined && roleOf(principal) === undefined && sessionOf(principal) === undefined && !/^arn:[^:]+:(iam|sts)::\d{12}:(root$|user\/|federated-user\/)/.test(principal)) {
    throw new UsageError(`\`${principal}\` is not the ARN of a user, a role or a role session`);
  }
  if (readOnly === true && splitReadOnly === true) throw new UsageError('`--read-only` and `--split-read-only` exclude each other');
  if (since !== undefined && until !== undefined && since >= until) throw new UsageError('`--since` must be before `--until`');
}

async function finish(collected: Collected, options: CloudtrailCommandOptions): Promise<number> {
  const selection = selectionOf(options);
  if (options.splitReadOnly !== true) return finishGeneration(trailPolicy(collected, options.readOnly === true ? { ...selection, only: 'read' } : selection), options);
  const codes: number[] = [];
  for (const only of ['read', 'write'] as const) {
    const generation = trailPolicy(collected, { ...selection, only });
    if (generation.permissions.length === 0) continue;
    const name = `${options.name ?? 'cloudtrail'}-${only}`;
    const { output, reasons } = options;
    codes.push(await finishGeneration(generation, { ...options, name, ...(output === undefined ? {} : { output: marked(output, only) }), ...(reasons === undefined ? {} : { reasons: marked(reasons, only) }) }));
  }
  return Math.max(ExitCode.clean, ...codes);
}

/** `ci.json` becomes `ci-read.json`. */
function marked(path: string, mark: string): string {
  const [, stem = path, ending = ''] = /^(.*?)(\.[^./\\]+)?$/s.exec(path) ?? [];
  return `${stem}-${mark}${ending}`;
}

function selectionOf({ principal, session }: CloudtrailCommandOptions): TrailPolicyOptions {
  return { ...(principal === undefined ? {} : { principal }), ...(session === undefined ? {} : { session }) };
}

function nothingFound({ events, otherCallers }: Collected, problems: number): string {
  if (events.read === 0) return problems > 0 ? 'no event could be read' : 'there are no events in these files';
  const callers = otherCallers.length === 0 ? '' : `; among the callers are ${otherCallers.map((caller) => `\`${caller}\``).join(', ')}`;
  return `none of ${events.read} events is of that principal, session and time${callers}`;
}
