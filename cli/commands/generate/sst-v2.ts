import { Command } from 'commander';
import { accountId, regionName } from './environment-options.ts';
import { withOutputOptions, type OutputOptions } from './output-options.ts';
import { appName } from './sst-options.ts';

const EXAMPLES = `
Stacks are deployed by the roles of the CDK's bootstrap. --explain says of each
action what it is for, and what is different from the policy in SST's guide.

Examples:
  policy-lint generate sst-v2 --account 111122223333 --region eu-west-1 \\
    --app shop --stage prod
  policy-lint generate sst-v2 --account 111122223333 --region eu-west-1 \\
    --check current.json`;

export function sstV2Command(): Command {
  const command = new Command('sst-v2')
    .description('what SST 2 needs: the bootstrap of the CDK, and what its command line calls')
    .requiredOption('--account <id>', 'where it is deployed', accountId)
    .requiredOption('--region <region>', 'where it is deployed', regionName)
    .option('--app <name>', 'the application: leaves out secrets, topics, functions and clusters of others', appName)
    .option('--stage <name>', 'the stage: leaves out those of others, and their stacks', appName)
    .option('--qualifier <text>', 'of the bootstrap of the CDK', 'hnb659fds')
    .option('--bootstrap-bucket <name>', 'the bucket of the SSTBootstrap stack, where its name is configured')
    .option('--no-bootstrap', 'somebody else runs `cdk bootstrap`');
  return withOutputOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (options: SstV2CommandOptions) => {
      const { generateSstV2 } = await import('../../run/generate/sst-v2.ts');
      process.exitCode = await generateSstV2(options);
    });
}

export interface SstV2CommandOptions extends OutputOptions {
  readonly account: string;
  readonly region: string;
  readonly app?: string;
  readonly stage?: string;
  readonly qualifier: string;
  readonly bootstrapBucket?: string;
  readonly bootstrap: boolean;
}
