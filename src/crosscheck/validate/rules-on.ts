import { ruleEngine } from '../../lint/engine.ts';
import type { LocatedFinding } from '../../model/finding.ts';
import { parseJsonText } from '../../model/parse/json-text.ts';
import { parsePolicyNode } from '../../model/parse/policy.ts';
import type { SourcePolicy } from '../../model/policy-source.ts';
import type { Preset } from '../../rules/rule.ts';
import { runRules } from '../../rules/run-rules.ts';
import type { RenderedDocument } from '../render/render-document.ts';

/** What the rules say of the very text that AWS gets; places are in that text. */
export function rulesOn(source: SourcePolicy, document: RenderedDocument, preset: Preset): readonly LocatedFinding[] {
  const rendered = renderedSource(source, document);
  return rendered === undefined ? [] : runRules(rendered, { preset, engine: ruleEngine });
}

/** The same policy, read from the rendered text. */
export function renderedSource(source: SourcePolicy, { text }: RenderedDocument): SourcePolicy | undefined {
  const { type, label, resourceType } = source;
  const { root, errors } = parseJsonText(text);
  if (root === undefined) return undefined;
  const { policy, errors: ofPolicy } = parsePolicyNode(root, type);
  return {
    type,
    label,
    node: root,
    errors: [...errors, ...ofPolicy],
    loc: root.loc,
    ...(policy === undefined ? {} : { policy }),
    ...(resourceType === undefined ? {} : { resourceType }),
  };
}
