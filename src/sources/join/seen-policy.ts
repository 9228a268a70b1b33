import { withTexts } from '../../model/located.ts';
import { parsePolicyNode } from '../../model/parse/policy.ts';
import type { ImportedPolicy, SourceFile, SourcePolicy } from '../../model/policy-source.ts';
import { outermost, type RunNames } from './run-names.ts';

/** A policy of one file, with its unknown values under the names that they have in another one. */
export function seenPolicy(source: SourcePolicy, from: SourceFile, by: SourceFile, names: RunNames): ImportedPolicy {
  const node = withTexts(source.node, (text) => names.seen(text, from, by));
  const { policy } = parsePolicyNode(node, source.type);
  const isApart = outermost(names.stackOf(from)) !== outermost(names.stackOf(by));
  return { file: from, isApart, source: source.policy === undefined || policy === undefined ? { ...source, node } : { ...source, node, policy } };
}
