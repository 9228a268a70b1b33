import type { Finding } from '../model/finding.ts';
import type { IntentResult } from '../model/intent-result.ts';
import type { FileOutline } from './outline.ts';
import type { Suspect } from './suppression.ts';

/** What the outlines of one file, one for each reading of it, tell of its findings. */
export function findingSuspect(path: string, { start, pointer, policy }: Finding, outlines: readonly FileOutline[]): Suspect {
  const policies = outlines.flatMap((outline) => outline.policies).filter((outline) => isWithin(pointer, outline.pointer));
  return {
    path,
    line: start.line,
    pointer,
    ...(policy?.logicalId === undefined ? {} : { logicalId: policy.logicalId }),
    sids: [...new Set(policies.flatMap(({ sids }) => sids.flatMap((statement) => (isWithin(pointer, statement.pointer) ? [statement.sid] : []))))],
    principals: [...new Set(policies.flatMap(({ holders }) => holders))],
  };
}

/** An intent that does not hold is accepted where it is declared, or where the target breaks it. */
export function intentSuspects({ intent, target, statement }: IntentResult): readonly Suspect[] {
  const principals = [target.name, ...(target.logicalId === undefined ? [] : [target.logicalId])];
  const logicalId = target.logicalId === undefined ? {} : { logicalId: target.logicalId };
  const sids = statement?.sid === undefined ? [] : [statement.sid];
  const declared = { path: intent.place.path, line: intent.place.start.line, pointer: intent.place.pointer, sids, principals };
  const inTarget = { path: target.path, line: 0, pointer: '', ...logicalId, sids, principals };
  if (statement === undefined) return [declared, inTarget];
  return [declared, inTarget, { path: statement.path, line: statement.start.line, pointer: statement.pointer, ...logicalId, sids, principals }];
}

function isWithin(pointer: string, outer: string): boolean {
  return `${pointer}/`.startsWith(`${outer}/`);
}
