import { Command } from 'commander';
import { collect } from '../../options.ts';
import { accountId, regionName } from './environment-options.ts';
import { withOutputOptions, type OutputOptions } from './output-options.ts';
import { appName } from './sst-options.ts';

const EXAMPLES = `
The policy in SST's guide allows every action on everything, for deployments.
Here they need what a log of earlier deployments shows, or a list of resources:
a template, or the resource types alone (\`[AWS::Lambda::Function]\`).

Examples:
  policy-lint generate sst-v3 --account 111122223333 --region eu-west-1 \\
    --app shop --stage prod --resources types.yaml --explain
  policy-lint generate sst-v3 --account 111122223333 --region eu-west-1 \\
    --cloudtrail logs/ --principal arn:aws:iam::111122223333:role/ci`;

export function sstV3Command(): Command {
  const command = new Command('sst-v3')
    .description('what SST 3 needs: bootstrap, state and secrets, and what deployments show that they need')
    .requiredOption('--account <id>', 'where it is deployed', accountId)
    .requiredOption('--region <region>', 'where it is deployed', regionName)
    .option('--app <name>', 'the application: leaves out the state and parameters of others', appName)
    .option('--stage <name>', 'the stage: leaves out those of others', appName)
    .option('--resources <file>', 'what is deployed: a template, or a list of resource types')
    .option('--cloudtrail <file>', 'a log, or a folder of them, of earlier deployments (repeatable)', collect)
    .option('--principal <arn>', 'whose events of the log count')
    .option('--images', 'container images are pushed');
  return withOutputOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (options: SstV3CommandOptions) => {
      const { generateSstV3 } = await import('../../run/generate/sst-v3.ts');
      process.exitCode = await generateSstV3(options);
    });
}

export interface SstV3CommandOptions extends OutputOptions {
  readonly account: string;
  readonly region: string;
  readonly app?: string;
  readonly stage?: string;
  readonly resources?: string;
  readonly cloudtrail?: readonly string[];
  readonly principal?: string;
  readonly images?: true;
}
