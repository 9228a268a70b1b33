import type { LocatedMember } from '../located.ts';
import type { Location } from '../location.ts';
import type { ActionElement, PatternEntry } from '../policy.ts';
import type { SourceError } from '../source-error.ts';
import { patternEntries } from './pattern-entries.ts';

/** Reads Action or NotAction. Variables are not expanded here. */
export function parseActions(
  element: { readonly kind: 'Action' | 'NotAction'; readonly member: LocatedMember } | undefined,
  statement: Location,
  report: (error: SourceError) => void,
): ActionElement {
  if (element === undefined) {
    report({ code: 'missing-action', message: 'the statement has neither `Action` nor `NotAction`', loc: statement });
    return { kind: 'Action', entries: [], keyLoc: statement, loc: statement };
  }
  const { kind, member } = element;
  const entries = patternEntries(member.value, kind, { wildcards: true, variables: 'none' }, report);
  for (const entry of entries) {
    if (isMalformed(entry)) {
      report({
        code: 'invalid-action',
        message: `\`${entry.pattern.text}\` is no action: expected \`service:Action\` or \`*\``,
        loc: entry.loc,
      });
    }
  }
  return { kind, entries, keyLoc: member.keyLoc, loc: member.value.loc };
}

/** Only a lone `*` goes without a colon; an unresolved part may bring it. */
function isMalformed({ pattern }: PatternEntry): boolean {
  const { parts } = pattern;
  if (parts.some((part) => part.kind === 'unresolved')) return false;
  if (parts.length === 1 && parts[0]?.kind === 'anyRun') return false;
  const text = parts.map((part) => (part.kind === 'literal' ? part.text : '*')).join('');
  return !/^[^:\s]+:[^:\s]+$/.test(text);
}
