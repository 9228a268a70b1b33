import type { ArnTemplate } from './arn-template.ts';
import { exactly, type EventResource } from './event-resource.ts';

/** A resource in the forms that IAM checks it in, which for some types aren't those of its template. */
export function arnForms({ service, type }: ArnTemplate, resource: EventResource): readonly EventResource[] {
  if (service === 'logs' && type === 'log-group') return logGroup(resource);
  return service === 'ssm' && type === 'document' ? [ownedDocument(resource)] : [resource];
}

/**
 * A log group has two ARNs, of which most actions check the one that ends in `:*`.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
function logGroup(resource: EventResource): readonly EventResource[] {
  return [resource, { pattern: `${resource.pattern}:*` }];
}

/**
 * Documents of Systems Manager that AWS owns have no account in their ARNs.
 *
 * Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html
 */
function ownedDocument(resource: EventResource): EventResource {
  const { arn = '' } = resource;
  return /:\d{12}:document\/(?:AWS|Amazon)[-A-Z]/.test(arn) ? exactly(arn.replace(/:\d{12}:document/, '::document')) : resource;
}
