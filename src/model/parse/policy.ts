import type { LocatedMember, LocatedNode } from '../located.ts';
import { describeKind } from '../located.ts';
import type { Policy, PolicyType, PolicyVersion, Statement, UnseenPart } from '../policy.ts';
import type { SourceError } from '../source-error.ts';
import { displayText, knownText } from '../unknown-value.ts';
import { parseStatement, type StatementContext } from './statement.ts';
import { nearest } from './nearest.ts';

export interface PolicyNodeParse {
  /** Missing only when the node is no object at all. */
  readonly policy?: Policy;
  readonly errors: readonly SourceError[];
}

export const POLICY_ELEMENTS = ['Version', 'Id', 'Statement'] as const;

/**
 * Reads a policy document out of a located tree, in whatever shape AWS accepts: one statement or a list,
 * one string or a list, members in any order. Collects every error; what is well formed is in the
 * policy even then, and each malformed statement carries its `problems`.
 */
export function parsePolicyNode(node: LocatedNode, type?: PolicyType): PolicyNodeParse {
  if (node.kind === 'unknown') {
    return { policy: { statements: [], unseen: [{ unknown: node.unknown, loc: node.loc }], loc: node.loc }, errors: [] };
  }
  if (node.kind !== 'object') {
    return { errors: [{ code: 'wrong-type', message: `expected a policy document, found ${describeKind(node)}`, loc: node.loc }] };
  }
  const errors: SourceError[] = [];
  const elements = new Map<string, LocatedMember>();
  for (const member of node.members) {
    if (!elements.has(member.key)) elements.set(member.key, member);
    if (!POLICY_ELEMENTS.some((element) => element === member.key)) {
      const hint = nearest(member.key, POLICY_ELEMENTS);
      errors.push({
        code: 'unknown-element',
        message: `unknown policy element \`${member.key}\`${hint === undefined ? '' : `, did you mean \`${hint}\`?`}`,
        loc: member.keyLoc,
      });
    }
  }
  const version = parseVersion(elements.get('Version')?.value, errors);
  const id = elements.get('Id')?.value;
  const idText = id?.kind === 'string' ? knownText(id.text) : undefined;
  if (id !== undefined && id.kind !== 'string' && id.kind !== 'unknown') {
    errors.push({ code: 'wrong-type', message: `expected a string as \`Id\`, found ${describeKind(id)}`, loc: id.loc });
  }
  const { statements, unseen } = parseStatements(elements.get('Statement')?.value, node, {
    ...(type === undefined ? {} : { type }),
    variables: version?.value === '2012-10-17',
    errors,
  });
  const openVersion = unresolvedVersion(elements.get('Version')?.value);
  return {
    policy: {
      ...(version === undefined ? {} : { version }),
      ...(id === undefined || idText === undefined ? {} : { id: { text: idText, loc: id.loc } }),
      statements,
      unseen: openVersion === undefined ? unseen : [...unseen, openVersion],
      loc: node.loc,
    },
    errors,
  };
}

/** Without the version nobody can say whether variables are expanded: what the statements mean is not seen. */
function unresolvedVersion(node: LocatedNode | undefined): UnseenPart | undefined {
  const unknown = node?.kind === 'unknown' ? node.unknown : node?.kind === 'string' ? node.text.find((part) => typeof part !== 'string') : undefined;
  return node === undefined || unknown === undefined ? undefined : { unknown, loc: node.loc };
}

function parseVersion(node: LocatedNode | undefined, errors: SourceError[]): PolicyVersion | undefined {
  if (node === undefined || unresolvedVersion(node) !== undefined) return undefined;
  if (node.kind !== 'string') {
    errors.push({ code: 'wrong-type', message: `expected a string as \`Version\`, found ${describeKind(node)}`, loc: node.loc });
    return undefined;
  }
  const value = knownText(node.text);
  if (value === '2012-10-17' || value === '2008-10-17') return { value, loc: node.loc };
  errors.push({ code: 'invalid-version', message: `invalid \`Version\` \`${displayText(node.text)}\`: expected \`2012-10-17\` or \`2008-10-17\``, loc: node.loc });
  return undefined;
}

function parseStatements(
  node: LocatedNode | undefined,
  policy: LocatedNode,
  context: Omit<StatementContext, 'index'>,
): { readonly statements: readonly Statement[]; readonly unseen: readonly UnseenPart[] } {
  if (node === undefined) {
    context.errors.push({ code: 'missing-statement', message: 'the policy has no `Statement`', loc: policy.loc });
    return { statements: [], unseen: [] };
  }
  const statements: Statement[] = [];
  const unseen: UnseenPart[] = [];
  const items = node.kind === 'array' ? node.items : [node];
  for (const [index, item] of items.entries()) {
    if (item.kind === 'unknown') unseen.push({ unknown: item.unknown, loc: item.loc });
    else if (item.kind === 'object') {
      const parsed = parseStatement(item, { ...context, index });
      if (parsed.kind === 'unseen') unseen.push(parsed.part);
      else statements.push(parsed.statement);
    } else {
      context.errors.push({ code: 'wrong-type', message: `expected a statement, found ${describeKind(item)}`, loc: item.loc });
    }
  }
  return { statements, unseen };
}
