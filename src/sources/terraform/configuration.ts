import { member, type LocatedNode } from '../../model/located.ts';
import { plainText } from '../cloudformation/template.ts';
import { itemsOf } from './items.ts';

/** Whether some resource of this type and name has an argument in the configuration. True where that is not told. */
export type ConfiguredArguments = (type: string, name: string, argument: string) => boolean;

/**
 * The arguments that the configuration sets, without regard to modules: of resources that are called alike in
 * two of them, each is taken to have what the other has.
 */
export function configuredArguments(root: LocatedNode): ConfiguredArguments {
  const module = member(member(root, 'configuration'), 'root_module');
  if (module === undefined) return () => true;
  const found = new Map<string, Set<string>>();
  collect(module, found);
  // A resource that the configuration does not show may have any.
  return (type, name, argument) => found.get(`${type}.${name}`)?.has(argument) ?? true;
}

function collect(module: LocatedNode, found: Map<string, Set<string>>): void {
  for (const resource of itemsOf(member(module, 'resources'))) {
    const key = `${plainText(member(resource, 'type')) ?? ''}.${plainText(member(resource, 'name')) ?? ''}`;
    const expressions = member(resource, 'expressions');
    const names = expressions?.kind === 'object' ? expressions.members.map((entry) => entry.key) : [];
    found.set(key, new Set([...(found.get(key) ?? []), ...names]));
  }
  const calls = member(module, 'module_calls');
  if (calls?.kind !== 'object') return;
  for (const { value } of calls.members) {
    const called = member(value, 'module');
    if (called !== undefined) collect(called, found);
  }
}
