import { referenceIndex } from './services.ts';

/**
 * The prefixes of the services that have resource types whose ARNs carry this service field, sorted:
 * `elasticloadbalancing` also stands in the ARNs of `wafv2`. Templates whose service field is a
 * placeholder (AWS Backup's recovery points) are not counted. Empty for a field that no ARN has.
 */
export function servicesOfArn(serviceField: string): readonly string[] {
  const { arnServices } = referenceIndex();
  return Object.hasOwn(arnServices, serviceField) ? (arnServices[serviceField] ?? []) : [];
}

/**
 * An ARN template as a pattern: `arn:*:s3:::*` of `arn:${Partition}:s3:::${BucketName}`. The pattern
 * matches every ARN of the type, and more, since a placeholder's value may hold any character here.
 */
export function arnTemplatePattern(template: string): string {
  return template.replaceAll(/\$\{[^}]*\}/g, '*').replaceAll(/\*{2,}/g, '*');
}

/**
 * Whether what a placeholder stands for has neither a colon nor a slash, so that `arn:aws:s3:::reports/*` is
 * never a bucket and `table/orders/index/*` never a table. Of most others that can't be said: roles have
 * paths, and tables of AWS Glue any name.
 *
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html (buckets made under
 * the older rules had no slash either), https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html,
 * https://docs.aws.amazon.com/keyspaces/latest/devguide/cql.elements.html and
 * https://docs.aws.amazon.com/timestream/latest/developerguide/ts-limits.html
 */
export function isPlainName(template: string, placeholder: string): boolean {
  return placeholder === 'BucketName' || (placeholder === 'TableName' && !template.startsWith('arn:${Partition}:glue:'));
}
