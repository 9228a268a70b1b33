import { accessLevelLetter } from '../../src/reference/access-level.ts';
import { writeActionRow, type ActionRow, type ActionRowResource } from '../../src/reference/action-row.ts';
import type { BakedService } from '../../src/reference/baked.ts';
import { conditionKeyInfo } from '../../src/reference/condition-key-type.ts';
import { correctedType } from './corrections.ts';
import { currentPackage, iamData, olderPackage, type SourceAction, type SourceActionResource } from './iam-data.ts';
import { byName, interned } from './interned.ts';

/** Every service of the current data, by prefix, sorted. */
export function bakeServices(): ReadonlyMap<string, BakedService> {
  const older = new Set(iamData(olderPackage, 'services.json'));
  const prefixes = [...iamData(currentPackage, 'services.json')].sort();
  return new Map(prefixes.map((prefix) => [prefix, bakeService(prefix, older.has(prefix) ? iamData(olderPackage, `actions/${prefix}.json`) : {})]));
}

function bakeService(prefix: string, olderActions: Readonly<Record<string, SourceAction>>): BakedService {
  const conditionKeys = Object.values(iamData(currentPackage, `conditionKeys/${prefix}.json`))
    .map(({ key, type }) => {
      // Throws on a type that nothing here knows.
      conditionKeyInfo(key, type);
      return [placeholders(key), correctedType(key, type)] as const;
    })
    .sort(([a], [b]) => byName(a, b));
  const keyPositions = positionsOf(conditionKeys.map(([name]) => name));
  const keyLists = interned<readonly number[]>([[]]);
  const keyList = (names: readonly string[]): number =>
    keyLists.positionOf([...new Set(names.map((name) => position(keyPositions, placeholders(name))))].sort((a, b) => a - b));

  const resourceTypes = Object.values(iamData(currentPackage, `resourceTypes/${prefix}.json`))
    .map(({ key, arn, conditionKeys: keys }) => [key, arnTemplates(arn), keyList(keys ?? [])] as const)
    .sort(([a], [b]) => byName(a, b));
  const typePositions = positionsOf(resourceTypes.map(([name]) => name));

  const dependentActions = interned<readonly string[]>([[]]);
  const dependents = (names: readonly string[]): number => dependentActions.positionOf([...new Set(names)].sort(byName));

  const bakeResource = (resource: SourceActionResource, older: SourceActionResource | undefined): ActionRowResource => ({
    resourceType: position(typePositions, resource.name),
    required: resource.required,
    keyList: keyList(resource.conditionKeys),
    dependentActions: dependents([...resource.dependentActions, ...(older?.dependentActions ?? [])]),
  });
  const bakeAction = (action: SourceAction, older: SourceAction | undefined): ActionRow => {
    const current = new Set(action.resourceTypes.map((resource) => resource.name));
    const olderTypes = older?.resourceTypes ?? [];
    // What an older resource type asked for is still asked for when the type goes by another name now.
    const orphaned = olderTypes.filter((resource) => !current.has(resource.name)).flatMap((resource) => resource.dependentActions);
    return {
      name: action.name,
      level: accessLevelLetter(specificLevel(action)),
      permissionOnly: older?.isPermissionOnly === true,
      keyList: keyList(action.conditionKeys),
      dependentActions: dependents([...action.dependentActions, ...(older?.dependentActions ?? []), ...orphaned]),
      resources: action.resourceTypes
        .map((resource) => {
          const same = olderTypes.find((candidate) => candidate.name === resource.name);
          return bakeResource(resource, same);
        })
        .sort((a, b) => a.resourceType - b.resourceType),
    };
  };
  const actions = Object.entries(iamData(currentPackage, `actions/${prefix}.json`))
    .map(([key, action]) => bakeAction(action, olderActions[key]))
    .sort((a, b) => byName(a.name, b.name))
    .map(writeActionRow);
  return { conditionKeys, keyLists: keyLists.values, resourceTypes, dependentActions: dependentActions.values, actions };
}

/** Of the two levels that some actions have, the one that says more than `Write`. */
function specificLevel(action: SourceAction): string {
  const levels = action.accessLevel.split(', ');
  return levels.length === 1 ? action.accessLevel : levels.filter((level) => level !== 'Write').join(', ');
}

/** S3's keys write `<key>` where all others write `${key}`. */
function placeholders(key: string): string {
  return key.replaceAll(/<(\w+)>/g, '${$1}');
}

function arnTemplates(text: string): readonly string[] {
  const templates = text.split(', ');
  for (const template of templates) {
    if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(template)) throw new Error(`\`${template}\` is not an ARN template`);
  }
  return templates;
}

function positionsOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, index) => [name.toLowerCase(), index]));
}

function position(positions: ReadonlyMap<string, number>, name: string): number {
  const found = positions.get(name.toLowerCase());
  if (found === undefined) throw new Error(`\`${name}\` is used but not defined`);
  return found;
}
