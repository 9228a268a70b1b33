/** What requests for an action may name beyond the resource types that the Service Authorization Reference lists. */
export interface UnlistedResources {
  /** ARN templates, as those of resource types. */
  readonly arnPatterns: readonly string[];
  /** The reference lacks whole resource types: any ARN of the service may be named. */
  readonly anyOfService: boolean;
}

const NONE: UnlistedResources = { arnPatterns: [], anyOfService: false };
const ANY: UnlistedResources = { arnPatterns: [], anyOfService: true };

/**
 * What requests of Amazon CloudWatch Logs are about that name no log group. The Service Authorization
 * Reference lists no resource type for their actions, but AWS's own policies
 * (`AmazonEC2RolePolicyForLaunchWizard` is one) allow `logs:DescribeLogGroups` on this ARN, and messages
 * about denied requests name it.
 */
const NO_LOG_GROUP: UnlistedResources = { arnPatterns: ['arn:${Partition}:logs:${Region}:${Account}:log-group::log-stream:'], anyOfService: false };

/**
 * Actions of two services behind one prefix, of which the reference has the resource types of one only.
 *
 * Sources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsmarketplacecatalog.html
 */
const OF_TWO_SERVICES: ReadonlySet<string> = new Set([
  'aws-marketplace:ListTagsForResource',
  'aws-marketplace:TagResource',
  'aws-marketplace:UntagResource',
  'elasticloadbalancing:AddTags',
  'elasticloadbalancing:CreateLoadBalancer',
  'elasticloadbalancing:DeleteLoadBalancer',
  'elasticloadbalancing:ModifyLoadBalancerAttributes',
  'elasticloadbalancing:RemoveTags',
]);

/**
 * @param full the name of an action that exists, as AWS writes it
 * @param listed how many resource types the reference lists for it
 */
export function unlistedResources(full: string, listed: number): UnlistedResources {
  if (OF_TWO_SERVICES.has(full)) return ANY;
  return listed === 0 && full.startsWith('logs:') ? NO_LOG_GROUP : NONE;
}
