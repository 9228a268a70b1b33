import type { Resolver } from './resolver.ts';
import type { TemplateResource } from './template.ts';

/**
 * A resolver that knows the loop variables of a resource, and none of those around whoever names it: two
 * loops may call their variables the same.
 */
export function withBindings(resource: TemplateResource, resolver: Resolver): Resolver {
  if (resource.bindings === resolver.loop || (resource.bindings === undefined && resolver.loop.size === 0)) return resolver;
  return resolver.within(resource.bindings ?? new Map());
}
