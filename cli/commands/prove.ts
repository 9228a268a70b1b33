import { Argument, Command, Option } from 'commander';
import { POLICY_TYPES, type PolicyType } from '../../src/model/policy.ts';
import type { Domain } from '../../src/model/verdict.ts';
import { collect, count, parameters, printOptions, type PrintFormat } from '../options.ts';
import type { ParameterOptions } from '../parameters.ts';

const EXAMPLES = `
A statement is JSON or YAML, or a file of it; elements that are left out stand
for everything.

Examples:
  policy-lint prove policy.json --never '{ Action: "iam:*" }'
  policy-lint prove stack.yaml --principal SupportUser --at-most bound.yaml
  policy-lint prove stack.yaml --trust DeployRole \\
    --at-most '{ Principal: { AWS: "111122223333" } }'

Exit codes: 0 everything holds, 1 something is violated or unknown, 2 failure.`;

const DOMAINS: readonly Domain[] = ['typed', 'abstract'];

export function proveCommand(): Command {
  const command = new Command('prove')
    .description('prove what a policy allows at most, at least or never, or show a request that refutes it')
    .addArgument(new Argument('<file>', 'a policy or template'))
    .option('--principal <id>', 'a user, role, group or permission set of the template', collect)
    .option('--policy <id>', 'one policy of the template', collect)
    .option('--trust <id>', "a role's trust policy", collect)
    .option('--at-most <statement>', 'everything that is allowed lies within (repeatable: in one of them)', collect)
    .option('--at-least <statement>', 'all of it is allowed (repeatable)', collect)
    .option('--never <statement>', 'none of it is allowed (repeatable)', collect)
    .addOption(new Option('--type <type>', 'what a bare policy is attached to').choices(POLICY_TYPES))
    .option('--parameter <Name=Value>', 'value of a template parameter (repeatable)', parameters)
    .option('--parameter-file <file>', 'values of template parameters (repeatable)', collect)
    .addOption(new Option('--domain <domain>', 'requests that AWS can send, or any').choices(DOMAINS).default('typed'))
    .option('--budget <n>', 'how many branches a search may open', count)
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: ProveCommandOptions) => {
      const { proveFile } = await import('../run/prove.ts');
      process.exitCode = await proveFile(file, options);
    });
  for (const option of printOptions()) command.addOption(option);
  return command;
}

export interface ProveCommandOptions extends ParameterOptions {
  readonly principal?: readonly string[];
  readonly policy?: readonly string[];
  readonly trust?: readonly string[];
  readonly atMost?: readonly string[];
  readonly atLeast?: readonly string[];
  readonly never?: readonly string[];
  readonly type?: PolicyType;
  readonly domain: Domain;
  readonly budget?: number;
  readonly format: PrintFormat;
}
