/**
 * An action as one line of text: `RunInstances W 0 12 3 5+7.2 6-1.0`. The fields are the name, the access
 * level's letter, 1 for permission only, the positions of its key list and of its dependent actions,
 * and for each resource type its position, `+` where it is required and `-` where it is not, and the
 * positions of the same two lists.
 *
 * Text, because a large service has hundreds of actions, and reading a line takes less than parsing
 * the arrays that it stands for.
 */
export interface ActionRow {
  readonly name: string;
  readonly level: string;
  readonly permissionOnly: boolean;
  readonly keyList: number;
  readonly dependentActions: number;
  readonly resources: readonly ActionRowResource[];
}

export interface ActionRowResource {
  readonly resourceType: number;
  readonly required: boolean;
  readonly keyList: number;
  readonly dependentActions: number;
}

export function writeActionRow(row: ActionRow): string {
  const resources = row.resources.map(
    ({ resourceType, required, keyList, dependentActions }) => `${resourceType}${required ? '+' : '-'}${keyList}.${dependentActions}`,
  );
  return [row.name, row.level, row.permissionOnly ? 1 : 0, row.keyList, row.dependentActions, ...resources].join(' ');
}

export function readActionRow(text: string): ActionRow {
  const [name = '', level = '', permissionOnly, keyList, dependentActions, ...resources] = text.split(' ');
  return {
    name,
    level,
    permissionOnly: permissionOnly === '1',
    keyList: Number(keyList),
    dependentActions: Number(dependentActions),
    resources: resources.map(readResource),
  };
}

function readResource(text: string): ActionRowResource {
  const [resourceType, keyList, dependentActions] = text.split(/[-+.]/);
  return {
    resourceType: Number(resourceType),
    required: text.includes('+'),
    keyList: Number(keyList),
    dependentActions: Number(dependentActions),
  };
}

/** The name alone, which is what the actions are found by. */
export function nameOfRow(text: string): string {
  return text.slice(0, text.indexOf(' '));
}
