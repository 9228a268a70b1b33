import type { ConditionDocument, StatementDocument } from '../../model/generated/policy-document.generated.ts';
import type { Permission } from '../permission.ts';

/** What SST's command line does at one point: some actions on the same resources. */
export interface SstNeed {
  readonly purpose: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** What calls them, and what is different from the policy that SST publishes. */
  readonly reason: string;
  readonly condition?: ConditionDocument;
}

export function permissionsOf(needs: readonly SstNeed[]): readonly Permission[] {
  return needs.flatMap(({ purpose, actions, resources, reason, condition }) =>
    actions.map((action): Permission => ({ action, resources, purpose, reason, ...(condition === undefined ? {} : { condition }) })),
  );
}

/** An Allow statement of a bound. */
export function allow(actions: readonly string[], resources: readonly string[]): StatementDocument {
  return { Effect: 'Allow', Action: actions, Resource: resources };
}

/**
 * Buckets have neither region nor account in their ARNs: the condition says whose they are. A name that somebody
 * else took first must not get what was meant for one's own.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
 */
export function inAccount(account: string): ConditionDocument {
  return { StringEquals: { 'aws:ResourceAccount': account } };
}

/** Resources that SST has tagged: of one application and stage, or of any where they are not said. */
export function ofApp(app: string | undefined, stage: string | undefined): ConditionDocument {
  if (app === undefined) return { Null: { 'aws:ResourceTag/sst:app': 'false' } };
  return { StringEquals: { 'aws:ResourceTag/sst:app': app, ...(stage === undefined ? {} : { 'aws:ResourceTag/sst:stage': stage }) } };
}
