import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readAssembly } from '../../src/generate/assembly/read-assembly.ts';
import { placeOf } from '../../src/generate/assembly/place.ts';
import { cdkBootstrap } from '../../src/generate/cdk-bootstrap/cdk-bootstrap.ts';
import { bootstrapParameters, type BootstrapChoices } from '../../src/generate/cdk-bootstrap/parameters.ts';
import { cdkDeploy } from '../../src/generate/cdk-deploy/cdk-deploy.ts';
import { cfnExec } from '../../src/generate/cfn-exec/cfn-exec.ts';
import type { Environment, Generation } from '../../src/generate/permission.ts';
import { STACK_OPERATIONS } from '../../src/generate/stack/operations.ts';
import { readStack, type ReadStack } from '../../src/generate/stack/read-stack.ts';
import { bootstrapTemplate } from '../../src/reference/index.ts';
import { readTree } from '../../src/sources/index.ts';
import { CLOUDTRAIL_KINDS } from './cloudtrail/kinds.ts';
import { SST_KINDS } from './sst/kinds.ts';

export const environment: Environment = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };

/** Relative to the repository, so that goldens don't depend on where it lies. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const host = { readFile: (path: string): Uint8Array => readFileSync(root + path) };

export function stackOf(text: string, name: string | undefined, parameters: Readonly<Record<string, string | readonly string[]>> = {}, place: Environment = environment): ReadStack {
  const { root: tree, errors } = readTree('template.yaml', text);
  if (tree === undefined || errors.length > 0) throw new Error(errors[0]?.message ?? 'empty');
  return readStack({ root: tree, text, environment: place, parameters, ...(name === undefined ? {} : { name }) });
}

export function bootstrap(choices: Partial<BootstrapChoices> = {}, template: string = bootstrapTemplate().text): Generation {
  const all: BootstrapChoices = {
    qualifier: 'hnb659fds',
    kms: 'aws-managed',
    boundaryOnAllRoles: false,
    trust: [],
    trustForLookup: [],
    executionPolicies: [],
    denyExternalId: true,
    ...choices,
  };
  const toolkit = stackOf(template, 'CDKToolkit', bootstrapParameters(all));
  return cdkBootstrap(toolkit, environment, { toolkitStackName: 'CDKToolkit', qualifier: all.qualifier, tags: false, exampleBoundary: false });
}

export function deploy(assembly: string, given: Environment = environment): Generation {
  const read = readAssembly(`${assembly}/manifest.json`, host);
  if (read.errors.length > 0) throw new Error(read.errors[0]);
  return cdkDeploy(read, given, { toolkitStackName: 'CDKToolkit' });
}

export function exec(assembly: string): Generation {
  const stacks = readAssembly(`${assembly}/manifest.json`, host).stacks.map((stack) =>
    stackOf(new TextDecoder().decode(host.readFile(stack.templatePath)), stack.stackName, {}, placeOf(stack, environment)),
  );
  return cfnExec(stacks, environment, STACK_OPERATIONS);
}

/** One generation of every kind, by the name of its goldens. */
export const KINDS: Readonly<Record<string, () => Generation>> = {
  'cdk-bootstrap': () => bootstrap(),
  'cdk-bootstrap-key-and-boundary': () => bootstrap({ qualifier: 'team', kms: 'create', boundary: 'developers', boundaryOnAllRoles: true }),
  'cdk-deploy': () => deploy('fixtures/sources/cdk-app/cdk.out'),
  'cdk-deploy-custom': () => deploy('fixtures/generate/assemblies/custom'),
  'cdk-deploy-legacy': () => deploy('fixtures/generate/assemblies/legacy'),
  'cdk-deploy-cli-credentials': () => deploy('fixtures/generate/assemblies/cli-credentials'),
  'cdk-deploy-execution-role': () => deploy('fixtures/generate/assemblies/execution-role'),
  'cfn-exec': () => exec('fixtures/sources/cdk-app/cdk.out'),
  ...CLOUDTRAIL_KINDS,
  ...SST_KINDS,
};
