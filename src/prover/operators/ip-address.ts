import { between, unite, type Point, type Ranges } from '../ranges.ts';

/** IPv6 addresses lie above all IPv4 addresses, so that no range of the one holds any of the other. */
const sixth = 1n << 128n;

const bitsOf = { 4: 32, 6: 128 } as const;

/** All addresses there are. */
export const allAddresses: Ranges = unite([between(0n, (1n << 32n) - 1n), between(sixth, sixth + (1n << 128n) - 1n)]);

/** The addresses of a CIDR block, or the one of a bare address; undefined when it is neither. */
export function addressRange(text: string): Ranges | undefined {
  const match = /^([0-9a-f:.]+)(?:\/(0|[1-9]\d{0,2}))?$/i.exec(text);
  const address = match?.[1] ?? '';
  const version = address.includes(':') ? 6 : 4;
  const value = version === 6 ? readSixth(address) : readFourth(address);
  if (match === null || value === undefined) return undefined;
  const bits = bitsOf[version];
  const prefix = match[2] === undefined ? bits : Number(match[2]);
  if (prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const first = (value / size) * size + (version === 6 ? sixth : 0n);
  return between(first, first + size - 1n);
}

function readFourth(text: string): bigint | undefined {
  const groups = text.split('.');
  if (groups.length !== 4) return undefined;
  let value = 0n;
  for (const group of groups) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(group) || Number(group) > 255) return undefined;
    value = value * 256n + BigInt(group);
  }
  return value;
}

function readSixth(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':').flatMap(readGroup)));
  if (head === undefined || [...head, ...(tail ?? [])].some(Number.isNaN)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  let value = 0n;
  for (const group of [...head, ...Array.from({ length: missing }, () => 0), ...(tail ?? [])]) value = value * 65536n + BigInt(group);
  return value;
}

/** A group of hexadecimal digits, or two of them written as IPv4. */
function readGroup(text: string): readonly number[] {
  if (/^[0-9a-f]{1,4}$/i.test(text)) return [Number.parseInt(text, 16)];
  const four = text.includes('.') ? readFourth(text) : undefined;
  return four === undefined ? [Number.NaN] : [Number(four >> 16n), Number(four & 65535n)];
}

export function addressText(point: Point): string {
  const value = BigInt(point);
  if (value < sixth) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
  return Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 65535n).toString(16)).join(':');
}
