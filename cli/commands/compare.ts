import { Argument, Command, Option } from 'commander';
import { POLICY_TYPES, type PolicyType } from '../../src/model/policy.ts';
import type { Domain } from '../../src/model/verdict.ts';
import { collect, count, parameters, printOptions, type PrintFormat } from '../options.ts';
import type { ParameterOptions } from '../parameters.ts';

const EXAMPLES = `
Examples:
  policy-lint compare old.json new.json    is it wider? (exit code 1)
  policy-lint compare old.yaml new.yaml    likewise for each principal
  policy-lint compare old.json new.json --format json

Exit codes: 0 equivalent or narrower, 1 wider, incomparable or unknown,
2 failure.`;

const DOMAINS: readonly Domain[] = ['typed', 'abstract'];

export function compareCommand(): Command {
  const command = new Command('compare')
    .description('tell whether a policy or template allows more than before, with a request that shows it')
    .addArgument(new Argument('<old>', 'a policy or template'))
    .addArgument(new Argument('<new>', 'what it becomes'))
    .addOption(new Option('--type <type>', 'what bare policies are attached to').choices(POLICY_TYPES))
    .option('--parameter <Name=Value>', 'value of a template parameter, in both (repeatable)', parameters)
    .option('--parameter-file <file>', 'values of template parameters (repeatable)', collect)
    .addOption(new Option('--domain <domain>', 'requests that AWS can send, or any').choices(DOMAINS).default('typed'))
    .option('--budget <n>', 'how many branches a search may open', count)
    .addHelpText('after', EXAMPLES)
    .action(async (before: string, after: string, options: CompareCommandOptions) => {
      const { compareFiles } = await import('../run/compare.ts');
      process.exitCode = compareFiles(before, after, options);
    });
  for (const option of printOptions()) command.addOption(option);
  return command;
}

export interface CompareCommandOptions extends ParameterOptions {
  readonly type?: PolicyType;
  readonly domain: Domain;
  readonly budget?: number;
  readonly format: PrintFormat;
}
