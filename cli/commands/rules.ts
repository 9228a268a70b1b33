import { Command } from 'commander';
import { printOptions, type PrintFormat } from '../options.ts';

const EXAMPLES = `
Examples:
  policy-lint rules                    every rule, and what it finds
  policy-lint rules missing-version    one rule, and what to write instead
  policy-lint rules --reference        the date of the AWS reference data`;

export function rulesCommand(): Command {
  const command = new Command('rules')
    .description('list the rules, or explain one')
    .argument('[id]', 'the rule to explain')
    .option('--reference', 'print the date and size of the AWS reference data instead')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string | undefined, options: RulesCommandOptions) => {
      const { rules } = await import('../run/rules.ts');
      rules(id, options);
    });
  for (const option of printOptions()) command.addOption(option);
  return command;
}

export interface RulesCommandOptions {
  readonly reference?: true;
  readonly format: PrintFormat;
}
