import { Argument, Command } from 'commander';
import { collect, context, parameters, printOptions, type PrintFormat } from '../options.ts';
import type { ParameterOptions } from '../parameters.ts';

const EXAMPLES = `
Condition keys that are not given may have any value, or none: what hangs on
them is answered with \`may\`. \`--context key=[]\` says that requests don't have
the key.

Examples:
  policy-lint who-can s3:GetObject arn:aws:s3:::data/report.csv stack.yaml
  policy-lint who-can iam:CreateUser '*' 'cdk.out/*.template.json' -f json
  policy-lint who-can sts:AssumeRole arn:aws:iam::111122223333:role/deploy \\
    stack.yaml --parameter AWS::AccountId=111122223333

Exit codes: 0 answered, 2 failure.`;

export function whoCanCommand(): Command {
  const command = new Command('who-can')
    .description('tell which users, roles, groups and permission sets can, cannot or may do something')
    .addArgument(new Argument('<action>', '`service:Action`'))
    .addArgument(new Argument('<resource>', 'an ARN, or `*` for an action that supports none'))
    .addArgument(new Argument('<patterns...>', 'templates and account exports, or globs in quotes'))
    .option('--resource-account <id>', 'the account that owns the resource, where the ARN does not say it')
    .option('--context <key=value>', 'a condition key; repeated or as a JSON list: multivalued', context)
    .option('--parameter <Name=Value>', 'value of a template or pseudo parameter (repeatable)', parameters)
    .option('--parameter-file <file>', 'values of template parameters (repeatable)', collect)
    .addHelpText('after', EXAMPLES)
    .action(async (action: string, resource: string, patterns: readonly string[], options: WhoCanCommandOptions) => {
      const { whoCanDo } = await import('../run/who-can.ts');
      process.exitCode = await whoCanDo(action, resource, patterns, options);
    });
  for (const option of printOptions()) command.addOption(option);
  return command;
}

export interface WhoCanCommandOptions extends ParameterOptions {
  readonly resourceAccount?: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly format: PrintFormat;
}
