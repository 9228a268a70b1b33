/**
 * Resources that have no policy of their own and can't be shared with other accounts: there, nobody
 * reaches them. Not all that have none; of what is not listed, one is taken to be possible: images, snapshots,
 * security groups and network interfaces are shared by other means.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
const WITHOUT_POLICY: readonly RegExp[] = [
  /^(?:application-autoscaling|autoscaling|batch|cloudwatch|codecommit|codedeploy|codepipeline|cognito-identity|cognito-idp|ecs|eks|elasticache|elasticbeanstalk|elasticmapreduce|lightsail|sso|states|support|swf):/,
  /^ec2:[^:]*:[^:]*:(?:fleet|instance|internet-gateway|key-pair|launch-template|natgateway|volume|vpc)\//,
  /^elasticloadbalancing:[^:]*:[^:]*:(?:loadbalancer|listener)/,
  /^iam::[^:]*:(?:group|instance-profile|mfa|oidc-provider|policy|saml-provider|server-certificate|user)\//,
  /^ssm:[^:]*:[^:]*:(?:association|automation-execution|managed-instance|session)\//,
  /^workspaces:[^:]*:[^:]*:workspace\//,
];

/** Whether a resource may have a policy that lets in other accounts. */
export function hasPolicies(arn: string): boolean {
  const behindPartition = arn.replace(/^arn:[^:]*:/, '');
  return !WITHOUT_POLICY.some((pattern) => pattern.test(behindPartition));
}
