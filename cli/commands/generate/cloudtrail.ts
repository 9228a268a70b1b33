import { Argument, Command, InvalidArgumentError } from 'commander';
import { count } from '../../options.ts';
import { withOutputOptions, type OutputOptions } from './output-options.ts';

const EXAMPLES = `
Files are CloudTrail logs (\`{"Records": […]}\`, an event on each line, what
\`aws cloudtrail lookup-events\` prints), or the result of the --athena-query as
CSV; compressed with gzip or not. Events of data (objects, items, invocations)
are in a log only where its trail was told to record them.

Examples:
  policy-lint generate cloudtrail logs/ --session ci-42 --split-read-only
  policy-lint generate cloudtrail logs/ --since 2026-01-01 \\
    --principal arn:aws:iam::111122223333:role/deployer`;

export function cloudtrailCommand(): Command {
  return withOutputOptions(
    new Command('cloudtrail')
      .description('what a user, a role or a session did by the events of CloudTrail')
      .addArgument(new Argument('[files...]', 'logs, folders of them, or the result of the Athena query'))
      .option('--principal <arn>', 'of a user, a role with all sessions, or one session')
      .option('--session <name>', 'of one role session')
      .option('--since <time>', 'leave out events before (`2026-01-31T12:00:00Z`)', time)
      .option('--until <time>', 'leave out events from then on', time)
      .option('--include-denied', 'take calls that were refused too')
      .option('--include-service-calls', 'take calls that services made for the principal too')
      .option('--max-resources <n>', 'names of a kind until a prefix stands for them (20)', count)
      .option('--read-only', 'only actions that read')
      .option('--split-read-only', 'actions that read as a policy of their own')
      .option('--athena-query', 'only print the SQL that sums events up in Athena')
      .option('--athena-table <name>', 'the table of that query (default: cloudtrail_logs)', table),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], options: CloudtrailCommandOptions) => {
      const { generateFromCloudtrail } = await import('../../run/generate/cloudtrail.ts');
      process.exitCode = await generateFromCloudtrail(files, options);
    });
}

export interface CloudtrailCommandOptions extends OutputOptions {
  readonly principal?: string;
  readonly session?: string;
  readonly since?: string;
  readonly until?: string;
  readonly includeDenied?: true;
  readonly includeServiceCalls?: true;
  readonly maxResources?: number;
  readonly readOnly?: true;
  readonly splitReadOnly?: true;
  readonly athenaQuery?: true;
  readonly athenaTable?: string;
}

/** As CloudTrail writes times: in UTC, to the second. */
function time(text: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const known = day || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const date = new Date(text);
  if (!known || Number.isNaN(date.getTime())) throw new InvalidArgumentError('expected a day, or a time with its zone: `2026-01-31T12:00:00Z`');
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A name that goes into SQL as it is. */
function table(text: string): string {
  if (!/^("[^"]+"|\w+)(\.("[^"]+"|\w+)){0,2}$/.test(text)) throw new InvalidArgumentError('expected the name of a table: `cloudtrail_logs` or `"my-database".cloudtrail_logs`');
  return text;
}
