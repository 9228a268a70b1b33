import type { ArnPattern } from '../../model/arn.ts';
import { arnTemplate, resourceMatchesTemplate, type ArnTemplate } from './arn-templates.ts';

/**
 * ARN formats that the guides of their services give but the Service Authorization Reference lacks.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html (the
 * transforms that a change set may run; their account field is `aws`)
 */
const UNLISTED: readonly string[] = ['arn:${Partition}:cloudformation:${Region}:aws:transform/${TransformName}'];

/** Whether the resource part has a format of its service that only a guide gives. */
export function hasUnlistedFormat(arn: ArnPattern, service: string): boolean {
  return unlistedOf(service).some((template) => resourceMatchesTemplate(arn.resource, template));
}

function unlistedOf(service: string): readonly ArnTemplate[] {
  return UNLISTED.filter((text) => text.split(':')[2] === service).map(arnTemplate);
}
