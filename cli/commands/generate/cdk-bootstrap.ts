import { Command, InvalidArgumentError } from 'commander';
import { collect } from '../../options.ts';
import { accountId, regionName } from './environment-options.ts';
import { withOutputOptions, type OutputOptions } from './output-options.ts';

const EXAMPLES = `
The options are those of \`cdk bootstrap\`, and have to be the same.

Examples:
  policy-lint generate cdk-bootstrap --account 111122223333 --region eu-west-1
  policy-lint generate cdk-bootstrap --account 111122223333 \\
    --region eu-west-1 --qualifier myteam --kms create`;

export function cdkBootstrapCommand(): Command {
  const command = new Command('cdk-bootstrap')
    .description('what `cdk bootstrap` needs, the first time and again, from the template that it deploys')
    .requiredOption('--account <id>', 'the account that is bootstrapped', accountId)
    .requiredOption('--region <region>', 'the region that is bootstrapped', regionName)
    .option('--qualifier <text>', 'what tells several bootstraps of one region apart', 'hnb659fds')
    .option('--toolkit-stack-name <name>', 'what the stack is called', 'CDKToolkit')
    .option('--kms <key>', '`aws-managed`, `create` for a key of its own, or the ID or ARN of a key', kmsKey, 'aws-managed')
    .option('--boundary <name>', 'permissions boundary of the execution role', boundaryName)
    .option('--boundary-on-all-roles', 'the boundary is for all roles')
    .option('--example-permissions-boundary', 'the command makes the example boundary')
    .option('--trust <account>', 'an account that may deploy (repeatable)', collectAccounts)
    .option('--trust-for-lookup <account>', 'an account that may look up (repeatable)', collectAccounts)
    .option('--execution-policy <arn>', 'one that the execution role has (repeatable)', collect)
    .option('--bucket-name <name>', 'what the bucket is called')
    .option('--tags', 'the stack gets tags')
    .option('--template <file>', 'a template instead of the one of the CDK');
  return withOutputOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (options: CdkBootstrapCommandOptions) => {
      const { generateCdkBootstrap } = await import('../../run/generate/cdk-bootstrap.ts');
      process.exitCode = await generateCdkBootstrap(options);
    });
}

function collectAccounts(text: string, before: readonly string[] | undefined): readonly string[] {
  return collect(accountId(text), before);
}

/** With its path, as the CDK takes it. Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
function boundaryName(text: string): string {
  if (!/^[\w+=,.@/-]+$/.test(text) || text.startsWith('/')) throw new InvalidArgumentError('expected the name of a managed policy of the account, such as `developers` or `path/developers`');
  return text;
}

/** Source: https://docs.aws.amazon.com/kms/latest/developerguide/concepts-key-id.html */
function kmsKey(text: string): string {
  const isKey = /^(?:aws-managed|create|(?:arn:[^:]+:kms:[^:]+:\d{12}:key\/)?(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|mrk-[\da-f]{32}))$/.test(text);
  if (!isKey) throw new InvalidArgumentError('expected `aws-managed`, `create`, or the ID or ARN of a key, such as `1234abcd-12ab-34cd-56ef-1234567890ab`');
  return text;
}

export interface CdkBootstrapCommandOptions extends OutputOptions {
  readonly account: string;
  readonly region: string;
  readonly qualifier: string;
  readonly toolkitStackName: string;
  readonly kms: string;
  readonly boundary?: string;
  readonly boundaryOnAllRoles?: true;
  readonly examplePermissionsBoundary?: true;
  readonly trust?: readonly string[];
  readonly trustForLookup?: readonly string[];
  readonly executionPolicy?: readonly string[];
  readonly bucketName?: string;
  readonly tags?: true;
  readonly template?: string;
}
