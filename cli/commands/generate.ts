import { Command } from 'commander';
import { KINDS } from './generate/index.ts';

const EXAMPLES = `
A policy is printed only when it has been proved: no error or security finding
without a stated reason, inside the upper bound of its kind and of --at-most,
and every request that is needed allowed.

Examples:
  policy-lint generate cdk-deploy --assembly cdk.out
  policy-lint generate cfn-exec template.yaml --format cloudformation --explain
  policy-lint generate cfn-exec cdk.out --check current.json
  policy-lint generate <kind> --help    the options of a kind

Exit codes: 0 printed (with --check: neither more nor less than needed),
1 a proof failed (or --check found a difference), 2 failure.`;

export function generateCommand(): Command {
  const command = new Command('generate')
    .description('write the least policy that a deployer needs, proved before it is printed')
    .addHelpText('after', EXAMPLES);
  for (const create of KINDS) command.addCommand(create());
  return command;
}
