import type { LocatedMember, LocatedNode } from '../../model/located.ts';
import type { TemplateText } from '../../model/unknown-value.ts';
import { piecesOf, textNode, type Origins, type TextPiece } from '../text/text-pieces.ts';

const SHORT = 'execute-api:/';

/**
 * A REST API's policy with its resources in full: API Gateway makes an ARN of `execute-api:/stage/GET/path`
 * with its own Region, account and ID when the policy is saved.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export function withFullResources(document: LocatedNode, api: TemplateText, origins: Origins): LocatedNode {
  const inStatement = (statement: LocatedNode): LocatedNode =>
    mapMembers(statement, ({ key, value }) => (key === 'Resource' || key === 'NotResource' ? mapItems(value, (item) => inFull(item, api, origins)) : value));
  return mapMembers(document, ({ key, value }) => (key === 'Statement' ? mapItems(value, inStatement) : value));
}

function mapMembers(node: LocatedNode, change: (member: LocatedMember) => LocatedNode): LocatedNode {
  return node.kind === 'object' ? { ...node, members: node.members.map((member) => ({ ...member, value: change(member) })) } : node;
}

function mapItems(node: LocatedNode, change: (item: LocatedNode) => LocatedNode): LocatedNode {
  return node.kind === 'array' ? { ...node, items: node.items.map(change) } : change(node);
}

function inFull(node: LocatedNode, api: TemplateText, origins: Origins): LocatedNode {
  const pieces = node.kind === 'string' ? (piecesOf(node, origins) ?? []) : [];
  const [first, ...rest] = pieces;
  if (first?.kind !== 'written' || !first.text.startsWith(SHORT)) return node;
  const start = SHORT.length - 1;
  const behind: TextPiece = {
    kind: 'written',
    text: first.text.slice(start),
    ...(first.origin === undefined ? {} : { origin: { scalar: first.origin.scalar, offset: first.origin.offset + start } }),
  };
  return textNode([...api.map((part): TextPiece => (typeof part === 'string' ? { kind: 'written', text: part } : { kind: 'unknown', unknown: part })), behind, ...rest], node.loc, origins);
}
