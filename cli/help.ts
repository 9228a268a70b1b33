import { type Command, Option } from 'commander';

/** Adds options that few runs need: `--help` leaves them out, `--help-all` shows them too. */
export function addRareOptions(command: Command, options: readonly Option[]): Command {
  for (const option of options) command.addOption(option.hideHelp());
  command.addOption(new Option('--help-all', 'print this with the rarer options'));
  command.on('option:help-all', () => {
    for (const option of options) option.hideHelp(false);
    command.help();
  });
  return command;
}

/** What is said of an option: its choices and its default in few words. */
export function optionDescription({ description, argChoices, defaultValue }: Option): string {
  const choices = argChoices === undefined ? '' : `: ${argChoices.join(', ')}`;
  return `${description}${choices}${typeof defaultValue === 'string' ? ` (default: ${defaultValue})` : ''}`;
}
