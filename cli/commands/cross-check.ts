import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { parseSubject, type LiveSubject } from '../../src/crosscheck/live/subject.ts';
import { POLICY_TYPES, type PolicyType } from '../../src/model/policy.ts';
import { collect, count, parameters } from '../options.ts';
import type { ParameterOptions } from '../parameters.ts';

const EXAMPLES = `
Region, profile and credentials are those that the AWS SDK finds; it is needed for this command only:
  npm install --save-dev @aws-sdk/client-accessanalyzer @aws-sdk/client-iam

Examples:
  policy-lint cross-check 'stacks/*.yaml'                    ValidatePolicy, and the simulator where there are requests
  policy-lint cross-check stack.yaml --paid-checks           the checks that AWS charges for too
  policy-lint cross-check stack.yaml --record aws-answers    keep what AWS says
  policy-lint cross-check stack.yaml --replay aws-answers    compare with it, offline
  policy-lint cross-check --requests requests.jsonl --policy policy.json
  policy-lint cross-check --live role/Deployer --intents policy-lint.intents.yaml
  policy-lint cross-check --live account --permissions       what that needs

Exit codes: 0 no disagreement, 1 a disagreement, 2 failure (what could be compared is printed all the same).`;

const FORMATS = ['human', 'json'] as const;

export function crossCheckCommand(): Command {
  return new Command('cross-check')
    .description('put the same policies and requests to IAM Access Analyzer and the IAM simulator, and tell where they differ')
    .addArgument(new Argument('[patterns...]', 'policies and templates, or globs in quotes'))
    .option('--live <subject>', 'instead of files: `role/NAME`, `user/NAME` or `account`', subject)
    .addOption(new Option('--type <type>', 'what bare policies are attached to').choices(POLICY_TYPES))
    .option('--resource-type <type>', 'what bare resource policies guard, such as `AWS::S3::Bucket`')
    .option('--parameter <Name=Value>', 'value of a template parameter (repeatable)', parameters)
    .option('--parameter-file <file>', 'values of template parameters, as the AWS CLI takes them or by name (repeatable)', collect)
    .option('--intents <file>', 'put the intents of this file only (repeatable)', collect)
    .option('--no-intents', 'put no intents')
    .option('--paid-checks', 'run the checks of intents that AWS charges for')
    .option('--requests <file>', 'requests to decide, one JSON object a line (`-`: standard input)')
    .option('--principal-id <id>', 'whose policies decide them: a logical ID, or a name in an account')
    .option('--policy <file>', 'a further identity policy for them (repeatable)', collect)
    .option('--boundary <file>', 'their permissions boundary')
    .option('--resource-policy <file>', "the resource's policy")
    .option('--scp <files>', 'SCPs of one level, by commas; repeat from root to account', collect)
    .option('--region <region>', 'the AWS Region to ask')
    .option('--profile <name>', 'a profile of the shared AWS configuration')
    .option('--endpoint-url <url>', 'another endpoint than that of AWS')
    .option('--concurrency <n>', 'how many calls at once', positive, 4)
    .option('--timeout <seconds>', 'until one try of a call is given up', positive, 30)
    .option('--max-attempts <n>', 'how often a call is tried that is throttled or fails (default: 6, or AWS_MAX_ATTEMPTS)', positive)
    .addOption(new Option('--record <folder>', 'keep each call and its answer, policies included').conflicts('replay'))
    .option('--replay <folder>', 'take the answers from there, ask nobody')
    .option('--permissions', 'print what the run would have to be allowed, and stop')
    .addOption(new Option('-f, --format <name>', 'output format').choices(FORMATS).default('human'))
    .addHelpText('after', EXAMPLES)
    .action(async (patterns: readonly string[], options: CrossCheckCommandOptions) => {
      const { crossCheckFiles } = await import('../run/cross-check.ts');
      process.exitCode = await crossCheckFiles(patterns, options);
    });
}

function subject(text: string): LiveSubject {
  const found = parseSubject(text);
  if (found === undefined) throw new InvalidArgumentError('expected `role/NAME`, `user/NAME` or `account`');
  return found;
}

function positive(text: string): number {
  const number = count(text);
  if (number === 0) throw new InvalidArgumentError('expected a number from 1');
  return number;
}

/** The options as commander gives them; those with choices are checked by it. */
export interface CrossCheckCommandOptions extends ParameterOptions {
  readonly live?: LiveSubject;
  readonly type?: PolicyType;
  readonly resourceType?: string;
  /** False for `--no-intents`. */
  readonly intents?: readonly string[] | false;
  readonly paidChecks?: true;
  readonly requests?: string;
  readonly principalId?: string;
  readonly policy?: readonly string[];
  readonly boundary?: string;
  readonly resourcePolicy?: string;
  readonly scp?: readonly string[];
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
  readonly concurrency: number;
  readonly timeout: number;
  readonly maxAttempts?: number;
  readonly record?: string;
  readonly replay?: string;
  readonly permissions?: true;
  readonly format: (typeof FORMATS)[number];
}
