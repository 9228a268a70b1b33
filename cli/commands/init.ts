import { Command } from 'commander';

const EXAMPLES = `
Examples:
  policy-lint init    look at this folder, and write policy-lint.config.yaml
                      and policy-lint.intents.yaml`;

export function initCommand(): Command {
  return new Command('init')
    .description('write a configuration and an intents file to start from')
    .addHelpText('after', EXAMPLES)
    .action(async () => {
      const { init } = await import('../run/init.ts');
      process.exitCode = await init();
    });
}
