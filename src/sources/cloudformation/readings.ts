import type { LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import type { ConditionAssumption } from '../../model/policy-source.ts';
import { createResolver, type TemplateContext } from './create-resolver.ts';
import { explore, merge, outcomes, type Answer } from './decision-tree.ts';
import { createOrigins } from '../text/text-pieces.ts';
import type { Resolver } from './resolver.ts';
import { decidingWorld, hasSameBounds, undecidedWorld, watchedWorld, type AskedBounds, type Formulas, type Question, type World } from './world.ts';

/** How many combinations of conditions are looked at for one policy or principal. */
export const MAX_COMBINATIONS = 64;

/** One outcome of reading a part of a template, and the conditions that lead to it. */
export interface Reading<T> {
  readonly value: T;
  readonly when: readonly ConditionAssumption[];
}

export interface ReadingOptions<T> {
  readonly read: (resolver: Resolver) => T;
  /** Reads less, when there are too many combinations of what bears on the whole. */
  readonly readLess?: (resolver: Resolver) => T;
  readonly same: (a: T, b: T) => boolean;
  /** What is read, for the message that there are too many combinations. */
  readonly name: string;
  readonly loc: Location;
  readonly loop?: ReadonlyMap<string, LocatedNode>;
  /** Called with what the readings ask: another reading that is told the same comes to the same. */
  readonly asked?: (question: Question) => void;
}

/**
 * Reads a part of a template once for each combination of conditions that can come about, equal outcomes
 * merged. Past the limit it is read once more with the open conditions left open, which is reported.
 */
export function readings<T>(context: TemplateContext, formulas: Formulas, options: ReadingOptions<T>): readonly Reading<T>[] {
  const grow = (read: (resolver: Resolver) => T): ReturnType<typeof explore<T>> =>
    explore(MAX_COMBINATIONS, (choose) => {
      const readIn = (world: World): T => {
        const own = { ...context, origins: createOrigins(context.origins) };
        return read(createResolver(own, options.asked === undefined ? world : watchedWorld(world, options.asked), options.loop));
      };
      const world = decidingWorld(formulas, choose);
      const early: { readonly asked: AskedBounds; readonly answers: number }[] = [];
      const value = readIn(watchedWorld(world, (asked) => {
        if (asked.kind === 'bounds') early.push({ asked, answers: world.answered.length });
      }));
      // What was read before a question came up may hang on its answer, too.
      const isSame = early.every(({ asked, answers }) => answers === world.answered.length || hasSameBounds(asked, world));
      return isSame ? value : readIn(decidingWorld(formulas, choose, world.answered));
    });
  const tree = grow(options.read) ?? (options.readLess === undefined ? undefined : grow(options.readLess));
  if (tree !== undefined) {
    return outcomes(merge(tree, options.same)).map(({ value, answers }) => ({ value, when: answers.map(assumption) }));
  }
  const resolver = createResolver(context, undecidedWorld(formulas), options.loop);
  const message = `more than ${MAX_COMBINATIONS} combinations of conditions bear on \`${options.name}\`: what depends on them is not seen`;
  resolver.report('unseen-part', message, options.loc);
  return [{ value: options.read(resolver), when: [] }];
}

function assumption({ id, option }: Answer): ConditionAssumption {
  return id.endsWith(' = ') ? { condition: `${id}${option}`, value: true } : { condition: id, value: option === 'true' };
}
