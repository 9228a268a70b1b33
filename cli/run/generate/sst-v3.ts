import { trailPolicy } from '../../../src/generate/cloudtrail/trail-policy.ts';
import type { Environment } from '../../../src/generate/permission.ts';
import { deploymentsOf, deploymentsOfTypes } from '../../../src/generate/sst/listed-resources.ts';
import { sstV3, type Deployments } from '../../../src/generate/sst/sst-v3.ts';
import { knownText } from '../../../src/model/unknown-value.ts';
import { readTree } from '../../../src/sources/index.ts';
import type { SstV3CommandOptions } from '../../commands/generate/sst-v3.ts';
import { ExitCode } from '../../exit-code.ts';
import { UsageError } from '../../usage-error.ts';
import { finishGeneration } from '../generate.ts';
import { errorText, readText } from '../policy-files.ts';
import { collectEvents } from './cloudtrail.ts';
import { environmentOf } from './environment.ts';
import { stacksFrom } from './stacks.ts';

/** Runs `generate sst-v3` and returns its exit code. */
export async function generateSstV3(options: SstV3CommandOptions): Promise<number> {
  const { app, stage, resources, cloudtrail, principal } = options;
  if (stage !== undefined && app === undefined) throw new UsageError('`--stage` is of an application: give `--app` too');
  if ((cloudtrail === undefined) !== (principal === undefined)) throw new UsageError('`--cloudtrail` and `--principal` go together: the log, and whose events of it count');
  const environment = environmentOf(options);
  const listed = resources === undefined ? [] : [deploymentsIn(resources, environment)];
  const logged = cloudtrail === undefined || principal === undefined ? undefined : await deploymentsLogged(cloudtrail, principal);
  const parts = [...listed, ...(logged === undefined ? [] : [logged.deployments])];
  const generation = sstV3(
    environment,
    { ...(app === undefined ? {} : { app }), ...(stage === undefined ? {} : { stage }), images: options.images === true },
    parts.length === 0 ? undefined : joined(parts),
  );
  const exitCode = await finishGeneration(generation, options);
  return logged !== undefined && logged.problems > 0 ? ExitCode.failure : exitCode;
}

/** A template, or a list of types. */
function deploymentsIn(path: string, environment: Environment): Deployments {
  const text = readText(path);
  const { root, errors } = readTree(path, text);
  const [error] = errors;
  if (error !== undefined) throw new UsageError(errorText({ path, text }, error));
  if (root?.kind !== 'array') return deploymentsOf(stacksFrom(path, text, { environment }), environment);
  const types = root.items.map((item) => (item.kind === 'string' ? knownText(item.text) : undefined));
  const known = types.flatMap((type) => (type !== undefined && /^\w+(::\w+){1,3}$/.test(type) ? [type] : []));
  if (known.length < types.length || known.length === 0) throw new UsageError(`\`${path}\`: expected a template, or a list of resource types such as \`AWS::Lambda::Function\``);
  return deploymentsOfTypes([...new Set(known)].sort(), environment);
}

async function deploymentsLogged(files: readonly string[], principal: string): Promise<{ readonly deployments: Deployments; readonly problems: number }> {
  const { collected, problems } = await collectEvents(files, { principal });
  if (collected.events.selected === 0) throw new UsageError(`none of ${collected.events.read} events is of \`${principal}\``);
  return { deployments: trailPolicy(collected, { principal }), problems };
}

function joined(parts: readonly Deployments[]): Deployments {
  return {
    permissions: parts.flatMap(({ permissions }) => permissions),
    unscoped: parts.flatMap(({ unscoped }) => unscoped),
    dropped: parts.flatMap(({ dropped }) => dropped),
    unknown: parts.flatMap(({ unknown }) => unknown),
    exceptions: parts.flatMap(({ exceptions }) => exceptions),
    atMost: parts.flatMap(({ atMost }) => atMost),
  };
}
