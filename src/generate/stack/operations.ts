import { action, expandAction, handlerPermissions, type HandlerOperation } from '../../reference/index.ts';
import type { ResolvedResource } from '../../sources/index.ts';
import type { Dropped } from '../permission.ts';
import { CUSTOM_RESOURCE, HANDLERLESS, isCustomResource } from './handlerless.ts';

/** The operations that a stack's life has; a handler's `list` is for other tools. */
export const STACK_OPERATIONS: readonly HandlerOperation[] = ['create', 'read', 'update', 'delete'];

/** An action of IAM, and the operations that call it. */
export interface NeededAction {
  /** As the reference writes it. */
  readonly action: string;
  readonly operations: readonly HandlerOperation[];
  /** What says so: the type's handlers, or the page of a type without them. */
  readonly source: string;
}

export interface NeededActions {
  readonly actions: readonly NeededAction[];
  /** What the handlers declare and IAM doesn't know. */
  readonly dropped: readonly Dropped[];
}

/** The actions that CloudFormation calls for a type; undefined where that is not known. */
export function neededActions({ type, retained }: Pick<ResolvedResource, 'type' | 'retained'>, operations: readonly HandlerOperation[]): NeededActions | undefined {
  const declared = declaredOf(type);
  if (declared === undefined) return undefined;
  const found = new Map<string, { readonly operations: HandlerOperation[]; readonly source: string }>();
  const dropped = new Map<string, Dropped>();
  for (const operation of operations) {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
    if (operation === 'delete' && retained) continue;
    for (const written of declared.operations[operation] ?? []) {
      const names = saysNothing(written, type) ? [] : known(written);
      if (names.length === 0) dropped.set(written, { action: written, why: whyUnknown(written, type) });
      for (const name of names) {
        const before = found.get(name);
        if (before === undefined) found.set(name, { operations: [operation], source: declared.source });
        else if (!before.operations.includes(operation)) before.operations.push(operation);
      }
    }
  }
  return { actions: [...found].map(([name, rest]) => ({ action: name, ...rest })), dropped: [...dropped.values()] };
}

interface Declared {
  readonly operations: Readonly<Partial<Record<HandlerOperation, readonly string[]>>>;
  readonly source: string;
}

function declaredOf(type: string): Declared | undefined {
  if (isCustomResource(type)) return CUSTOM_RESOURCE;
  const documented = HANDLERLESS[type];
  if (documented !== undefined) return documented;
  const operations = handlerPermissions(type)?.operations;
  return operations === undefined ? undefined : { operations, source: `the handlers of ${type}` };
}

/** The actions that a declared permission stands for. */
function known(written: string): readonly string[] {
  if (/[*?]/.test(written)) return expandAction(written);
  const found = action(written);
  return found === undefined ? [] : [`${found.service.prefix}:${found.action.name}`];
}

function whyUnknown(written: string, type: string): string {
  return saysNothing(written, type) ? `the handlers of ${type} declare all of it, which says nothing of what they need` : `the handlers of ${type} declare it, and IAM has no such action`;
}

/** All services, or all of a service that is not the type's own: no handler needs that. */
function saysNothing(written: string, type: string): boolean {
  const [prefix = '', name = ''] = written.split(':');
  return /[*?]/.test(prefix) || (name === '*' && prefix.toLowerCase() !== type.split('::')[1]?.toLowerCase());
}
