import { Command, Option } from 'commander';
import type { Decision } from '../../src/model/evaluation.ts';
import { collect, context, parameters, printOptions, type PrintFormat } from '../options.ts';
import type { ParameterOptions } from '../parameters.ts';

const DECISIONS: readonly Decision[] = ['allowed', 'explicitDeny', 'implicitDeny', 'dependsOn'];

const EXAMPLES = `
Examples:
  policy-lint evaluate stack.yaml --principal-id Reader \\
    --action s3:ListAllMyBuckets --resource '*' --expect allowed
  policy-lint evaluate --policy policy.json --requests requests.jsonl

Exit codes: 0 decided, 1 a decision differs from --expect, 2 failure.`;

export function evaluateCommand(): Command {
  const command = new Command('evaluate')
    .description('decide one request, or a file of them, as AWS would')
    .argument('[template]', 'the template whose principal makes the request')
    .option('--principal-id <id>', 'its logical ID in the template')
    .option('--parameter <Name=Value>', 'value of a template parameter (repeatable)', parameters)
    .option('--parameter-file <file>', 'values of template parameters (repeatable)', collect)
    .option('--principal <principal>', 'an ARN, a service, an account ID or `anonymous`')
    .option('--action <action>', '`service:Action`')
    .option('--resource <arn>', 'an ARN, or `*`')
    .option('--resource-account <id>', 'the account that owns the resource')
    .option('--context <key=value>', 'a condition key; repeated or as a JSON list: multivalued', context)
    .option('--unknown <key>', 'a condition key that is not known (repeatable)', collect)
    .option('--requests <file>', 'requests, one JSON object a line (`-`: stdin)')
    .option('--policy <file>', 'identity policy (repeatable)', collect)
    .option('--boundary <file>', 'permissions boundary')
    .option('--session-policy <file>', 'session policy (repeatable)', collect)
    .option('--resource-policy <file>', "the resource's policy, or a role's trust policy")
    .option('--scp <files>', 'SCPs of one level, by commas; repeat from root to account', collect)
    .option('--rcp <files>', 'RCPs of one level, likewise', collect)
    .option('--vpc-endpoint-policy <file>', 'policy of the VPC endpoint on the way')
    .option('--explain', 'say why each statement does or does not apply')
    .addOption(new Option('--expect <decision>', 'exit with 1 if any decision differs').choices(DECISIONS))
    .addHelpText('after', EXAMPLES)
    .action(async (template: string | undefined, options: EvaluateCommandOptions) => {
      const { evaluateRequests } = await import('../run/evaluate.ts');
      process.exitCode = evaluateRequests(template, options);
    });
  for (const option of printOptions()) command.addOption(option);
  return command;
}

export interface EvaluateCommandOptions extends ParameterOptions {
  readonly principalId?: string;
  readonly principal?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly resourceAccount?: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly unknown?: readonly string[];
  readonly requests?: string;
  readonly policy?: readonly string[];
  readonly boundary?: string;
  readonly sessionPolicy?: readonly string[];
  readonly resourcePolicy?: string;
  readonly scp?: readonly string[];
  readonly rcp?: readonly string[];
  readonly vpcEndpointPolicy?: string;
  readonly explain?: true;
  readonly expect?: Decision;
  /** One JSON object a request for `json`. */
  readonly format: PrintFormat;
}
