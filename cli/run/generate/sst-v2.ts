import { cdkBootstrap } from '../../../src/generate/cdk-bootstrap/cdk-bootstrap.ts';
import { bootstrapParameters } from '../../../src/generate/cdk-bootstrap/parameters.ts';
import type { Environment, Generation } from '../../../src/generate/permission.ts';
import { sstV2 } from '../../../src/generate/sst/sst-v2.ts';
import { bootstrapTemplate } from '../../../src/reference/index.ts';
import type { SstV2CommandOptions } from '../../commands/generate/sst-v2.ts';
import { UsageError } from '../../usage-error.ts';
import { finishGeneration } from '../generate.ts';
import { environmentOf } from './environment.ts';
import { stackFrom } from './stacks.ts';

/** SST bootstraps with the defaults of the CDK's command line: https://v2.sst.dev/advanced/bootstrapping */
const TOOLKIT_STACK = 'CDKToolkit';

/** Runs `generate sst-v2` and returns its exit code. */
export function generateSstV2(options: SstV2CommandOptions): Promise<number> {
  const { app, stage, qualifier, bootstrapBucket } = options;
  if (stage !== undefined && app === undefined) throw new UsageError('`--stage` is of an application: give `--app` too');
  const environment = environmentOf(options);
  const generation = sstV2(
    environment,
    { qualifier, ...(app === undefined ? {} : { app }), ...(stage === undefined ? {} : { stage }), ...(bootstrapBucket === undefined ? {} : { bootstrapBucket }) },
    options.bootstrap ? bootstrapOf(environment, qualifier) : undefined,
  );
  return finishGeneration(generation, options);
}

function bootstrapOf(environment: Environment, qualifier: string): Generation {
  const parameters = bootstrapParameters({ qualifier, kms: 'aws-managed', boundaryOnAllRoles: false, trust: [], trustForLookup: [], executionPolicies: [], denyExternalId: true });
  const toolkit = stackFrom('bootstrap-template.yaml', bootstrapTemplate().text, { environment, parameters, name: TOOLKIT_STACK });
  return cdkBootstrap(toolkit, environment, { toolkitStackName: TOOLKIT_STACK, qualifier, tags: false, exampleBoundary: false });
}
