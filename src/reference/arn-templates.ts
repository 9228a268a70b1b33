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
