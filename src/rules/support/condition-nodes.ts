import type { TextEdit } from '../../model/finding.ts';
import { member, type LocatedMember, type LocatedObject } from '../../model/located.ts';
import type { SourcePolicy } from '../../model/policy-source.ts';
import type { ConditionTest, Statement } from '../../model/policy.ts';
import { statementNode } from './statement-node.ts';
import { removeElement, removeMember } from './statement-nodes.ts';

/** Where a test stands: the Condition element, the operator's object in it, and the key with its values in that. */
export interface ConditionNodes {
  readonly statement: LocatedObject;
  readonly condition: LocatedObject;
  readonly operator: LocatedMember & { readonly value: LocatedObject };
  readonly key: LocatedMember;
}

export function conditionNodes(source: SourcePolicy, from: Statement, { key, operatorLoc }: ConditionTest): ConditionNodes | undefined {
  const statement = statementNode(source, from);
  const condition = member(statement, 'Condition');
  if (statement === undefined || condition?.kind !== 'object') return undefined;
  for (const operator of condition.members) {
    const { value } = operator;
    if (value.kind !== 'object' || operator.keyLoc.pointer !== operatorLoc.pointer) continue;
    const found = value.members.find(({ keyLoc }) => keyLoc.span !== undefined && keyLoc.span.start === key.loc.span?.start);
    if (found !== undefined) return { statement, condition, operator: { ...operator, value }, key: found };
  }
  return undefined;
}

/** Takes a test out, with what would be left empty: the operator, the whole Condition element. */
export function removeTest(text: string, { statement, condition, operator, key }: ConditionNodes): readonly TextEdit[] | undefined {
  return (
    removeMember(text, operator.value, key) ??
    (operator.value.members.length > 1 ? undefined : removeMember(text, condition, operator)) ??
    (operator.value.members.length > 1 || condition.members.length > 1 ? undefined : removeElement(text, statement, 'Condition'))
  );
}
