import { Argument, Command, InvalidArgumentError } from 'commander';
import { collect, parameters } from '../../options.ts';
import type { ParameterOptions } from '../../parameters.ts';
import { accountId, regionName, type EnvironmentOptions } from './environment-options.ts';
import { withOutputOptions, type OutputOptions } from './output-options.ts';

const OPERATIONS = ['create', 'read', 'update', 'delete'] as const;

export type StackOperation = (typeof OPERATIONS)[number];

const EXAMPLES = `
Examples:
  policy-lint generate cfn-exec cdk.out --explain --format cloudformation
  policy-lint generate cfn-exec template.yaml --operations create,read
  policy-lint generate cfn-exec cdk.out --at-most bound.json
  policy-lint generate cfn-exec cdk.out --check current.json`;

export function cfnExecCommand(): Command {
  const command = new Command('cfn-exec')
    .description('what the role needs that CloudFormation deploys these resources with')
    .addArgument(new Argument('<template>', 'a template, or the folder or manifest.json of an assembly'))
    .option('--account <id>', 'the account (default: the one that the assembly names)', accountId)
    .option('--region <region>', 'the region (default: the one that the assembly names)', regionName)
    .option('--stack-name <name>', "the stack's name, for names that CloudFormation makes")
    .option('--operations <list>', 'what the role is for', operationList, OPERATIONS)
    .option('--parameter <Name=Value>', 'value of a template parameter (repeatable)', parameters)
    .option('--parameter-file <file>', 'values of template parameters, as the AWS CLI takes them or by name (repeatable)', collect);
  return withOutputOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, options: CfnExecCommandOptions) => {
      const { generateCfnExec } = await import('../../run/generate/cfn-exec.ts');
      process.exitCode = await generateCfnExec(path, options);
    });
}

function operationList(text: string): readonly StackOperation[] {
  const names = text.split(',').map((name) => name.trim());
  const chosen = OPERATIONS.filter((operation) => names.includes(operation));
  if (chosen.length !== new Set(names).size) throw new InvalidArgumentError(`expected some of ${OPERATIONS.join(', ')}, with commas`);
  return chosen;
}

export interface CfnExecCommandOptions extends OutputOptions, EnvironmentOptions, ParameterOptions {
  readonly stackName?: string;
  readonly operations: readonly StackOperation[];
}
