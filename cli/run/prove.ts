import { nodeHost } from '../../src/host/node.ts';
import { checkIntents, parseIntents, type ParsedIntents } from '../../src/intents/index.ts';
import { targetsIn } from '../../src/intents/targets/select.ts';
import type { IntentResult } from '../../src/model/intent-result.ts';
import { plainValue } from '../../src/model/plain-value.ts';
import type { SourceFile } from '../../src/model/policy-source.ts';
import { printable } from '../../src/report/printable.ts';
import { readText as readTree } from '../../src/sources/text/read-text.ts';
import type { ProveCommandOptions } from '../commands/prove.ts';
import { ExitCode } from '../exit-code.ts';
import { parameterValues } from '../parameters.ts';
import { noteUnknownParameters } from '../unknown-parameters.ts';
import { UsageError } from '../usage-error.ts';
import { errorText, policyFiles, readText } from './policy-files.ts';

type Parameters = ReturnType<typeof parameterValues>;

/** Runs the prove command and returns its exit code. */
export async function proveFile(path: string, options: ProveCommandOptions): Promise<number> {
  const parameters = parameterValues(options);
  const { file, sources } = readSource(path, parameters, options);
  const intents = await declared(file, parameters, options);
  const [declaration] = intents.file.targets;
  if (declaration === undefined || targetsIn(file, declaration).length === 0) throw new UsageError(`\`${path}\` has no such target`);
  const { domain, budget } = options;
  const results = checkIntents(sources, intents, { host: nodeHost, paths: new Set([file.path]), domain, ...(budget === undefined ? {} : { budget }) });
  process.stdout.write(options.format === 'json' ? `${JSON.stringify({ intents: results }, undefined, 2)}\n` : results.map(describe).join(''));
  // A value may be one of the statements to prove.
  const isSpokenOf = (name: string): boolean => JSON.stringify(intents.file).replaceAll(' ', '').includes(`\${${name}}`);
  noteUnknownParameters(parameters, sources, isSpokenOf);
  return results.every(({ verdict }) => verdict === 'holds') ? ExitCode.clean : ExitCode.findings;
}

/** A file, and with it the stacks in it, which may give its principals more. */
function readSource(path: string, parameters: Parameters, { type }: ProveCommandOptions): { readonly file: SourceFile; readonly sources: readonly SourceFile[] } {
  const sources = policyFiles().templates(path, parameters, type);
  const [file] = sources;
  const errors = file === undefined ? [] : [...file.errors.filter(({ code }) => code !== 'unseen-part'), ...file.policies.flatMap((policy) => (policy.policy === undefined ? policy.errors : []))];
  const [error] = errors;
  if (file !== undefined && error !== undefined) throw new UsageError(errorText(file, error));
  if (file?.recognized !== true) throw new UsageError(`\`${path}\` is neither a policy nor a template`);
  return { file, sources };
}

/** The command line as an intents file would say it. */
async function declared(file: SourceFile, parameters: Parameters, options: ProveCommandOptions): Promise<ParsedIntents> {
  const { principal, policy, trust, atMost, atLeast, never } = options;
  const intents = [
    ...(atMost === undefined ? [] : [{ name: '--at-most', atMost: atMost.flatMap((text) => statements('--at-most', text)) }]),
    ...(atLeast ?? []).map((text) => ({ name: '--at-least', atLeast: statements('--at-least', text) })),
    ...(never ?? []).map((text) => ({ name: '--never', never: statements('--never', text) })),
  ];
  if (intents.length === 0) throw new UsageError('say what to prove: `--at-most`, `--at-least` or `--never`');
  if (file.format !== 'policy' && principal === undefined && policy === undefined && trust === undefined) {
    throw new UsageError('say what of the template is meant: `--principal`, `--policy` or `--trust`');
  }
  const target = { principal, policy, trust, parameters, intents };
  const { intents: parsed, errors } = await parseIntents(JSON.stringify({ targets: [target] }), 'command-line.json');
  if (parsed === undefined) throw new UsageError(errors[0]?.message ?? 'the statements can not be read');
  return parsed;
}

/** A statement or a list of them, as text or from a file. */
function statements(option: string, given: string): readonly unknown[] {
  const isFile = nodeHost.kindOf(given) === 'file';
  const text = isFile ? readText(given) : given;
  const { root, errors } = readTree(isFile ? given : 'statement.yaml', text);
  const [error] = errors;
  if (root === undefined || error !== undefined) throw new UsageError(`\`${option} ${given}\`: ${error?.message ?? 'there is nothing in it'}`);
  const value = plainValue(root);
  return Array.isArray(value) ? value : [value];
}

function describe({ intent, target, verdict, message, vacuous, statement, witness, parameters, assumptions }: IntentResult): string {
  const lines = [`${verdict}: ${intent.name}: ${message}${vacuous === true ? ' (it allows nothing at all)' : ''}`];
  if (statement !== undefined) lines.push(`  statement: ${target.path}:${statement.start.line}:${statement.start.column} ${statement.sid ?? statement.policy.name}`);
  if (witness !== undefined) lines.push(`  request: ${JSON.stringify(witness)}`);
  if (parameters !== undefined) lines.push(`  with: ${Object.entries(parameters).map(([name, value]) => `${name}=${value}`).join(' ')}`);
  for (const assumption of assumptions) lines.push(`  assuming: ${assumption}`);
  return `${lines.map(printable).join('\n')}\n`;
}
