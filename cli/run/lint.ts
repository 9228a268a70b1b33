import { writeFileSync } from 'node:fs';
import packageJson from '../../package.json' with { type: 'json' };
import { describeIoError } from '../../src/host/io-error.ts';
import { nodeHost } from '../../src/host/node.ts';
import { tidyPath } from '../../src/host/paths.ts';
import { countBySeverity, lintFiles } from '../../src/lint/lint-files.ts';
import { SEVERITIES, type Severity } from '../../src/model/finding.ts';
import type { FileHost } from '../../src/model/host.ts';
import { nearest } from '../../src/model/parse/nearest.ts';
import type { Report } from '../../src/model/report.ts';
import { loadFormatter } from '../../src/report/index.ts';
import { rules } from '../../src/rules/index.ts';
import { fileText } from '../../src/sources/index.ts';
import { COMMANDS } from '../commands/index.ts';
import type { LintCommandOptions } from '../commands/lint.ts';
import { ExitCode } from '../exit-code.ts';
import { changedSince } from '../changed-files.ts';
import { configuredRun, type ConfiguredRun } from '../configured-run.ts';
import { parameterValues } from '../parameters.ts';
import { progressLine } from '../progress.ts';
import { ruleHelp } from '../rule-page.ts';
import { stdinHost } from '../stdin-host.ts';
import { wantsColour } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { checkOptions, type CheckSettings } from '../work/settings.ts';
import { workFor } from '../work/work-for.ts';

/** Runs the lint command and returns its exit code. */
export async function lint(patterns: readonly string[], options: LintCommandOptions): Promise<number> {
  if (options.rule !== undefined) checkRuleIds(Object.keys(options.rule));
  const configured = await configuredRun(options);
  const host = options.stdin === true ? stdinHost(stdinName(options)) : nodeHost;
  const chosen = chosenFiles(patterns, configured?.files, options);
  if (chosen.length === 0) throw new UsageError('name the files to lint, or list them as `files` in a configuration (`policy-lint init` writes one)');
  checkForCommand(chosen[0]);
  noteIgnored(chosen, configured?.applied.isIgnored, host);
  const progress = progressLine();
  const given = parameterValues(options);
  const settings: CheckSettings = {
    ...(options.preset === undefined ? {} : { preset: options.preset }),
    ...(options.type === undefined ? {} : { type: options.type }),
    parameters: { ...configured?.parameters, ...given },
    ...(options.rule === undefined ? {} : { rules: options.rule }),
    ...(configured?.organization === undefined ? {} : { organization: configured.organization }),
    ...(configured === undefined ? {} : { config: { layers: configured.layers, folder: configured.folder } }),
  };
  const work = workFor(settings, options);
  const lintOptions = {
    ...(await checkOptions(settings)),
    ...configured?.applied,
    ...(configured === undefined ? {} : { configFolder: configured.folder }),
    ...(options.since === undefined ? {} : { hasChanged: changedSince(options.since, decisive(configured, options)) }),
    areAll: areAll(patterns, configured, options),
    ...intentsFiles(options, configured?.intents),
    inlineConfig: options.inlineConfig,
    onProgress: progress.update,
    ...(work === undefined ? {} : { work }),
  };
  const run = await lintOnce(host, (on) => lintFiles(chosen, { ...lintOptions, host: on }), options);
  progress.clear();
  const report = await sinceBaseline(run.report, options);
  await print(options.quiet === true ? quiet(report, options.failOn) : report, run.host, options);
  // Of what has not changed nothing is known here.
  if (options.since === undefined && Object.keys(given).length > 0) {
    const { noteUnknownParameters } = await import('../unknown-parameters.ts');
    noteUnknownParameters(given, textsOf(run));
  }
  for (const problem of report.problems) process.stderr.write(`policy-lint: ${problem}\n`);
  return exitCode(report, options);
}

interface LintRun {
  readonly report: Report;
  /** The files as the report speaks of them. */
  readonly host: FileHost;
}

/** The files that were linted, as far as they can be read. */
function textsOf({ report, host }: LintRun): readonly { readonly path: string; readonly text: string }[] {
  return [...new Set(report.files.map(({ path }) => path))].flatMap((path) => {
    try {
      return [{ path, text: fileText(host.readFile(path)) }];
    } catch {
      return [];
    }
  });
}

async function lintOnce(host: FileHost, lintOn: (host: FileHost) => Promise<Report>, { fix, fixDryRun, stdin }: LintCommandOptions): Promise<LintRun> {
  if (fix !== true && fixDryRun !== true) return { report: await lintOn(host), host };
  if (fix === true && stdin === true) throw new UsageError('standard input can\'t be fixed in place: --fix-dry-run reports what would be left');
  const { lintAndFix } = await import('../fix.ts');
  return lintAndFix(host, lintOn, { write: fix === true && fixDryRun !== true });
}

function chosenFiles(patterns: readonly string[], configured: readonly string[] | undefined, options: LintCommandOptions): readonly string[] {
  if (options.stdin !== true) return (patterns.length > 0 ? patterns : (configured ?? [])).map((pattern) => (nodeHost.kindOf(pattern) === 'missing' ? pattern : tidyPath(pattern)));
  if (patterns.length > 0) throw new UsageError('--stdin takes no files');
  return [stdinName(options)];
}

