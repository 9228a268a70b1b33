/**
 * For every character of a scalar's value, where it stands in the scalar's source: JSON and YAML double
 * quotes with their escapes, single quotes, plain and block scalars with their indentation and folding.
 * The last entry is the end. Undefined where source and value don't agree.
 */
export function scalarOffsets(source: string, value: string): readonly number[] | undefined {
  if (source.startsWith('"')) return doubleQuoted(source, value);
  if (source.startsWith("'")) return aligned(source, value, 1, source.length - 1, true);
  if (/^[|>]/.test(source)) return aligned(source, value, blockStart(source), source.length, false);
  return aligned(source, value, 0, source.length, false);
}

/** Behind the header line of a block scalar. */
function blockStart(source: string): number {
  const lineBreak = source.indexOf('\n');
  return lineBreak === -1 ? source.length : lineBreak + 1;
}

/** Walks source and value side by side; blanks that the value lacks are indentation, line breaks may have become blanks. */
function aligned(source: string, value: string, from: number, to: number, quoted: boolean): readonly number[] | undefined {
  const offsets: number[] = [];
  let at = from;
  for (let index = 0; index < value.length; index += 1) {
    const wanted = value.charAt(index);
    if (wanted === '\n' || wanted === ' ') {
      const next = skipTo(source, at, to, wanted, value.charAt(index + 1));
      // A final line break of a block scalar lies beyond the trimmed source.
      offsets.push(Math.min(at, to));
      at = next;
      continue;
    }
    while (at < to && source.charAt(at) !== wanted && isBlank(source.charAt(at))) at += 1;
    if (at >= to || source.charAt(at) !== wanted) return undefined;
    offsets.push(at);
    at += quoted && wanted === "'" ? 2 : 1;
  }
  offsets.push(Math.min(at, to));
  return offsets;
}

/** Where reading goes on behind a blank or line break of the value. */
function skipTo(source: string, at: number, to: number, wanted: string, following: string): number {
  if (at < to && source.charAt(at) === wanted) return at + 1;
  if (source.startsWith('\r\n', at)) return at + 2;
  if (!isBlank(source.charAt(at))) return at;
  if (isBlank(following)) {
    const lineBreak = source.indexOf('\n', at);
    return lineBreak === -1 || lineBreak >= to ? at + 1 : lineBreak + 1;
  }
  let next = at;
  while (next < to && isBlank(source.charAt(next))) next += 1;
  return next;
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}

const SHORT_ESCAPES: Readonly<Partial<Record<string, number>>> = { x: 2, u: 4, U: 8 };

function doubleQuoted(source: string, value: string): readonly number[] | undefined {
  const offsets: number[] = [];
  let at = 1;
  const to = source.length - 1;
  while (offsets.length < value.length) {
    if (at >= to) return undefined;
    const character = source.charAt(at);
    const wanted = value.charAt(offsets.length);
    if (character === '\\') {
      const kind = source.charAt(at + 1);
      if (kind === '\n' || kind === '\r') {
        at += 2;
        while (isBlank(source.charAt(at))) at += 1;
        continue;
      }
      const width = 2 + (SHORT_ESCAPES[kind] ?? 0);
      offsets.push(at);
      if (kind === 'U' && (value.codePointAt(offsets.length - 1) ?? 0) > 0xffff) offsets.push(at);
      at += width;
    } else if (character === wanted) {
      offsets.push(at);
      at += 1;
    } else if (isBlank(character)) {
      const folded = wanted === ' ' || wanted === '\n';
      if (folded) offsets.push(at);
      at += 1;
      while (folded && isBlank(source.charAt(at)) && !isBlank(value.charAt(offsets.length))) at += 1;
    } else return undefined;
  }
  offsets.push(at);
  return offsets;
}
