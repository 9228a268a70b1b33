/**
 * Services whose resources and requests belong to no Region: one endpoint serves all of them, so that
 * `aws:RequestedRegion` names where the endpoint stands and not where anything happens. AWS STS has Regional
 * endpoints too, but what it is asked for, roles and identities, is global.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-requested-region.html,
 * https://docs.aws.amazon.com/general/latest/gr/rande.html
 */
export const GLOBAL_SERVICES: readonly string[] = [
  'account',
  'billing',
  'budgets',
  'ce',
  'chatbot',
  'cloudfront',
  'cur',
  'devicefarm',
  'globalaccelerator',
  'health',
  'iam',
  'importexport',
  'networkmanager',
  'organizations',
  'route53',
  'route53domains',
  'shield',
  'sts',
  'support',
  'supportplans',
  'trustedadvisor',
  'waf',
];
