import { member, type LocatedNode, type LocatedObject } from '../../model/located.ts';
import type { SourcePolicy } from '../../model/policy-source.ts';
import type { Statement } from '../../model/policy.ts';

/** The object that a statement was read from: for what the statement itself does not keep, such as empty lists. */
export function statementNode(source: SourcePolicy, statement: Statement): LocatedObject | undefined {
  const statements = member(source.node, 'Statement');
  const node: LocatedNode | undefined = statements?.kind === 'array' ? statements.items[statement.index] : statements;
  return node?.kind === 'object' ? node : undefined;
}
