import { placeOf } from '../../../src/generate/assembly/place.ts';
import { cfnExec } from '../../../src/generate/cfn-exec/cfn-exec.ts';
import type { Environment } from '../../../src/generate/permission.ts';
import type { ReadStack } from '../../../src/generate/stack/read-stack.ts';
import { nodeHost } from '../../../src/host/node.ts';
import type { CfnExecCommandOptions } from '../../commands/generate/cfn-exec.ts';
import { parameterValues } from '../../parameters.ts';
import { noteUnknownParameters } from '../../unknown-parameters.ts';
import { UsageError } from '../../usage-error.ts';
import { finishGeneration } from '../generate.ts';
import { readText } from '../policy-files.ts';
import { assemblyAt } from './cdk-deploy.ts';
import { environmentOf } from './environment.ts';
import { stacksFrom } from './stacks.ts';

/** Runs `generate cfn-exec` and returns its exit code. */
export function generateCfnExec(path: string, options: CfnExecCommandOptions): Promise<number> {
  const { environment, stacks } = stacksAt(path, options);
  if (stacks.length === 0) throw new UsageError(`\`${path}\` has no stack in the account and region that were given`);
  return finishGeneration(cfnExec(stacks, environment, options.operations), options);
}

interface Deployed {
  readonly environment: Environment;
  readonly stacks: readonly ReadStack[];
}

function stacksAt(path: string, options: CfnExecCommandOptions): Deployed {
  const given = environmentOf(options);
  const parameters = parameterValues(options);
  const isAssembly = nodeHost.kindOf(path) === 'folder' || /(?:^|[\\/])manifest\.json$/.test(path);
  if (!isAssembly) {
    const { stackName } = options;
    const text = readText(path);
    noteUnknownParameters(parameters, [{ path, text }]);
    return { environment: given, stacks: stacksFrom(path, text, { environment: given, parameters, ...(stackName === undefined ? {} : { name: stackName }) }) };
  }
  const placed = assemblyAt(path).stacks.map((stack) => ({ stack, place: placeOf(stack, given) }));
  const here = placed.filter(({ place }) => isWithin(place, given));
  const places = [...new Set(here.map(({ place }) => `${place.account} ${place.region}`))];
  if (places.length > 1) throw new UsageError(`the assembly goes to several places (${places.join(', ')}), and each has a role of its own: choose one with --account and --region`);
  const read = here.map(({ stack, place }) => ({ stack, place, path: stack.templatePath, text: readText(stack.templatePath) }));
  noteUnknownParameters(parameters, read);
  return {
    environment: here[0]?.place ?? given,
    stacks: read.flatMap(({ stack, place, path: template, text }) => stacksFrom(template, text, { environment: place, parameters, name: stack.stackName })),
  };
}

function isWithin(place: Environment, given: Environment): boolean {
  return (given.account === '*' || given.account === place.account) && (given.region === '*' || given.region === place.region);
}
