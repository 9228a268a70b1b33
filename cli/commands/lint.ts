import { Argument, Command, Option } from 'commander';
import { SEVERITIES } from '../../src/model/finding.ts';
import { POLICY_TYPES } from '../../src/model/policy.ts';
import { FORMATS } from '../../src/report/index.ts';
import { addRareOptions } from '../help.ts';
import { collect, count, parameters, ruleSettings } from '../options.ts';
import type { ParameterOptions } from '../parameters.ts';

const EXAMPLES = `
Examples:
  policy-lint template.yaml
  policy-lint 'stacks/**/*.{yaml,json}' --fail-on warning --cache
  policy-lint template.yaml --parameter Stage=prod --rule missing-version:off
  policy-lint policy.json --type scp -f json -o report.json

Exit codes: 0 clean, 1 findings or intents that do not hold, 2 failure.`;

export function lintCommand(): Command {
  const command = new Command('lint')
    .description('find mistakes in policies and templates (the default command)')
    .addArgument(new Argument('[patterns...]', 'files, or globs in quotes (default: `files` of the configuration)'))
    .addOption(new Option('-f, --format <name>', 'output format').choices(FORMATS).default('stylish'))
    .option('-o, --output-file <path>', 'write the report to a file')
    .addOption(new Option('--fail-on <severity>', 'exit with 1 from here on').choices(SEVERITIES).default('security'))
    .option('--quiet', 'report only what makes the exit code 1')
    .addOption(new Option('--preset <name>', 'which rules run').choices(['recommended', 'strict', 'access-analyzer']))
    .option('--rule <id:severity>', 'set a rule off, or its severity (repeatable)', ruleSettings)
    .option('--config <file>', 'configuration (default: the nearest)')
    .option('--intents <file>', 'judge only this file of intents (repeatable)', collect)
    .option('--parameter <Name=Value>', 'value of a template parameter (repeatable)', parameters)
    .option('--parameter-file <file>', 'values of template parameters (repeatable)', collect)
    .addOption(new Option('--type <type>', 'of bare policies').choices(POLICY_TYPES))
    .option('--fix', 'make the changes that findings propose')
    .option('--since <ref>', 'lint only what has changed since this branch')
    .option('--baseline <file>', 'leave out the findings that this file knows')
    .option('--write-baseline', 'first write all that is found to it')
    .option('--cache', 'recall what is known of files that have not changed')
    .addHelpText('after', EXAMPLES)
    .action(async (patterns: readonly string[], options: LintCommandOptions) => {
      const { lint } = await import('../run/lint.ts');
      process.exitCode = await lint(patterns, options);
    });
  return addRareOptions(command, [
    new Option('--max-warnings <n>', 'exit with 1 when there are more warnings').argParser(count),
    new Option('--no-config', 'use no configuration'),
    new Option('--no-intents', 'judge no intents'),
    new Option('--no-inline-config', 'hear no comments and metadata that suppress findings'),
    new Option('--prune-baseline', 'remove from the baseline what is found no more'),
    new Option('--fix-dry-run', 'report what --fix would leave, change nothing'),
    new Option('--stdin', 'lint standard input'),
    new Option('--stdin-filename <name>', 'the name that standard input goes by'),
    new Option('--cache-location <folder>', 'where the cache is (default: .policy-lint-cache)'),
    new Option('--concurrency <n>', 'threads that check files (default: as many as pay)').argParser(count),
    new Option('--no-color', 'no colours (NO_COLOR and FORCE_COLOR work too)'),
  ]);
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
