import { readActionRow } from '../../src/reference/action-row.ts';
import type { BakedActions, BakedConditionKeys, BakedIndex, BakedService } from '../../src/reference/baked.ts';
import { bakedFormat } from '../../src/reference/baked.ts';
import type { ReferenceDate } from '../../src/reference/types.ts';
import { currentPackage, iamData } from './iam-data.ts';
import { byName, byText } from './interned.ts';

type Services = ReadonlyMap<string, BakedService>;

export function bakeIndex(services: Services, dates: ReferenceDate): BakedIndex {
  const names = iamData(currentPackage, 'serviceNames.json');
  const rcp = new Set(iamData(currentPackage, 'rcpSupportedServices.json'));
  return {
    format: bakedFormat,
    dates,
    services: Object.fromEntries([...services.keys()].map((prefix) => [prefix, [names[prefix] ?? prefix, rcp.has(prefix) ? 1 : 0]])),
    arnServices: arnServices(services),
  };
}

/** By an ARN's service field: the services that have resource types with it. */
function arnServices(services: Services): BakedIndex['arnServices'] {
  const owners = new Map<string, Set<string>>();
  for (const [prefix, service] of services) {
    for (const [, templates] of service.resourceTypes) {
      for (const template of templates) {
        const field = template.split(':')[2] ?? '';
        owners.set(field, (owners.get(field) ?? new Set()).add(prefix));
      }
    }
  }
  return Object.fromEntries([...owners].sort(([a], [b]) => byText(a, b)).map(([field, prefixes]) => [field, [...prefixes].sort()]));
}

export function bakeActions(services: Services): BakedActions {
  return Object.fromEntries(
    [...services].map(([prefix, service]) => [
      prefix,
      service.actions
        .map(readActionRow)
        .map(({ name, level, resources }) => `${resources.length === 0 ? level.toLowerCase() : level}${name}`)
        .join(' '),
    ]),
  );
}

export function bakeConditionKeys(services: Services): BakedConditionKeys {
  const prefixes = [...services.keys()];
  const keys = new Map<string, { readonly name: string; readonly type: string; readonly positions: number[] }>();
  for (const [position, prefix] of prefixes.entries()) {
    for (const [name, type] of services.get(prefix)?.conditionKeys ?? []) {
      const entry = keys.get(name.toLowerCase()) ?? { name, type, positions: [] };
      entry.positions.push(position);
      keys.set(name.toLowerCase(), entry);
    }
  }
  const sorted = [...keys.values()].sort((a, b) => byName(a.name, b.name));
  return { services: prefixes, keys: sorted.map(({ name, type, positions }) => [name, type, positions]) };
}
