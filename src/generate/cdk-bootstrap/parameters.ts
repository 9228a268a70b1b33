/** How a bootstrap is asked for, as the options of `cdk bootstrap` say it. */
export interface BootstrapChoices {
  readonly qualifier: string;
  /** `create` a key, use that of AWS (the default), or one that exists, by ID or ARN. */
  readonly kms: string;
  /** The name of a permissions boundary for the execution role, or for all roles. */
  readonly boundary?: string;
  readonly boundaryOnAllRoles: boolean;
  readonly trust: readonly string[];
  readonly trustForLookup: readonly string[];
  readonly executionPolicies: readonly string[];
  readonly bucketName?: string;
  readonly denyExternalId: boolean;
}

/**
 * The parameters of the bootstrap template, as the CDK's command line sets them.
 *
 * Source: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html
 */
export function bootstrapParameters(choices: BootstrapChoices): Readonly<Record<string, string | readonly string[]>> {
  return {
    Qualifier: choices.qualifier,
    FileAssetsBucketName: choices.bucketName ?? '',
    FileAssetsBucketKmsKeyId: choices.kms === 'create' ? '' : choices.kms === 'aws-managed' ? 'AWS_MANAGED_KEY' : choices.kms,
    ContainerAssetsRepositoryName: '',
    TrustedAccounts: choices.trust,
    TrustedAccountsForLookup: choices.trustForLookup,
    CloudFormationExecutionPolicies: choices.executionPolicies,
    PublicAccessBlockConfiguration: 'true',
    InputPermissionsBoundary: choices.boundary ?? '',
    UseExamplePermissionsBoundary: 'false',
    ApplyPermissionsBoundaryToAllRoles: String(choices.boundaryOnAllRoles),
    DenyExternalId: String(choices.denyExternalId),
  };
}