/** Without a name there is no ending that tells JSON from YAML: the text does then. */
function stdinName({ stdinFilename }: LintCommandOptions): string {
  return stdinFilename === undefined ? '<stdin>' : tidyPath(stdinFilename);
}

/**
 * What the configuration lists is all; where it lists nothing, what globs bring is taken for all. Named files, as
 * editors and hooks give them, are some.
 */
function areAll(patterns: readonly string[], configured: ConfiguredRun | undefined, { stdin, since }: LintCommandOptions): boolean {
  if (stdin === true || since !== undefined) return false;
  return patterns.length === 0 || (configured?.files === undefined && patterns.every((pattern) => nodeHost.kindOf(pattern) !== 'file'));
}

/** Files of which a change may change the findings in any file. */
function decisive(configured: ConfiguredRun | undefined, { intents, parameterFile }: LintCommandOptions): readonly string[] {
  return [...(configured?.decisive ?? []), ...(intents === false ? [] : (intents ?? [])), ...(parameterFile ?? [])];
}

/** Hooks name whatever was changed, so this is no failure; it is said because whoever names a file expects it to be linted. */
function noteIgnored(paths: readonly string[], isIgnored: ((path: string) => boolean) | undefined, host: FileHost): void {
  const ignored = paths.filter((path) => host.kindOf(path) === 'file' && isIgnored?.(path) === true);
  if (ignored.length > 0) process.stderr.write(`policy-lint: the configuration ignores ${ignored.map((path) => `\`${path}\``).join(', ')}\n`);
}

async function sinceBaseline(report: Report, options: LintCommandOptions): Promise<Report> {
  const { baseline, writeBaseline, pruneBaseline } = options;
  if (baseline === undefined) {
    if (writeBaseline === true || pruneBaseline === true) throw new UsageError('name the baseline with --baseline');
    return report;
  }
  const { withBaseline } = await import('../baseline.ts');
  return withBaseline(report, { ...options, baseline });
}

/** What the command says goes over the configuration. */
function intentsFiles({ intents }: LintCommandOptions, configured: readonly string[] | undefined): { readonly intentsFiles?: readonly string[] } {
  if (intents === false) return { intentsFiles: [] };
  const files = intents ?? configured;
  return files === undefined ? {} : { intentsFiles: files };
}

function exitCode(report: Report, { failOn, maxWarnings }: LintCommandOptions): number {
  if (report.problems.length > 0) return ExitCode.failure;
  const { findings, intents } = report.summary;
  const failing = atOrAbove(failOn).some((severity) => findings[severity] > 0);
  const undecided = intents.violated + intents.unknown > 0;
  const tooMany = maxWarnings !== undefined && findings.warning > maxWarnings;
  return failing || undecided || tooMany ? ExitCode.findings : ExitCode.clean;
}

function atOrAbove(threshold: Severity): readonly Severity[] {
  return SEVERITIES.slice(0, SEVERITIES.indexOf(threshold) + 1);
}

function quiet(report: Report, threshold: Severity): Report {
  const shown = atOrAbove(threshold);
  const files = report.files.map((file) => ({ ...file, findings: file.findings.filter((finding) => shown.includes(finding.severity)) }));
  return { ...report, files, summary: { ...report.summary, findings: countBySeverity(files.flatMap((file) => file.findings)) } };
}

async function print(report: Report, host: FileHost, { format, outputFile, color }: LintCommandOptions): Promise<void> {
  const formatter = await loadFormatter(format);
  const text = formatter(report, {
    colour: outputFile === undefined && wantsColour(process.stdout, color),
    ...(outputFile === undefined && process.stdout.isTTY ? { columns: process.stdout.columns } : {}),
    textOf: (path) => {
      try {
        return fileText(host.readFile(path));
      } catch {
        return undefined;
      }
    },
    version: packageJson.version,
    ruleHelp: (id) => ruleHelp(rules, id),
  });
  if (outputFile === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(outputFile, text);
  } catch (error) {
    throw new UsageError(`can't write \`${outputFile}\`: ${describeIoError(error)}`);
  }
}

/** What comes first and is no command is a file: a misspelled command is taken for one. */
function checkForCommand(first: string | undefined): void {
  if (first === undefined || !/^[\w-]+$/.test(first) || nodeHost.kindOf(first) !== 'missing') return;
  const hint = nearest(first, COMMANDS.map(({ name }) => name));
  if (hint !== undefined) throw new UsageError(`there is no file or command \`${first}\`, did you mean \`${hint}\`?`);
}

/** A setting for a rule that isn't there would be without effect, and nobody would notice. */
function checkRuleIds(ids: readonly string[]): void {
  for (const id of ids) {
    if (rules.some((rule) => rule.meta.id === id)) continue;
    const hint = nearest(id, rules.map((rule) => rule.meta.id));
    throw new UsageError(`there is no rule \`${id}\`${hint === undefined ? ': `policy-lint rules` lists them' : `, did you mean \`${hint}\`?`}`);
  }
}
