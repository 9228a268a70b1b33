import {
  bootstrapParameters,
  bootstrapTemplate,
  cdkBootstrap,
  deploymentsOf,
  deploymentsOfTypes,
  parseStack,
  sstV2,
  sstV3,
  type Deployments,
  type Environment,
  type Generation,
  type ReadStack,
  type SstV2Options,
  type SstV3Options,
} from 'policy-lint';
import { DEPLOYER, trail } from '../cloudtrail/kinds.ts';

/** Where the guide's policy for SST 2 is: fixtures/policies/sst/sst-v2.json. */
export const GUIDE_ENVIRONMENT: Environment = { partition: 'aws', account: '112233445566', region: 'us-east-1' };
const environment: Environment = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };

const TYPES = ['AWS::DynamoDB::Table', 'AWS::IAM::Role', 'AWS::Lambda::Function', 'AWS::S3::Bucket'];

function stackOf(text: string, place: Environment, name?: string, parameters: Readonly<Record<string, string | readonly string[]>> = {}): ReadStack {
  const { stack, errors } = parseStack('template.yaml', text, { environment: place, parameters, ...(name === undefined ? {} : { name }) });
  if (stack === undefined) throw new Error(errors[0]?.message ?? 'empty');
  return stack;
}

export function v2(place: Environment, options: Partial<SstV2Options> = {}, bootstrap = true): Generation {
  const qualifier = options.qualifier ?? 'hnb659fds';
  const parameters = bootstrapParameters({ qualifier, kms: 'aws-managed', boundaryOnAllRoles: false, trust: [], trustForLookup: [], executionPolicies: [], denyExternalId: true });
  const toolkit = cdkBootstrap(stackOf(bootstrapTemplate().text, place, 'CDKToolkit', parameters), place, { toolkitStackName: 'CDKToolkit', qualifier, tags: false, exampleBoundary: false });
  return sstV2(place, { qualifier, ...options }, bootstrap ? toolkit : undefined);
}

export function v3(place: Environment, options: Partial<SstV3Options> = {}, deployments?: Deployments): Generation {
  return sstV3(place, { images: false, ...options }, deployments);
}

const template = `
Resources:
  Orders: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: shop-prod-orders } }
  Api: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: shop-prod-api, Role: 'arn:aws:iam::111122223333:role/shop-prod-api' } }
`;

export const SST_KINDS: Readonly<Record<string, () => Generation>> = {
  'sst-v2': () => v2(environment, { app: 'shop', stage: 'prod' }),
  'sst-v2-any': () => v2(environment, { qualifier: 'team', bootstrapBucket: 'team-sst' }, false),
  'sst-v3': () => v3(environment, { app: 'shop', stage: 'prod', images: true }, deploymentsOfTypes(TYPES, environment)),
  'sst-v3-any': () => v3(environment),
  'sst-v3-template': () => v3(environment, { app: 'shop' }, deploymentsOf([stackOf(template, environment)], environment)),
  'sst-v3-cloudtrail': () => v3({ ...environment, region: 'us-east-1' }, { app: 'shop', stage: 'prod' }, trail({ principal: DEPLOYER })),
};
