import { lastFew } from '../last-few.ts';
import { triOf } from '../tri.ts';
import { perText, type FamilyCompiler } from './value-test.ts';

/** An address or range: the groups of 8 (IPv4) or 16 (IPv6) bits, and how many leading bits count. */
interface IpRange {
  readonly version: 4 | 6;
  readonly groups: readonly number[];
  readonly prefix: number;
}

/**
 * IPv4 and IPv6 ranges; an address without a prefix length is that one address.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export const ipAddress: FamilyCompiler = (values, context) =>
  perText(values, context, parseIpRange, (actual, range) => {
    const address = actual.includes('/') ? undefined : addressOf(actual);
    return address === undefined ? context.malformedMatches : triOf(contains(range, address));
  });

const addressOf: (text: string) => IpRange | undefined = lastFew(parseIpRange);

function bitsOf(version: 4 | 6): number {
  return version === 4 ? 32 : 128;
}

function contains(range: IpRange, address: IpRange): boolean {
  if (range.version !== address.version) return false;
  const width = range.version === 4 ? 8 : 16;
  let bits = range.prefix;
  for (let index = 0; bits > 0; index += 1) {
    const drop = Math.max(0, width - bits);
    if ((range.groups[index] ?? 0) >> drop !== (address.groups[index] ?? 0) >> drop) return false;
    bits -= width;
  }
  return true;
}

/** Undefined for whatever is no address, `10.1.2`, `010.0.0.1` and `10.0.0.0/33` included. */
export function parseIpRange(text: string): IpRange | undefined {
  const slash = text.indexOf('/');
  const address = slash === -1 ? text : text.slice(0, slash);
  const version = address.includes(':') ? 6 : 4;
  const groups = version === 6 ? parseIpv6(address) : parseIpv4(address);
  if (groups === undefined) return undefined;
  if (slash === -1) return { version, groups, prefix: bitsOf(version) };
  const length = text.slice(slash + 1);
  if (!/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) > bitsOf(version)) return undefined;
  return { version, groups, prefix: Number(length) };
}

function parseIpv4(text: string): readonly number[] | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const groups = match.slice(1);
  return groups.every((group) => Number(group) <= 255 && (group === '0' || !group.startsWith('0'))) ? groups.map(Number) : undefined;
}

function parseIpv6(text: string): readonly number[] | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const first = ipv6Groups(head, tail === undefined);
  const last = ipv6Groups(tail ?? '', true);
  if (first === undefined || last === undefined) return undefined;
  const missing = 8 - first.length - last.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...first, ...Array.from({ length: missing }, () => 0), ...last];
}

/** Groups of up to four hexadecimal digits; the end of an address may be written as IPv4. */
function ipv6Groups(text: string, mayEndInIpv4: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const pieces = text.split(':');
  for (const [index, piece] of pieces.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(piece)) groups.push(Number.parseInt(piece, 16));
    else {
      const [a, b, c, d] = (mayEndInIpv4 && index === pieces.length - 1 ? parseIpv4(piece) : undefined) ?? [];
      if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
      groups.push(a * 256 + b, c * 256 + d);
    }
  }
  return groups;
}
