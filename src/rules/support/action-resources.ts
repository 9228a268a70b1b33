import { literalText } from '../../model/pattern.ts';
import { action, resourceTypesOf } from '../../reference/index.ts';
import { arnTemplate, matchesTemplate, type ArnTemplate } from './arn-templates.ts';
import type { ResourceEntryView, StatementView } from './statement-view.ts';

const byAction = new Map<string, readonly ArnTemplate[]>();

/**
 * The ARN formats that an action can be authorized against; empty for one that supports no resource
 * type, which is only ever authorized against `*`.
 *
 * @param full the name of an action that exists, as AWS writes it
 */
export function formatsOfAction(full: string): readonly ArnTemplate[] {
  const known = byAction.get(full);
  if (known !== undefined) return known;
  const formats = resourceTypesOf(full).flatMap((type) => type.arnPatterns.map(arnTemplate));
  byAction.set(full, formats);
  return formats;
}

/** False where the reference names resource types of the action without their formats. */
export function hasKnownFormats(full: string): boolean {
  return action(full)?.action.resourceTypes.length === 0 || formatsOfAction(full).length > 0;
}

/**
 * Whether a statement's resources are all well enough known to say what can't be one of them: none of
 * them `*`, none with an error that is another rule's to report.
 */
export function judgeableResources({ statement, resources }: StatementView): boolean {
  if (statement.resource?.kind !== 'Resource' || resources.length === 0) return false;
  return resources.every(isJudgeable);
}

export function isJudgeable(resource: ResourceEntryView): boolean {
  if (resource.all || resource.misplacedVariable) return false;
  if (resource.unresolved) return true;
  return resource.arn !== undefined && literalText(resource.arn.service) !== undefined && resource.formats.length > 0;
}

/** Whether a request for an ARN of this format can match the entry. */
export function canBe(resource: ResourceEntryView, format: ArnTemplate): boolean {
  if (format.service === '*') return true;
  if (resource.arn !== undefined && resource.formats.length > 0) {
    return resource.formats.includes(format) || (isConnection(format) && resource.formats.some(isConnection));
  }
  return matchesTemplate(resource.entry.pattern, format);
}

/**
 * AWS CodeStar Connections became AWS CodeConnections; connections of either name may stand in requests.
 *
 * Source: https://docs.aws.amazon.com/dtconsole/latest/userguide/rename.html
 */
function isConnection(format: ArnTemplate): boolean {
  return format.service === 'codeconnections' || format.service === 'codestar-connections';
}
