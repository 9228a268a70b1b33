import type { HandlerOperation } from '../../reference/index.ts';
import { mergedNotes } from '../notes.ts';
import type { Environment, Generation, Permission, RuleException } from '../permission.ts';
import { STACK_OPERATIONS } from '../stack/operations.ts';
import type { ReadStack } from '../stack/read-stack.ts';
import { stackBound } from '../stack/stack-bound.ts';
import { templatePermissions } from '../stack/template-permissions.ts';

/**
 * What the role needs that CloudFormation deploys stacks with: the permissions of the handlers of their resources,
 * for what the templates set, on what they name.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
 */
export function cfnExec(stacks: readonly ReadStack[], environment: Environment, operations: readonly HandlerOperation[] = STACK_OPERATIONS): Generation {
  const needs = stacks.map((stack) => templatePermissions(stack, operations));
  return {
    kind: 'cfn-exec',
    title: `What CloudFormation needs to deploy ${stacks.map(({ stack }, position) => stack.name ?? `template ${position + 1}`).join(', ')}`,
    environment,
    permissions: needs.flatMap(({ permissions }) => permissions),
    ...mergedNotes({
      unscoped: needs.flatMap(({ unscoped }) => unscoped),
      dropped: needs.flatMap(({ dropped }) => dropped),
      unknown: needs.flatMap(({ unknown }) => unknown),
    }),
    exceptions: exceptionsFor(needs.flatMap(({ permissions }) => permissions)),
    atMost: stackBound(stacks, environment),
  };
}

/** A stack that makes roles makes their permissions: whoever deploys it decides what they are. */
export const ROLES_OF_THE_STACK: readonly RuleException[] = [
  {
    ruleId: 'privilege-escalation',
    reason:
      'the templates make identities, or code that runs with roles: their permissions are up to whoever deploys them; a permissions boundary on the roles limits that',
  },
];

/** The exceptions that stacks need: none where they make no identity and pass no role. */
export function exceptionsFor(permissions: readonly Permission[]): readonly RuleException[] {
  return permissions.some(({ action }) => /^iam:(?:Create|Put|Attach|Pass|Update)/.test(action)) ? ROLES_OF_THE_STACK : [];
}
