import type { Fix } from '../../src/model/finding.ts';

/** The text with the edits of a fix made; throws when two of them meet. */
export function applyFix(text: string, { edits }: Fix): string {
  let fixed = '';
  let at = 0;
  for (const { span, text: wanted } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    if (span.start < at || span.end < span.start || span.end > text.length) throw new Error(`the edit of ${span.start}-${span.end} meets another`);
    fixed += text.slice(at, span.start) + wanted;
    at = span.end;
  }
  return fixed + text.slice(at);
}
