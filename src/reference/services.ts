import { accessLevel } from './access-level.ts';
import { nameOfRow, readActionRow } from './action-row.ts';
import { bakedFormat, type BakedIndex, type BakedResourceType, type BakedService } from './baked.ts';
import { conditionKeyInfo } from './condition-key-type.ts';
import { readBaked, remembered, rememberedOnce } from './data.ts';
import { lazyMap } from './lazy-map.ts';
import type { Action, ReferenceDate, ResourceType, Service } from './types.ts';

/** The small file that says which services there are. */
export const referenceIndex: () => BakedIndex = rememberedOnce(() => {
  const baked = readBaked('index');
  if (baked.format !== bakedFormat) {
    throw new Error(`the reference data is of format ${baked.format}, and format ${bakedFormat} is needed: run \`npm run reference\``);
  }
  return baked;
});

const names = rememberedOnce<readonly string[]>(() => Object.keys(referenceIndex().services));

/** The prefixes of all services, sorted. */
export function serviceNames(): readonly string[] {
  return names();
}

/** The dates that the data is of. */
export function referenceDate(): ReferenceDate {
  return referenceIndex().dates;
}

/** Whether AWS has a service of this prefix, in any case. */
export function hasService(prefix: string): boolean {
  return Object.hasOwn(referenceIndex().services, prefix.toLowerCase());
}

/** One service, its prefix in any case; loaded when first asked for. */
export function service(prefix: string): Service | undefined {
  const lower = prefix.toLowerCase();
  const entry = referenceIndex().services[lower];
  return entry !== undefined && hasService(lower) ? loadService(lower) : undefined;
}

/** One action by its full name, `s3:GetObject`, in any case. A pattern is no name. */
export function action(full: string): { readonly service: Service; readonly action: Action } | undefined {
  const colon = full.indexOf(':');
  if (colon < 0) return undefined;
  const owner = service(full.slice(0, colon));
  const found = owner?.actions.get(full.slice(colon + 1).toLowerCase());
  return owner === undefined || found === undefined ? undefined : { service: owner, action: found };
}

const loadService = remembered((prefix: string): Service => {
  const [name, rcp] = referenceIndex().services[prefix] ?? [prefix, 0];
  return { prefix, name, supportsRcp: rcp === 1, ...unpack(readBaked(`services/${prefix}`)) };
});

function unpack(baked: BakedService): Pick<Service, 'actions' | 'resourceTypes' | 'conditionKeys'> {
  const keyList = remembered((list: number) => at(baked.keyLists, list).map((key) => at(baked.conditionKeys, key)[0]));
  const unpackAction = (line: string): Action => {
    const row = readActionRow(line);
    return {
      name: row.name,
      accessLevel: accessLevel(row.level),
      permissionOnly: row.permissionOnly,
      resourceTypes: row.resources.map((resource) => ({
        name: at(baked.resourceTypes, resource.resourceType)[0],
        required: resource.required,
        conditionKeys: keyList(resource.keyList),
        dependentActions: at(baked.dependentActions, resource.dependentActions),
      })),
      conditionKeys: keyList(row.keyList),
      dependentActions: at(baked.dependentActions, row.dependentActions),
    };
  };
  const unpackType = ([name, arnPatterns, keys]: BakedResourceType): ResourceType => ({ name, arnPatterns, conditionKeys: keyList(keys) });
  return {
    actions: lazyMap(byLowerCase(baked.actions, nameOfRow), unpackAction),
    resourceTypes: lazyMap(
      byLowerCase(baked.resourceTypes, ([name]) => name),
      unpackType,
    ),
    conditionKeys: lazyMap(
      byLowerCase(baked.conditionKeys, ([name]) => name),
      ([name, type]) => conditionKeyInfo(name, type),
    ),
  };
}

function byLowerCase<Item>(items: readonly Item[], nameOf: (item: Item) => string): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [nameOf(item).toLowerCase(), item]));
}

function at<Item>(items: readonly Item[], position: number): Item {
  const item = items[position];
  if (item === undefined) throw new Error(`the reference data refers to entry ${position} of ${items.length}`);
  return item;
}
