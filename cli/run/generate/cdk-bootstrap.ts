import { cdkBootstrap } from '../../../src/generate/cdk-bootstrap/cdk-bootstrap.ts';
import { bootstrapParameters } from '../../../src/generate/cdk-bootstrap/parameters.ts';
import { bootstrapTemplate } from '../../../src/reference/index.ts';
import type { CdkBootstrapCommandOptions } from '../../commands/generate/cdk-bootstrap.ts';
import { finishGeneration } from '../generate.ts';
import { readText } from '../policy-files.ts';
import { environmentOf } from './environment.ts';
import { stackFrom } from './stacks.ts';

/** Runs `generate cdk-bootstrap` and returns its exit code. */
export function generateCdkBootstrap(options: CdkBootstrapCommandOptions): Promise<number> {
  const { qualifier, toolkitStackName } = options;
  const environment = environmentOf(options);
  const boundary = options.examplePermissionsBoundary === true ? `cdk-${qualifier}-permissions-boundary` : options.boundary;
  const parameters = bootstrapParameters({
    qualifier,
    kms: options.kms,
    ...(boundary === undefined ? {} : { boundary }),
    boundaryOnAllRoles: options.boundaryOnAllRoles === true,
    trust: options.trust ?? [],
    trustForLookup: options.trustForLookup ?? [],
    executionPolicies: options.executionPolicy ?? [],
    ...(options.bucketName === undefined ? {} : { bucketName: options.bucketName }),
    denyExternalId: true,
  });
  const path = options.template ?? 'bootstrap-template.yaml';
  const text = options.template === undefined ? bootstrapTemplate().text : readText(options.template);
  const toolkit = stackFrom(path, text, { environment, parameters, name: toolkitStackName });
  const generation = cdkBootstrap(toolkit, environment, {
    toolkitStackName,
    qualifier,
    tags: options.tags === true,
    exampleBoundary: options.examplePermissionsBoundary === true,
  });
  return finishGeneration(generation, options);
}
