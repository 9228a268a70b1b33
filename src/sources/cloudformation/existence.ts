import type { Resolver } from './resolver.ts';
import type { TemplateResource } from './template.ts';

/** Whether a resource is there; undefined where its condition is not decided. */
export function existence(resource: TemplateResource, resolver: Resolver): boolean | undefined {
  if (resource.condition === undefined) return true;
  if (resource.isConditionOpen !== true && !resolver.template.conditions.has(resource.condition) && !resolver.template.isOpen) return true;
  return resolver.world.condition(resource.condition);
}
