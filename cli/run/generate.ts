import { writeFileSync } from 'node:fs';
import { checkExisting, type ExistingCheck } from '../../src/generate/check-existing.ts';
import { loadWriter } from '../../src/generate/format/index.ts';
import { policyName } from '../../src/generate/format/names.ts';
import { generatedPolicy, type GeneratedPolicy } from '../../src/generate/generated-policy.ts';
import type { Generation } from '../../src/generate/permission.ts';
import type { Bound } from '../../src/generate/prove.ts';
import { reasonsOf } from '../../src/generate/reasons.ts';
import { describeIoError } from '../../src/host/io-error.ts';
import type { AccessRequest } from '../../src/model/access-request.ts';
import type { Policy } from '../../src/model/policy.ts';
import { printable } from '../../src/report/printable.ts';
import type { OutputOptions } from '../commands/generate/output-options.ts';
import { ExitCode } from '../exit-code.ts';
import { UsageError } from '../usage-error.ts';
import { explanation, gaps } from './generate/notes.ts';
import { errorText, policyFiles } from './policy-files.ts';

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const POLICIES_OF_A_ROLE = 10;

/** The end of every kind's run: proves what it hands over, then prints it or what failed. Returns the exit code. */
export async function finishGeneration(generation: Generation, options: OutputOptions): Promise<number> {
  const generated = generatedPolicy(generation, (options.atMost ?? []).map(boundOf));
  const { failures } = generated.proof;
  if (failures.length > 0) {
    const lines = failures.map(({ check, message, request }) => `${check}: ${message}${request === undefined ? '' : `\n  request: ${requestText(request)}`}`);
    say([`nothing is printed, since ${failures.length === 1 ? 'a proof' : `${failures.length} proofs`} failed:`, ...lines, ...gaps(generation)]);
    return ExitCode.findings;
  }
  if (options.reasons !== undefined) write(options.reasons, `${JSON.stringify(reasonsOf(generated), undefined, 2)}\n`);
  if (options.check !== undefined) return reportCheck(checkExisting(options.check.flatMap(identityPolicies), generated), options.check);
  await print(generated, options);
  return ExitCode.clean;
}

async function print(generated: GeneratedPolicy, { format, name, output, explain }: OutputOptions): Promise<void> {
  const { generation } = generated;
  if (generated.policies.length === 0) throw new UsageError('there is nothing that would have to be allowed');
  const writer = await loadWriter(format);
  const texts = writer(generated, { name: name ?? generation.kind, explain: explain === true });
  texts.forEach((text, position) => {
    if (output === undefined) process.stdout.write(text);
    else write(numbered(output, position), text);
  });
  const count = generated.policies.length;
  const many = count > POLICIES_OF_A_ROLE ? [`these are ${count} managed policies, and a role may have ${POLICIES_OF_A_ROLE} by default: have the quota raised, or deploy with several roles`] : [];
  say([...many, ...(explain === true && format === 'json' ? explanation(generated) : []), ...gaps(generation)]);
}

/** `policy.json`, then `policy-2.json`. */
function numbered(path: string, position: number): string {
  const [, stem = path, ending = ''] = /^(.*?)(\.[^./\\]+)?$/s.exec(path) ?? [];
  return `${policyName(stem, position)}${ending}`;
}

function boundOf(path: string): Bound {
  const [document, ...more] = identityPolicies(path);
  if (document === undefined || more.length > 0) throw new UsageError(`\`${path}\` holds ${more.length + 1} policies: a bound is one`);
  return { name: `\`${path}\``, document };
}

/** All identity policies of a file: they count together, as they do on a role. */
function identityPolicies(path: string): readonly Policy[] {
  const file = policyFiles().template(path, {});
  const [error] = [...file.errors, ...file.policies.flatMap((policy) => (policy.policy === undefined ? policy.errors : []))];
  if (error !== undefined) throw new UsageError(errorText(file, error));
  const policies = file.policies.flatMap(({ type, policy }) => (type === 'identity' && policy !== undefined ? [policy] : []));
  if (policies.length === 0) throw new UsageError(`\`${path}\` holds no identity policy`);
  return policies;
}

function reportCheck({ missing, excess, unknown }: ExistingCheck, paths: readonly string[]): number {
  const lines = [
    ...missing.map(({ name, reason, request }) => `missing: ${name}, since ${reason}\n  request: ${requestText(request)}`),
    ...excess.map(({ action, sid, request }) => `excess: ${action}${sid === undefined ? '' : ` in ${sid}`}\n  request: ${requestText(request)}`),
    ...unknown.map(({ action, sid, why }) => `unknown: ${action}${sid === undefined ? '' : ` in ${sid}`}: ${why}`),
  ];
  const isExact = lines.length === 0;
  process.stdout.write(`${[...(isExact ? [`${paths.map((path) => `\`${path}\``).join(' and ')} ${paths.length === 1 ? 'allows' : 'allow'} what is needed, and nothing else`] : lines)].map(printableLines).join('\n')}\n`);
  return isExact ? ExitCode.clean : ExitCode.findings;
}

function requestText({ principal, action, resource, context }: AccessRequest): string {
  const who = typeof principal === 'string' ? principal : JSON.stringify(principal);
  const keys = context === undefined || Object.keys(context).length === 0 ? '' : ` with ${JSON.stringify(context)}`;
  return `${who} calls ${action} on ${resource}${keys}`;
}

function say(lines: readonly string[]): void {
  if (lines.length > 0) process.stderr.write(`${lines.map(printableLines).join('\n')}\n`);
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`can't write \`${path}\`: ${describeIoError(error)}`);
  }
}
