import { withTexts } from '../../model/located.ts';
import { parsePolicyNode } from '../../model/parse/policy.ts';
import type { ImportedPolicy, SourceFile, SourcePolicy } from '../../model/policy-source.ts';
import type { TemplateText } from '../../model/unknown-value.ts';
import { asSeenByRun } from '../cloudformation/elsewhere.ts';
import { fileName } from '../paths.ts';
import { outermost, type RunNames } from './run-names.ts';

/** A policy of one file, with its unknown values under the names that they have in another one. */
export function seenPolicy(source: SourcePolicy, from: SourceFile, by: SourceFile, names: RunNames): ImportedPolicy {
  const isApart = outermost(names.stackOf(from)) !== outermost(names.stackOf(by));
  return { file: from, isApart, source: renamed(source, (text) => names.seen(text, from, by)) };
}

/** A policy of a file that others know nothing of: its unknown values are none of theirs, whatever they are called. */
export function foreignPolicy(source: SourcePolicy, { path }: Pick<SourceFile, 'path'>): SourcePolicy {
  return renamed(source, (text) => asSeenByRun(text, fileName(path)));
}

function renamed(source: SourcePolicy, rename: (text: TemplateText) => TemplateText): SourcePolicy {
  const node = withTexts(source.node, rename);
  const { policy } = parsePolicyNode(node, source.type);
  return source.policy === undefined || policy === undefined ? { ...source, node } : { ...source, node, policy };
}
