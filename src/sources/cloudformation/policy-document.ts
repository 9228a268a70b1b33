import { member, type LocatedNode } from '../../model/located.ts';
import type { SourceError } from '../../model/source-error.ts';
import { parseEmbeddedJson } from '../text/embedded-json.ts';
import { piecesOf, scalarText } from '../text/text-pieces.ts';
import type { Resolver } from './resolver.ts';

/** A resolved policy document, and what is wrong with the text that holds it. */
export interface ReadDocument {
  readonly node: LocatedNode;
  readonly errors: readonly SourceError[];
}

/**
 * Resolves a policy document: an object, or a JSON text in whatever way it is put together. Undefined
 * where `AWS::NoValue` removes it.
 */
export function readDocument(raw: LocatedNode, file: string, resolver: Resolver): ReadDocument | undefined {
  // The value itself knows its places, its JSON text doesn't.
  const node = resolver.resolve(member(raw, 'Fn::ToJsonString') ?? raw);
  if (node === undefined) return undefined;
  if (node.kind !== 'string') return { node, errors: [] };
  const [start] = scalarText(node) ?? [];
  if (typeof start !== 'string' || !/^\s*\{/.test(start)) return { node, errors: [] };
  const { root, errors } = parseEmbeddedJson(piecesOf(node, resolver.origins) ?? [], file, node.loc);
  return { node: root ?? node, errors };
}
