import { Command } from 'commander';

const EXAMPLES = `
Examples:
  policy-lint rules                    every rule, its severity and what it finds
  policy-lint rules missing-version    what one rule finds, and what to write instead
  policy-lint rules --reference        the date of the AWS reference data`;

export function rulesCommand(): Command {
  return new Command('rules')
    .description('list the rules, or explain one')
    .argument('[id]', 'the rule to explain')
    .option('--reference', 'print the date and size of the AWS reference data instead')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string | undefined, options: RulesCommandOptions) => {
      const { rules } = await import('../run/rules.ts');
      rules(id, options);
    });
}

export interface RulesCommandOptions {
  readonly reference?: true;
  readonly json?: true;
}
