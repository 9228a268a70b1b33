import type { LocatedNode } from '../../model/located.ts';
import type { SourceError } from '../../model/source-error.ts';
import { NOWHERE, type Elsewhere } from './elsewhere.ts';
import { resolveNode } from './resolve.ts';
import type { Resolver } from './resolver.ts';
import type { Template } from './template.ts';
import type { World } from './world.ts';
import type { Origins } from '../text/text-pieces.ts';

/** What stays the same in all readings of a template. */
export interface TemplateContext {
  readonly template: Template;
  readonly bound: ReadonlyMap<string, string | readonly string[]>;
  readonly origins: Origins;
  /** Errors by code, place and message: a part that is read several times reports once. */
  readonly errors: Map<string, SourceError>;
  /** What other stacks tell it; nothing, if missing. */
  readonly elsewhere?: Elsewhere;
}

/** A resolver for one reading. */
export function createResolver(context: TemplateContext, world: World, loop: ReadonlyMap<string, LocatedNode> = new Map()): Resolver {
  const open = new Set<string>();
  const within = (variables: ReadonlyMap<string, LocatedNode>): Resolver => {
    const resolver: Resolver = {
      template: context.template,
      bound: context.bound,
      loop: variables,
      world,
      origins: context.origins,
      elsewhere: context.elsewhere ?? NOWHERE,
      open,
      report: (code, message, loc) => {
        // What is not here may come from a macro.
        if (code === 'unresolved-reference' && context.template.isOpen) return;
        context.errors.set(`${code} ${loc.pointer} ${message}`, { code, message, loc });
      },
      within,
      resolve: (node) => resolveNode(node, resolver),
    };
    return resolver;
  };
  return within(loop);
}
