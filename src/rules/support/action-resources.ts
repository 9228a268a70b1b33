import { isAnything, literalText } from '../../model/pattern.ts';
import { action, resourceTypesOf, unlistedResources } from '../../reference/index.ts';
import { arnTemplate, matchesTemplate, type ArnTemplate } from './arn-templates.ts';
import type { ResourceEntryView, StatementView } from './statement-view.ts';

export interface ActionFormats {
  readonly formats: readonly ArnTemplate[];
  /** False where the reference does not have all formats of the action's resources. */
  readonly known: boolean;
}

const byAction = new Map<string, ActionFormats>();

/**
 * The ARN formats that an action can be authorized against; empty for one that supports no resource
 * type, which is only ever authorized against `*`.
 *
 * @param full the name of an action that exists, as AWS writes it
 */
export function formatsOfAction(full: string): readonly ArnTemplate[] {
  return actionFormats(full).formats;
}

/** False where the reference does not have all formats of the action's resources. */
export function hasKnownFormats(full: string): boolean {
  return actionFormats(full).known;
}

function actionFormats(full: string): ActionFormats {
  const before = byAction.get(full);
  if (before !== undefined) return before;
  const formats = resourceTypesOf(full).flatMap((type) => type.arnPatterns.map(arnTemplate));
  const listed = action(full)?.action.resourceTypes.length ?? 0;
  const known = !unlistedResources(full, listed).anyOfService && (listed === 0 || formats.length > 0);
  byAction.set(full, { formats, known });
  return { formats, known };
}

const byActions = new WeakMap<readonly string[], ActionFormats>();

/** The formats of some actions together. An entry such as `s3:*` has the same long list of names in all statements. */
export function formatsOfActions(names: readonly string[]): ActionFormats {
  const before = byActions.get(names);
  if (before !== undefined) return before;
  const each = names.map(actionFormats);
  const together = { formats: [...new Set(each.flatMap(({ formats }) => formats))], known: each.every(({ known }) => known) };
  byActions.set(names, together);
  return together;
}

/**
 * Whether an ARN may stand for what a service has in mind for an action that, as documented, supports no
 * resource type: one that leaves the resource open (`arn:aws:bedrock:*:*:*`) isn't sure to miss it.
 */
export function mayBeUnlisted({ entry, arn, unresolved }: ResourceEntryView, full: string): boolean {
  if (arn === undefined) return unresolved;
  const service = literalText(arn.service);
  if (service !== undefined && service !== full.slice(0, full.indexOf(':'))) return false;
  return isAnything(arn.resource) || unlistedResources(full, 0).arnPatterns.some((pattern) => matchesTemplate(entry.pattern, arnTemplate(pattern)));
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
