import { rule } from '../../src/rules/policy-size.ts';
import { testRule } from './rule-tester.ts';

/** A policy of so many characters without whitespace. */
function ofSize(size: number): string {
  const frame = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '', Resource: '*' }] });
  return JSON.stringify({ Statement: [{ Effect: 'Allow', Action: `s3:${'*'.repeat(size - frame.length - 3)}`, Resource: '*' }] }, null, 4);
}

testRule(rule, {
  valid: [
    { policy: ofSize(10_240) },
    { policy: ofSize(2_048), type: 'trust' },
    { policy: ofSize(5_120), type: 'scp' },
    { policy: ofSize(5_120), type: 'rcp' },
    { policy: ofSize(20_480), type: 'resource', resourceType: 'AWS::S3::Bucket' },
    { name: 'a quota that is not known', policy: ofSize(50_000), type: 'resource', resourceType: 'AWS::Example::Thing' },
    { policy: ofSize(6_144), writtenAs: 'AWS::IAM::ManagedPolicy' },
    { name: 'what a template leaves open counts as nothing', policy: { Statement: `<<${'x'.repeat(11_000)}>>` } },
  ],
  invalid: [
    {
      policy: ofSize(10_241),
      findings: [{ messageId: 'identity', at: 'policy', message: /has 10,241 characters without whitespace, more than the 10,240/, code: 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA', severity: 'warning' }],
    },
    { policy: ofSize(6_145), writtenAs: 'aws_iam_policy', findings: [{ messageId: 'managed', at: 'policy' }] },
    { policy: ofSize(6_145), writtenAs: 'AWS::IAM::ManagedPolicy', findings: [{ messageId: 'managed', at: 'policy', severity: 'error' }] },
    {
      name: "a managed policy that is also longer than the service's own check takes it",
      policy: ofSize(10_241),
      writtenAs: 'AWS::IAM::ManagedPolicy',
      findings: [{ messageId: 'managed', at: 'policy', code: 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA', severity: 'error' }],
    },
    { policy: ofSize(2_049), type: 'trust', findings: [{ messageId: 'trust', at: 'policy', code: 'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA', severity: 'warning' }] },
    { policy: ofSize(5_121), type: 'scp', findings: [{ messageId: 'scp', at: 'policy', code: 'POLICY_SIZE_EXCEEDS_SCP_QUOTA', severity: 'error' }] },
    { policy: ofSize(5_121), type: 'rcp', findings: [{ messageId: 'rcp', at: 'policy', code: 'POLICY_SIZE_EXCEEDS_RCP_QUOTA', severity: 'error' }] },
    {
      policy: ofSize(20_481),
      type: 'resource',
      resourceType: 'AWS::S3::Bucket',
      findings: [{ messageId: 'resource', at: 'policy', message: /20,480 that `AWS::S3::Bucket` takes/, code: 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA', severity: 'warning' }],
    },
  ],
});
