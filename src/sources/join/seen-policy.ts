import { withTexts } from '../../model/located.ts';
import { parsePolicyNode } from '../../model/parse/policy.ts';
import type { PolicyAttachment, SourceFile, SourcePolicy } from '../../model/policy-source.ts';
import type { RunNames } from './run-names.ts';

/** A policy of one file, with its unknown values under the names that they have in another one. */
export function seenPolicy(source: SourcePolicy, from: SourceFile, by: SourceFile, names: RunNames): NonNullable<PolicyAttachment['imported']> {
  const node = withTexts(source.node, (text) => names.seen(text, from, by));
  const { policy } = parsePolicyNode(node, source.type);
  return { file: from, source: source.policy === undefined || policy === undefined ? { ...source, node } : { ...source, node, policy } };
}
