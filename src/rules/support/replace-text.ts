import type { Fix } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { RuleContext } from '../rule.ts';
import { isWithin, writtenSpan } from './source-text.ts';

/** Writes one text over another, where the document itself has it letter for letter; no fix elsewhere. */
export function replaceText({ source, text }: Pick<RuleContext, 'source' | 'text'>, loc: Location, old: string, wanted: string): Fix | undefined {
  if (text === undefined || source.node.loc.span === undefined || !isWithin(loc, source.node.loc.span)) return undefined;
  const span = writtenSpan(text, loc, old);
  return span === undefined ? undefined : { description: `write \`${wanted}\``, edits: [{ span, text: wanted }] };
}
