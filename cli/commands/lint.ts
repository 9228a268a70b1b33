import { Argument, Command, Option } from 'commander';
import { SEVERITIES } from '../../src/model/finding.ts';
import { POLICY_TYPES } from '../../src/model/policy.ts';
import { FORMATS } from '../../src/report/index.ts';
import { collect, count, parameters, ruleSettings } from '../options.ts';
import type { ParameterOptions } from '../parameters.ts';

const EXAMPLES = `
Examples:
  policy-lint template.yaml
  policy-lint 'stacks/**/*.{yaml,json}' --fail-on warning
  policy-lint template.yaml --parameter Stage=prod --rule missing-version:off
  policy-lint policy.json --type scp -f json -o report.json`;

export function lintCommand(): Command {
  return new Command('lint')
    .description('find mistakes in policies and templates (the default command)')
    .addArgument(new Argument('[patterns...]', 'files, or globs in quotes; without any, the files of the configuration'))
    .addOption(new Option('-f, --format <name>', 'output format').choices(FORMATS).default('stylish'))
    .option('-o, --output-file <path>', 'write the report to a file')
    .addOption(new Option('--type <type>', 'what bare policies are attached to').choices(POLICY_TYPES))
    .option('--parameter <Name=Value>', 'value of a template parameter (repeatable)', parameters)
    .option('--parameter-file <file>', 'values of template parameters, as the AWS CLI takes them or by name (repeatable)', collect)
    .addOption(new Option('--preset <name>', 'which rules run (default: recommended)').choices(['recommended', 'strict', 'access-analyzer']))
    .option('--config <file>', 'configuration; without it policy-lint.config.* of this folder or one above')
    .option('--no-config', 'use no configuration')
    .option('--rule <id:severity>', 'turn a rule off, on or give it another severity (repeatable)', ruleSettings)
    .option('--intents <file>', 'judge the intents of this file only (repeatable)', collect)
    .option('--no-intents', 'judge no intents')
    .addOption(new Option('--fail-on <severity>', 'exit with 1 from this severity on').choices(SEVERITIES).default('security'))
    .option('--max-warnings <n>', 'exit with 1 when there are more warnings', count)
    .option('--fix', 'make the changes that findings propose, report what is left')
    .option('--fix-dry-run', 'report what --fix would leave, change nothing')
    .option('--stdin', 'lint standard input')
    .option('--stdin-filename <name>', 'the name that standard input goes by')
    .option('--since <ref>', 'lint only what has changed since the branch left this one')
    .option('--baseline <file>', 'leave out the findings that this file knows')
    .option('--write-baseline', 'first write all that is found to the baseline')
    .option('--prune-baseline', 'remove from the baseline what is found no more')
    .option('--no-inline-config', 'hear no comments and metadata that suppress findings')
    .option('--cache', 'recall what earlier runs found in files that have not changed')
    .option('--cache-location <folder>', 'where the cache is (default: .policy-lint-cache)')
    .option('--concurrency <n>', 'threads that check files (default: as many as pay)', count)
    .option('--quiet', 'report only what makes the exit code 1')
    .option('--no-color', 'no colours (NO_COLOR and FORCE_COLOR work too)')
    .addHelpText('after', EXAMPLES)
    .action(async (patterns: readonly string[], options: LintCommandOptions) => {
      const { lint } = await import('../run/lint.ts');
      process.exitCode = await lint(patterns, options);
    });
}

/** The options as commander gives them; those with choices are checked by it. */
export interface LintCommandOptions extends ParameterOptions {
  readonly format: (typeof FORMATS)[number];
  readonly outputFile?: string;
  readonly type?: (typeof POLICY_TYPES)[number];
  /** False for `--no-config`. */
  readonly config?: string | false;
  readonly preset?: 'recommended' | 'strict' | 'access-analyzer';
  readonly rule?: Readonly<Record<string, 'off' | (typeof SEVERITIES)[number]>>;
  /** False for `--no-intents`. */
  readonly intents?: readonly string[] | false;
  readonly failOn: (typeof SEVERITIES)[number];
  readonly maxWarnings?: number;
  readonly fix?: true;
  readonly fixDryRun?: true;
  readonly stdin?: true;
  readonly stdinFilename?: string;
  readonly since?: string;
  readonly baseline?: string;
  readonly writeBaseline?: true;
  readonly pruneBaseline?: true;
  /** False for `--no-inline-config`. */
  readonly inlineConfig: boolean;
  readonly cache?: true;
  readonly cacheLocation?: string;
  readonly concurrency?: number;
  readonly quiet?: true;
  readonly color: boolean;
}
