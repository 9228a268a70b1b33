import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { parseSubject, type LiveSubject } from '../../src/crosscheck/live/subject.ts';
import { POLICY_TYPES, type PolicyType } from '../../src/model/policy.ts';
import { addRareOptions } from '../help.ts';
import { collect, count, parameters, printOptions, type PrintFormat } from '../options.ts';
import type { ParameterOptions } from '../parameters.ts';

const EXAMPLES = `
It needs \`npm i -D @aws-sdk/client-accessanalyzer @aws-sdk/client-iam\`, and what
the AWS SDK finds of Region, profile and credentials.

Examples:
  policy-lint cross-check 'stacks/*.yaml' --record aws-answers
  policy-lint cross-check 'stacks/*.yaml' --replay aws-answers
  policy-lint cross-check --requests requests.jsonl --policy policy.json
  policy-lint cross-check --live role/Deployer --intents deployer.intents.yaml

Exit codes: 0 no disagreement, 1 a disagreement, 2 failure.`;

export function crossCheckCommand(): Command {
  const command = new Command('cross-check')
    .description('tell where IAM Access Analyzer and the IAM simulator say otherwise')
    .addArgument(new Argument('[patterns...]', 'policies and templates, or globs in quotes'))
    .option('--live <subject>', 'instead: role/NAME, user/NAME or account', subject)
    .option('--intents <file>', 'put only this file of intents (repeatable)', collect)
    .option('--paid-checks', 'run the checks of intents that AWS charges for')
    .option('--requests <file>', 'requests, one JSON object a line (`-`: stdin)')
    .option('--principal-id <id>', 'whose policies decide them')
    .option('--policy <file>', 'a further identity policy for them (repeatable)', collect)
    .option('--boundary <file>', 'their permissions boundary')
    .option('--resource-policy <file>', "their resource's policy")
    .option('--scp <files>', 'their SCPs of one level, by commas (repeatable)', collect)
    .option('--parameter <Name=Value>', 'value of a template parameter (repeatable)', parameters)
    .option('--region <region>', 'the AWS Region to ask')
    .option('--profile <name>', 'a profile of the shared AWS configuration')
    .addOption(new Option('--record <folder>', 'keep calls and answers, policies included').conflicts('replay'))
    .option('--replay <folder>', 'take the answers from there, ask nobody')
    .option('--permissions', 'print what the run has to be allowed, and stop')
    .addHelpText('after', EXAMPLES)
    .action(async (patterns: readonly string[], options: CrossCheckCommandOptions) => {
      const { crossCheckFiles } = await import('../run/cross-check.ts');
      process.exitCode = await crossCheckFiles(patterns, options);
    });
  for (const option of printOptions()) command.addOption(option);
  return addRareOptions(command, [
    new Option('--parameter-file <file>', 'values of template parameters (repeatable)').argParser(collect),
    new Option('--no-intents', 'put no intents'),
    new Option('--type <type>', 'of bare policies').choices(POLICY_TYPES),
    new Option('--resource-type <type>', 'what bare resource policies guard, such as AWS::S3::Bucket'),
    new Option('--endpoint-url <url>', 'another endpoint than that of AWS'),
    new Option('--concurrency <n>', 'calls at once (default: 4)').argParser(positive),
    new Option('--timeout <seconds>', 'until one try of a call is given up (default: 30)').argParser(positive),
    new Option('--max-attempts <n>', 'tries of a call that fails (default: 6, or AWS_MAX_ATTEMPTS)').argParser(positive),
  ]);
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
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly maxAttempts?: number;
  readonly record?: string;
  readonly replay?: string;
  readonly permissions?: true;
  readonly format: PrintFormat;
}
