/** For messages: the first few of a list in backticks, and how many more there are. */
export function quotedList(items: readonly string[], atMost = 5): string {
  const shown = items.slice(0, atMost).map((item) => `\`${item}\``);
  const left = items.length - shown.length;
  if (left > 0) return `${shown.join(', ')} and ${left} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
