import { Command } from 'commander';
import { accountId, regionName, type EnvironmentOptions } from './environment-options.ts';
import { withOutputOptions, type OutputOptions } from './output-options.ts';

const EXAMPLES = `
Examples:
  policy-lint generate cdk-deploy --assembly cdk.out
  policy-lint generate cdk-deploy --assembly cdk.out --account 111122223333 \\
    --region eu-west-1    where the application says neither
  policy-lint generate cdk-deploy --assembly cdk.out --check deployer.json
  policy-lint generate cdk-deploy --assembly cdk.out --format cdk --explain`;

export function cdkDeployCommand(): Command {
  const command = new Command('cdk-deploy')
    .description('what `cdk deploy` of an assembly needs: the roles that it names, or what they would do')
    .requiredOption('--assembly <folder>', 'what `cdk synth` wrote: a folder, or its manifest.json')
    .option('--account <id>', 'the account of stacks that name none', accountId)
    .option('--region <region>', 'the region of stacks that name none', regionName)
    .option('--toolkit-stack-name <name>', 'what the stack of `cdk bootstrap` is called', 'CDKToolkit');
  return withOutputOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (options: CdkDeployCommandOptions) => {
      const { generateCdkDeploy } = await import('../../run/generate/cdk-deploy.ts');
      process.exitCode = await generateCdkDeploy(options);
    });
}

export interface CdkDeployCommandOptions extends OutputOptions, EnvironmentOptions {
  readonly assembly: string;
  readonly toolkitStackName: string;
}
