import type { RuleContext, RuleMeta, RuleVisitors } from '../rule.ts';
import { broadGrant, type ActionsOfService, type BroadGrant } from './broad-grant.ts';
import { isOnlyBoundary } from './held-policies.ts';
import { listOption } from './options.ts';
import { isWithheld } from './withheld.ts';

/** Actions that are no finding, by name. */
export const IGNORED_ACTIONS: NonNullable<RuleMeta['options']> = {
  schema: { type: 'object', properties: { ignore: { type: 'array', items: { type: 'string' } } }, additionalProperties: false },
  defaults: { ignore: [] },
};

/** Tells of each statement that allows actions of a kind on any resource, but for those that the option `ignore` names, or that a Deny or a boundary keeps back. */
export function exposures({ options, source }: Pick<RuleContext, 'options' | 'source'>, actions: ActionsOfService, tell: (grant: BroadGrant) => void): RuleVisitors {
  const ignored = new Set(listOption(options, 'ignore').map((name) => name.toLowerCase()));
  // What a boundary allows, nobody has by it.
  if (isOnlyBoundary(source)) return {};
  return {
    statement(view) {
      const grant = broadGrant(view, actions, ignored);
      const withheld = (grant?.actions ?? []).filter((action) => isWithheld(action, view.statement, source)).map((action) => action.toLowerCase());
      const open = withheld.length === 0 ? grant : broadGrant(view, actions, new Set([...ignored, ...withheld]));
      if (open !== undefined) tell(open);
    },
  };
}
