import { describe, expect, it } from 'vitest';
import { readSources } from '../../src/sources/index.ts';

const template = {
  Resources: {
    Reader: {
      Type: 'AWS::IAM::ManagedPolicy',
      Metadata: { 'aws:cdk:path': 'Stack/Reader' },
      Properties: {
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs' } }],
        },
      },
    },
  },
};

/** The resource of the policy in a stack of that environment; what is open is written as a parameter. */
function resourceIn(environment: string | undefined, parameters: Readonly<Record<string, string>> = {}): string {
  const artifact = { type: 'aws:cloudformation:stack', ...(environment === undefined ? {} : { environment }), properties: { templateFile: 'Stack.template.json' } };
  const manifest = JSON.stringify({ version: '48.0.0', artifacts: { Stack: artifact } });
  const host = { readFile: (): Uint8Array => new TextEncoder().encode(JSON.stringify(template)) };
  const policies = readSources('cdk.out/manifest.json', manifest, { host, parameters }).flatMap((file) => file.policies);
  return policies.flatMap(({ policy }) => policy?.statements ?? []).flatMap(({ resource }) => resource?.entries ?? []).map(({ pattern }) => pattern.text).join(' ');
}

describe('the environment of a stack in a CDK manifest', () => {
  it.each([
    ['aws://111122223333/eu-west-1', {}, 'arn:aws:sqs:eu-west-1:111122223333:jobs'],
    ['aws://111122223333/us-gov-west-1', {}, 'arn:aws-us-gov:sqs:us-gov-west-1:111122223333:jobs'],
    ['aws://111122223333/cn-north-1', {}, 'arn:aws-cn:sqs:cn-north-1:111122223333:jobs'],
    // What the user says comes first, and a partition that was meant for another Region does not count.
    ['aws://111122223333/cn-north-1', { 'AWS::Region': 'eu-west-1', 'AWS::Partition': 'aws' }, 'arn:aws:sqs:eu-west-1:111122223333:jobs'],
    ['aws://111122223333/eu-west-1', { 'AWS::AccountId': '444455556666' }, 'arn:aws:sqs:eu-west-1:444455556666:jobs'],
  ])('%s with %j binds %s', (environment, parameters, expected) => {
    expect(resourceIn(environment, parameters)).toBe(expected);
  });

  it.each(['aws://unknown-account/unknown-region', 'aws://12/nowhere', 'elsewhere', undefined])('%s binds nothing', (environment) => {
    const open = resourceIn(environment);
    expect(open).toContain('AWS::Region');
    expect(open).toContain('AWS::AccountId');
    expect(open).toContain('AWS::Partition');
  });

  it('leaves open the partition of a Region that is said otherwise', () => {
    expect(resourceIn('aws://111122223333/cn-north-1', { 'AWS::Region': 'eu-west-1' })).toContain('AWS::Partition');
  });
});
