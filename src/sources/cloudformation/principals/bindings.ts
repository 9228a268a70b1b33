import type { Resolver } from '../resolver.ts';
import type { TemplateResource } from '../template.ts';

/** A resolver that knows the loop variables of a resource. */
export function withBindings(resource: TemplateResource, resolver: Resolver): Resolver {
  return resolver.within(resource.bindings ?? new Map());
}
