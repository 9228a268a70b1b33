/**
 * Text of a user's file, fit for a terminal: one column for one character, and nothing that it would obey
 * (escape sequences, changes of the writing direction).
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, (character) => (character === '\t' ? ' ' : '\uFFFD'));
}
