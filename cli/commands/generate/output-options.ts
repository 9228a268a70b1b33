import { Option, type Command } from 'commander';
import { OUTPUT_FORMATS, type OutputFormat } from '../../../src/generate/format/index.ts';
import { collect } from '../../options.ts';

/** What every kind of generated policy takes: how it is written, and against what it is held. */
export interface OutputOptions {
  readonly format: OutputFormat;
  readonly name?: string;
  readonly output?: string;
  readonly explain?: true;
  readonly reasons?: string;
  readonly atMost?: readonly string[];
  readonly check?: readonly string[];
}

/** Adds the options that all kinds share. Call it after the kind's own, which come first in the help. */
export function withOutputOptions(command: Command): Command {
  return command
    .addOption(new Option('-f, --format <format>', 'how the policy is written').choices(OUTPUT_FORMATS).default('json'))
    .option('--name <name>', 'name of the policies (default: the kind)')
    .option('-o, --output <file>', 'write there, further policies to `file-2`')
    .option('--explain', 'say why each action is there')
    .option('--reasons <file>', 'write reasons, gaps and assumptions as JSON')
    .option('--at-most <file>', 'a policy that bounds it, proved (repeatable)', collect)
    .option('--check <file>', 'tell what this policy lacks, or has too much (repeatable: they count together)', collect);
}
