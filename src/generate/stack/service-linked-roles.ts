/**
 * The services whose roles a resource type may have to create, and the property without which it doesn't.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html, from there the
 * page on service-linked roles of each service
 */
const SERVICES: readonly (readonly [type: RegExp, service: string, property?: string])[] = [
  [/^AWS::AutoScaling::/, 'autoscaling.amazonaws.com'],
  [/^AWS::Batch::/, 'batch.amazonaws.com'],
  [/^AWS::Cognito::UserPool$/, 'email.cognito-idp.amazonaws.com', 'EmailConfiguration'],
  [/^AWS::DynamoDB::GlobalTable$/, 'replication.dynamodb.amazonaws.com'],
  [/^AWS::DynamoDB::Table$/, 'contributorinsights.dynamodb.amazonaws.com', 'ContributorInsightsSpecification'],
  [/^AWS::DynamoDB::Table$/, 'kinesisreplication.dynamodb.amazonaws.com', 'KinesisStreamSpecification'],
  [/^AWS::ECS::/, 'ecs.amazonaws.com'],
  [/^AWS::EKS::Cluster$/, 'eks.amazonaws.com'],
  [/^AWS::EKS::Nodegroup$/, 'eks-nodegroup.amazonaws.com'],
  [/^AWS::ElastiCache::/, 'elasticache.amazonaws.com'],
  [/^AWS::ElasticLoadBalancing(?:V2)?::/, 'elasticloadbalancing.amazonaws.com'],
  [/^AWS::GuardDuty::/, 'guardduty.amazonaws.com'],
  [/^AWS::MSK::/, 'kafka.amazonaws.com'],
  [/^AWS::OpenSearchService::/, 'opensearchservice.amazonaws.com'],
  [/^AWS::RDS::/, 'rds.amazonaws.com'],
  [/^AWS::Redshift::/, 'redshift.amazonaws.com'],
];

/** The services whose service-linked roles a resource may need; undefined where the type's are not known. */
export function linkedServices(type: string, hasProperty: (name: string) => boolean): readonly string[] | undefined {
  const ofType = SERVICES.filter(([pattern]) => pattern.test(type));
  if (ofType.length === 0) return undefined;
  return ofType.filter(([, , property]) => property === undefined || hasProperty(property)).map(([, service]) => service);
}
