import type { Finding } from '../model/finding.ts';
import { parseJsonText } from '../model/parse/json-text.ts';
import { parsePlainObject } from '../model/parse/plain-object.ts';
import { parsePolicyNode } from '../model/parse/policy.ts';
import type { SourcePolicy } from '../model/policy-source.ts';
import { engineUnder } from './engine.ts';
import { positioned } from './findings.ts';
import type { LintPolicyOptions } from './options.ts';
import { findInPolicy } from './run.ts';
import { withFacts } from './with-facts.ts';

/**
 * What is wrong with one policy document.
 *
 * @param document JSON text, or the document as an object; an object has no positions, only pointers.
 * @returns findings in order of position. What is no policy at all is a finding too; nothing is thrown.
 */
export function lintPolicy(document: unknown, options: LintPolicyOptions): readonly Finding[] {
  const text = typeof document === 'string' ? document : undefined;
  const { root, errors } = text === undefined ? parsePlainObject(document) : parseJsonText(text);
  const node = root ?? { kind: 'null', loc: errors[0]?.loc ?? { pointer: '' } };
  const parsed = root === undefined ? { errors: [] } : parsePolicyNode(node, options.type);
  const source: SourcePolicy = {
    type: options.type,
    label: { name: 'policy' },
    ...(parsed.policy === undefined ? {} : { policy: parsed.policy }),
    node,
    errors: [...errors, ...parsed.errors],
    ...(options.resourceType === undefined ? {} : { resourceType: options.resourceType }),
    loc: node.loc,
  };
  return positioned(findInPolicy(source, text, withFacts(options, options.organization), engineUnder(options)), text);
}
