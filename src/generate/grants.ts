import type { ConditionDocument } from '../model/generated/policy-document.generated.ts';
import { parsePattern, type Pattern } from '../model/pattern.ts';
import { covers } from '../rules/support/pattern-cover.ts';
import { groupBy } from './group-by.ts';
import type { Permission } from './permission.ts';

/** One action on one resource: what a statement is made of. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
  readonly condition?: ConditionDocument;
  readonly purpose: string;
  /** Why, from all the permissions that it stands for; sorted. */
  readonly reasons: readonly string[];
  readonly inferred: boolean;
}

/**
 * The grants that permissions come to: the same ones merged, and those left out that another one covers. The result
 * doesn't depend on the order of the permissions.
 */
export function grantsOf(permissions: readonly Permission[]): readonly Grant[] {
  const merged = new Map<string, Grant>();
  for (const permission of permissions) {
    for (const resource of permission.resources) {
      const grant = grantOf(permission, resource);
      const key = `${grant.action}\n${resource}\n${conditionKey(grant.condition)}`;
      const before = merged.get(key);
      merged.set(key, before === undefined ? grant : join(before, grant));
    }
  }
  return absorb([...merged.values()].sort(byText));
}

function grantOf({ action, condition, purpose, reason, inferred }: Permission, resource: string): Grant {
  return { action, resource, ...(condition === undefined ? {} : { condition }), purpose, reasons: [reason], inferred: inferred === true };
}

/** Of two purposes the one that comes first in the alphabet: something has to decide. */
function join(a: Grant, b: Grant): Grant {
  return { ...withReasonsOf(a, b), purpose: a.purpose < b.purpose ? a.purpose : b.purpose };
}

/** Takes out what another grant of the same action covers, and leaves its reasons there. */
function absorb(grants: readonly Grant[]): readonly Grant[] {
  return [...groupBy(grants, ({ action }) => action).values()].flatMap((same) => {
    if (same.length === 1) return same;
    const left: Kept[] = [];
    // The widest first, so that a grant finds what is going to stay.
    for (const grant of [...same].sort((a, b) => literalLength(a.resource) - literalLength(b.resource) || byText(a, b))) {
      const own: Kept = { grant, pattern: patternOf(grant.resource), key: conditionKey(grant.condition) };
      const at = left.findIndex(({ pattern, key }) => (key === '' || key === own.key) && covers(pattern, own.pattern, { ignoreCase: false }));
      const covering = left[at];
      if (covering === undefined) left.push(own);
      else left[at] = { ...covering, grant: withReasonsOf(covering.grant, grant) };
    }
    return left.map(({ grant }) => grant).sort(byText);
  });
}

interface Kept {
  readonly grant: Grant;
  readonly pattern: Pattern;
  readonly key: string;
}

function withReasonsOf(grant: Grant, other: Grant): Grant {
  return { ...grant, reasons: [...new Set([...grant.reasons, ...other.reasons])].sort(), inferred: grant.inferred && other.inferred };
}

function literalLength(resource: string): number {
  return resource.replaceAll('*', '').length;
}

function patternOf(resource: string): Pattern {
  return parsePattern([resource], { wildcards: true, variables: 'afterFifthColon' });
}

function byText(a: Grant, b: Grant): number {
  return compareText(a.action, b.action) || compareText(a.resource, b.resource) || compareText(conditionKey(a.condition), conditionKey(b.condition));
}

/** By code unit, so that the order is the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** A condition as text that is the same for the same condition; empty for none. */
export function conditionKey(condition: ConditionDocument | undefined): string {
  if (condition === undefined) return '';
  return JSON.stringify(
    Object.entries(condition)
      .map(([operator, keys]) => [operator, Object.entries(keys).map(([key, values]) => [key, [values].flat().map(String).sort()]).sort()])
      .sort(),
  );
}
