import { nodeHost } from '../../src/host/node.ts';
import { chooseFiles } from '../../src/lint/paths.ts';
import { whoCan } from '../../src/lint/who-can/who-can.ts';
import type { WhoCanQuestion } from '../../src/lint/who-can/types.ts';
import type { SourceFile } from '../../src/model/policy-source.ts';
import { exportsAmong, readSources } from '../../src/sources/index.ts';
import type { WhoCanCommandOptions } from '../commands/who-can.ts';
import { ExitCode } from '../exit-code.ts';
import { parameterValues } from '../parameters.ts';
import { unknownParameters } from '../unknown-parameters.ts';
import { UsageError } from '../usage-error.ts';
import { errorText, readText } from './policy-files.ts';
import { describeAnswers } from './who-can/print.ts';

/** Runs the who-can command and returns its exit code. */
export async function whoCanDo(action: string, resource: string, patterns: readonly string[], options: WhoCanCommandOptions): Promise<number> {
  const question = questionOf(action, resource, options);
  const parameters = parameterValues(options);
  const { sources, problems } = await readAll(patterns, parameters);
  const errors = sources.flatMap((file) => file.errors.map((error) => errorText(file, error)));
  if (sources.every(({ principals }) => principals.length === 0)) {
    const [problem = 'these files have no user, role, group or permission set'] = [...problems, ...errors];
    throw new UsageError(problem);
  }
  const found = whoCan(question, sources);
  const notes = [...found.notes, ...errors, ...unknownParameters(parameters, sources)];
  const printed = options.format === 'json' ? `${JSON.stringify({ ...question, principals: found.answers, notes }, undefined, 2)}\n` : describeAnswers(found.answers);
  process.stdout.write(printed);
  for (const problem of problems) process.stderr.write(`policy-lint: ${problem}\n`);
  if (options.format === 'human') for (const note of notes) process.stderr.write(`policy-lint: note: ${note}\n`);
  return problems.length > 0 ? ExitCode.failure : ExitCode.clean;
}

function questionOf(action: string, resource: string, { resourceAccount, context }: WhoCanCommandOptions): WhoCanQuestion {
  if (/[*?]/.test(action)) throw new UsageError(`\`${action}\` is more than one action: ask about one`);
  if (!/^[a-z0-9-]+:[^:\s]+$/i.test(action)) throw new UsageError(`\`${action}\` is no action: expected \`service:Action\``);
  if (resource !== '*' && /[*?]/.test(resource)) throw new UsageError(`\`${resource}\` is more than one resource: ask about one`);
  if (resource !== '*' && !/^arn:[^:]*:[^:]+:[^:]*:[^:]*:./.test(resource)) throw new UsageError(`\`${resource}\` is no resource: expected an ARN, or \`*\``);
  if (resourceAccount !== undefined && !/^\d{12}$/.test(resourceAccount)) throw new UsageError('expected 12 digits as `--resource-account`');
  return {
    action,
    resource,
    ...(resourceAccount === undefined ? {} : { resourceAccount }),
    ...(context === undefined ? {} : { context }),
  };
}

/** One bad file hides none of the others. */
function textOf(path: string, problems: string[]): string | undefined {
  try {
    return readText(path);
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

interface ReadFiles {
  readonly sources: readonly SourceFile[];
  readonly problems: readonly string[];
}

async function readAll(patterns: readonly string[], parameters: ReturnType<typeof parameterValues>): Promise<ReadFiles> {
  const { files, problems } = await chooseFiles(patterns, nodeHost);
  const exported = exportsAmong(files.map(({ path }) => path), { parameters, host: nodeHost });
  const found = [...problems];
  const direct: SourceFile[] = [];
  const followed: SourceFile[] = [];
  for (const { path, named } of files) {
    const text = textOf(path, found);
    if (text === undefined) continue;
    const [file, ...behind] = readSources(path, text, { parameters, host: nodeHost, exported });
    if (file?.recognized === true) direct.push(file);
    else if (named) found.push(`\`${path}\` is neither a policy nor a template`);
    followed.push(...behind);
  }
  // A stack that another one nests is read there, with its parameters.
  const known = new Set(followed.map(({ path }) => path));
  return { sources: [...direct.filter(({ path }) => !known.has(path)), ...followed], problems: found };
}
