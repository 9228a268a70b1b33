import type { PolicyType as AwsPolicyType, ValidatePolicyResourceType } from '@aws-sdk/client-accessanalyzer';
import type { SourcePolicy } from '../../model/policy-source.ts';

export interface PolicyKind {
  readonly policyType: AwsPolicyType;
  readonly validatePolicyResourceType?: ValidatePolicyResourceType;
}

/**
 * The resource types with checks of their own. Others get the checks that all resource policies get.
 *
 * Source: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicy.html
 */
const RESOURCE_TYPES: ReadonlyMap<string, ValidatePolicyResourceType> = new Map(
  (
    [
      'AWS::DynamoDB::Table',
      'AWS::S3::AccessPoint',
      'AWS::S3::Bucket',
      'AWS::S3::MultiRegionAccessPoint',
      'AWS::S3ObjectLambda::AccessPoint',
    ] as const satisfies readonly ValidatePolicyResourceType[]
  ).map((type) => [type, type]),
);

/** What Access Analyzer is told that a policy is. */
export function policyKind({ type, resourceType }: Pick<SourcePolicy, 'type' | 'resourceType'>): PolicyKind {
  switch (type) {
    case 'identity':
      return { policyType: 'IDENTITY_POLICY' };
    case 'scp':
      return { policyType: 'SERVICE_CONTROL_POLICY' };
    case 'rcp':
      return { policyType: 'RESOURCE_CONTROL_POLICY' };
    case 'trust':
      return { policyType: 'RESOURCE_POLICY', validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument' };
    case 'resource': {
      const known = RESOURCE_TYPES.get(resourceType ?? '');
      return { policyType: 'RESOURCE_POLICY', ...(known === undefined ? {} : { validatePolicyResourceType: known }) };
    }
  }
}
