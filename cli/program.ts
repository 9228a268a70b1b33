import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { COMMANDS } from './commands/index.ts';
import { optionDescription } from './help.ts';

const EXAMPLES = `
Examples:
  policy-lint template.yaml                    lint one file
  policy-lint 'stacks/**/*.yaml' -f json       lint what a glob matches
  policy-lint policy.json --type scp           say what a policy is attached to
  policy-lint compare old.yaml new.yaml        what is allowed now, and was not?
  policy-lint rules                            list the rules

Exit codes: 0 clean, 1 findings, 2 bad usage or failure.
More: policy-lint <command> --help`;

/** The whole command line. What a command does is loaded when it runs. */
export function program(): Command {
  const root = new Command('policy-lint')
    .description('Checks AWS IAM policies before they are deployed')
    .usage('[lint] <patterns...> [options]\n       policy-lint <command> [options]')
    .version(packageJson.version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this, or the help of a command')
    .addHelpText('after', EXAMPLES);
  configure(root);
  for (const { create, isDefault } of COMMANDS) {
    const command = create();
    configure(command);
    root.addCommand(command, { isDefault });
  }
  return root;
}

function configure(command: Command): void {
  command.configureHelp({ optionDescription, subcommandTerm: (subcommand) => subcommand.name() }).exitOverride().showHelpAfterError('(--help shows the options)').showSuggestionAfterError(true);
  command.commands.forEach(configure);
}
