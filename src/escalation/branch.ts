import type { AccessRequest } from '../model/access-request.ts';
import type { StatementReference } from '../model/evaluation.ts';
import type { EscalationStep } from '../model/intent-result.ts';
import { parseArn } from '../model/arn.ts';
import type { World } from './world.ts';

/** How far the search has come along one path. */
export interface Branch {
  readonly world: World;
  /** ARNs by slot. */
  readonly bound: ReadonlyMap<string, string>;
  readonly steps: readonly EscalationStep[];
  readonly allowedBy: readonly (readonly StatementReference[])[];
  readonly assumptions: readonly string[];
  /** Something that was not seen has to exist. */
  readonly supposes: boolean;
}

export function startIn(world: World): Branch {
  return { world, bound: new Map(), steps: [], allowedBy: [], assumptions: [], supposes: false };
}

/** What else becomes of a branch when a slot is bound. */
export interface Binding {
  readonly arns: Readonly<Record<string, string>>;
  readonly world?: World;
  /** What has to be there for it. */
  readonly supposes?: readonly string[];
}

export function bind(branch: Branch, { arns, world, supposes = [] }: Binding): Branch {
  const bound = new Map(branch.bound);
  for (const [slot, arn] of Object.entries(arns)) bound.set(slot, arn);
  return {
    ...branch,
    world: world ?? branch.world,
    bound,
    assumptions: [...branch.assumptions, ...supposes],
    supposes: branch.supposes || supposes.length > 0,
  };
}

export function addStep(branch: Branch, request: AccessRequest, effect: string, allowedBy: readonly StatementReference[], assumptions: readonly string[]): Branch {
  return {
    ...branch,
    steps: [...branch.steps, { request, effect }],
    allowedBy: [...branch.allowedBy, allowedBy],
    assumptions: [...branch.assumptions, ...assumptions.filter((assumption) => !branch.assumptions.includes(assumption))],
  };
}

export function boundArn(branch: Branch, slot: string): string {
  const arn = branch.bound.get(slot);
  if (arn === undefined) throw new Error(`a path speaks of \`${slot}\`, which is none of its slots`);
  return arn;
}

/** `{slot}` in a text becomes what the slot is called. */
export function described(branch: Branch, text: string): string {
  return text.replace(/\{(\w+)\}/g, (_, slot: string) => `\`${shortName(boundArn(branch, slot))}\``);
}

/** What stands behind the resource type of an ARN. */
export function shortName(arn: string): string {
  const resource = parseArn(arn)?.resource ?? arn;
  return resource.slice(resource.search(/[/:]/) + 1);
}
