import type { ConditionDocument, PolicyDocument, StatementDocument } from '../model/generated/policy-document.generated.ts';
import { compareText, conditionKey, grantsOf, type Grant } from './grants.ts';
import { groupBy } from './group-by.ts';
import type { Permission } from './permission.ts';
import { uniqueSids } from './sid.ts';

/**
 * Characters of a customer managed policy, without whitespace.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const MANAGED_POLICY_QUOTA = 6_144;

/** A statement as it is written, and the grants that it stands for. */
export interface AssembledStatement {
  readonly document: StatementDocument & { readonly Sid: string };
  readonly grants: readonly Grant[];
}

/** One managed policy. */
export interface AssembledPolicy {
  readonly document: PolicyDocument;
  readonly statements: readonly AssembledStatement[];
}

/**
 * The permissions as managed policies, each within the quota. The same permissions give the same policies, in
 * whatever order they come: statements by purpose, actions and resources by name, policies filled one after the other.
 */
export function assemble(permissions: readonly Permission[]): readonly AssembledPolicy[] {
  const sid = uniqueSids();
  const statements = statementsOf(grantsOf(permissions))
    .flatMap((statement) => withinQuota(statement))
    .map(({ purpose, grants }): AssembledStatement => ({ document: documentOf(sid(purpose), grants), grants }));
  return fill(statements);
}

/** The characters that AWS counts: the document without whitespace between its parts. */
export function policySize(document: PolicyDocument): number {
  return JSON.stringify(document).length;
}

/** Grants that make one statement: every action of it on every resource. */
interface Draft {
  readonly purpose: string;
  readonly grants: readonly Grant[];
}

/** Actions of one purpose and condition that are needed on the same resources stand together. */
function statementsOf(grants: readonly Grant[]): readonly Draft[] {
  const byPurpose = groupBy(grants, ({ purpose, condition }) => `${purpose}\n${conditionKey(condition)}`);
  const drafts = [...byPurpose.values()].flatMap((same) => {
    const byAction = [...groupBy(same, ({ action }) => action).values()];
    const bySameResources = groupBy(byAction, (ofAction) => ofAction.map(({ resource }) => resource).sort().join('\n'));
    return [...bySameResources.values()].map((groups): Draft => ({ purpose: groups[0]?.[0]?.purpose ?? '', grants: groups.flat() }));
  });
  return drafts.sort((a, b) => compareText(a.purpose, b.purpose) || compareText(draftKey(a), draftKey(b)));
}

function draftKey({ grants }: Draft): string {
  return grants.map(({ action, resource, condition }) => `${action} ${resource} ${conditionKey(condition)}`).join('\n');
}

/** Halves a statement that no policy could hold, by its resources, else by its actions. */
function withinQuota(draft: Draft): readonly Draft[] {
  const size = policySize({ Version: '2012-10-17', Statement: [documentOf('X'.repeat(64), draft.grants)] });
  const resources = distinct(draft.grants.map(({ resource }) => resource));
  const actions = distinct(draft.grants.map(({ action }) => action));
  if (size <= MANAGED_POLICY_QUOTA || (resources.length < 2 && actions.length < 2)) return [draft];
  const first = resources.length > 1 ? new Set(resources.slice(0, Math.ceil(resources.length / 2))) : new Set(actions.slice(0, Math.ceil(actions.length / 2)));
  const isFirst = ({ resource, action }: Grant): boolean => first.has(resources.length > 1 ? resource : action);
  return [draft.grants.filter(isFirst), draft.grants.filter((grant) => !isFirst(grant))].flatMap((grants) => withinQuota({ purpose: draft.purpose, grants }));
}

function documentOf(sid: string, grants: readonly Grant[]): AssembledStatement['document'] {
  const condition = grants[0]?.condition;
  return {
    Sid: sid,
    Effect: 'Allow',
    Action: oneOrMany(distinct(grants.map(({ action }) => action))),
    Resource: oneOrMany(distinct(grants.map(({ resource }) => resource))),
    ...(condition === undefined ? {} : { Condition: sorted(condition) }),
  };
}

/** The same condition in one way: keys and values by name, a list of one as its element. */
function sorted(condition: ConditionDocument): ConditionDocument {
  return Object.fromEntries(
    Object.entries(condition)
      .sort(([a], [b]) => compareText(a, b))
      .map(([operator, keys]) => [
        operator,
        Object.fromEntries(
          Object.entries(keys)
            .sort(([a], [b]) => compareText(a, b))
            .map(([key, values]) => {
              const list = [...new Set([values].flat())].sort((a, b) => compareText(String(a), String(b)));
              return [key, list.length === 1 && list[0] !== undefined ? list[0] : list];
            }),
        ),
      ]),
  );
}

/** Puts each statement into the first policy that has room, so that a purpose stays together where it can. */
function fill(statements: readonly AssembledStatement[]): readonly AssembledPolicy[] {
  const policies: AssembledStatement[][] = [];
  for (const statement of statements) {
    const roomy = policies.find((policy) => policySize(documentWith([...policy, statement])) <= MANAGED_POLICY_QUOTA);
    if (roomy === undefined) policies.push([statement]);
    else roomy.push(statement);
  }
  return policies.map((policy) => ({ document: documentWith(policy), statements: policy }));
}

function documentWith(statements: readonly AssembledStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements.map(({ document }) => document) };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function oneOrMany(texts: readonly string[]): string | readonly string[] {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : texts;
}
