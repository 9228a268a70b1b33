/** Narrower terminals get lines of this many columns. */
const LEAST = 40;

/**
 * Breaks a line between words, so that it fits into a number of columns; what follows is indented. A word
 * that is too long stays whole. Colours take no room.
 *
 * @param columns undefined where lines may be of any length
 */
export function wrap(line: string, columns: number | undefined, indent: number): string {
  if (columns === undefined) return line;
  const width = Math.max(LEAST, columns);
  const margin = ' '.repeat(Math.min(indent, width >> 1));
  const [, lead = '', rest = ''] = /^( *)(.*)$/s.exec(line) ?? [];
  const lines: string[] = [];
  let current = lead;
  let isEmpty = true;
  for (const word of rest.split(' ')) {
    if (!isEmpty && widthOf(current) + 1 + widthOf(word) > width) {
      lines.push(current.trimEnd());
      current = margin;
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, current].join('\n');
}

function widthOf(text: string): number {
  return text.replaceAll(/\u001B\[\d+m/g, '').length;
}
