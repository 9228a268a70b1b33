import type { Finding } from '../model/finding.ts';
import type { IntentResult } from '../model/intent-result.ts';
import type { SourceFile, SourcePolicy } from '../model/policy-source.ts';
import type { Suspect } from './suppression.ts';

/** What the readings of one file tell of its findings: the Sid of a statement, who holds a policy. */
export function findingSuspect(path: string, { start, pointer, policy }: Finding, readings: readonly SourceFile[]): Suspect {
  const policies = readings.flatMap((file) => file.policies).filter((source) => isWithin(pointer, source.loc.pointer));
  return {
    path,
    line: start.line,
    pointer,
    ...(policy?.logicalId === undefined ? {} : { logicalId: policy.logicalId }),
    sids: [...new Set(policies.flatMap((source) => sidsAt(pointer, source)))],
    principals: [...new Set(readings.flatMap((file) => holders(file, policies)))],
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

function sidsAt(pointer: string, { policy }: SourcePolicy): readonly string[] {
  const statements = policy?.statements ?? [];
  return statements.flatMap(({ sid, loc }) => (sid !== undefined && isWithin(pointer, loc.pointer) ? [sid.text] : []));
}

function holders(file: SourceFile, policies: readonly SourcePolicy[]): readonly string[] {
  return file.principals
    .filter(({ attachments, boundary, trust }) =>
      policies.some((policy) => trust === policy || boundary?.source === policy || attachments.some(({ source }) => source === policy)),
    )
    .map(({ id }) => id);
}
