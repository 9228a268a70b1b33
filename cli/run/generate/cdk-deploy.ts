import { readAssembly, type Assembly } from '../../../src/generate/assembly/read-assembly.ts';
import { cdkDeploy } from '../../../src/generate/cdk-deploy/cdk-deploy.ts';
import { nodeHost } from '../../../src/host/node.ts';
import type { CdkDeployCommandOptions } from '../../commands/generate/cdk-deploy.ts';
import { UsageError } from '../../usage-error.ts';
import { finishGeneration } from '../generate.ts';
import { environmentOf } from './environment.ts';

/** Runs `generate cdk-deploy` and returns its exit code. */
export function generateCdkDeploy(options: CdkDeployCommandOptions): Promise<number> {
  const assembly = assemblyAt(options.assembly);
  const generation = cdkDeploy(assembly, environmentOf(options), { toolkitStackName: options.toolkitStackName });
  return finishGeneration(generation, options);
}

/** Throws a `UsageError` where any part of the assembly can't be read: a policy for the rest would lack something. */
export function assemblyAt(path: string): Assembly {
  const manifest = nodeHost.kindOf(path) === 'folder' ? `${path.replace(/[\\/]+$/, '')}/manifest.json` : path;
  if (nodeHost.kindOf(manifest) !== 'file') throw new UsageError(`there is no cloud assembly at \`${path}\`: name the folder that \`cdk synth\` writes`);
  const assembly = readAssembly(manifest, nodeHost);
  const [error] = assembly.errors;
  if (error !== undefined) throw new UsageError(error);
  if (assembly.stacks.length === 0) throw new UsageError(`\`${path}\` has no stacks: name the folder that \`cdk synth\` writes for them`);
  return assembly;
}
