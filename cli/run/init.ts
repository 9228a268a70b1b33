import { writeFileSync } from 'node:fs';
import { describeIoError } from '../../src/host/io-error.ts';
import { nodeHost } from '../../src/host/node.ts';
import { ExitCode } from '../exit-code.ts';
import { findConfig } from '../find-config.ts';
import { UsageError } from '../usage-error.ts';
import { lookAround, type Repository } from './init/repository.ts';
import { configText, intentsText } from './init/texts.ts';

const CONFIG = 'policy-lint.config.yaml';
const INTENTS = 'policy-lint.intents.yaml';

/** Looks for policies and templates below the working directory, and writes files that fit them. */
export async function init(): Promise<number> {
  const existing = findConfig(process.cwd());
  if (existing !== undefined) throw new UsageError(`there is a configuration already: \`${existing}\``);
  const repository = await lookAround();
  write(CONFIG, configText(repository));
  const written = [CONFIG];
  if (nodeHost.kindOf(INTENTS) === 'missing') {
    write(INTENTS, intentsText(repository));
    written.push(INTENTS);
  }
  process.stdout.write(`found ${foundText(repository)}; wrote ${written.map((name) => `\`${name}\``).join(' and ')}\n${nextText(repository)}`);
  return ExitCode.clean;
}

function foundText({ sources, cdkManifest, lacksPlan }: Repository): string {
  const files = sources.length === 1 ? '1 file with policies' : `${sources.length} files with policies`;
  return [...(cdkManifest === undefined ? [] : ['an application of the CDK']), ...(lacksPlan ? ['Terraform files, whose plan is to be linted'] : []), files].join(', ');
}

/** What is to be done before the first run, if anything. */
function nextText({ sources, cdkManifest, lacksPlan }: Repository): string {
  if (cdkManifest !== undefined && nodeHost.kindOf(cdkManifest) === 'missing') return `run \`cdk synth\`, which writes \`${cdkManifest}\`, then \`policy-lint\`\n`;
  if (sources.length > 0 || cdkManifest !== undefined) return 'run `policy-lint` to lint them\n';
  return lacksPlan ? `\`${CONFIG}\` says how to write the plan\n` : `say in \`${CONFIG}\` which files to lint\n`;
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`can't write \`${path}\`: ${describeIoError(error)}`);
  }
}
