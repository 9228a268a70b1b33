import type { Environment } from '../permission.ts';

/** The placeholders of an ARN template that say where a resource is, rather than which. */
const PLACES: readonly string[] = ['Partition', 'Region', 'Account'];

const PLACEHOLDER = /\$\{([^}]+)\}/g;

/** The placeholders that name the resource, in their order. */
export function namePlaceholders(template: string): readonly string[] {
  return [...template.matchAll(PLACEHOLDER)].flatMap(([, name = '']) => (PLACES.includes(name) ? [] : [name]));
}

/** A template with its placeholders filled: places from the environment, names from the map, else `*`. */
export function fillTemplate(template: string, environment: Environment, names: ReadonlyMap<string, string> = new Map()): string {
  return template
    .replaceAll(PLACEHOLDER, (_, name: string) => {
      if (name === 'Partition') return environment.partition;
      if (name === 'Region') return environment.region;
      if (name === 'Account') return environment.account;
      return names.get(name) ?? '*';
    })
    .replaceAll(/\*{2,}/g, '*');
}

/** Two templates of one form may call their placeholders differently. */
export function sameForm(a: string, b: string): boolean {
  return form(a) === form(b);
}

function form(template: string): string {
  return template.replaceAll(PLACEHOLDER, (_, name: string) => (PLACES.includes(name) ? `<${name}>` : '<>'));
}

/** Whether a pattern says nothing of which resource it is: `*`, all of a kind, or all roles that are linked to a service. */
export function namesNothing(pattern: string): boolean {
  const resource = pattern.startsWith('arn:') ? pattern.split(':').slice(5).join(':') : pattern;
  if (/^role\/aws-service-role\/(?:[^/]*\/)?\*$/.test(resource)) return true;
  return /^(?:[A-Za-z-]+[/:])?\*$/.test(resource) || /^\/?[a-z-]+(?:\/\*)+$/.test(resource);
}
