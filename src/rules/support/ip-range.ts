/** An address or a range of addresses. */
export interface IpRange {
  readonly bits: 32 | 128;
  readonly address: bigint;
  readonly prefixLength: number;
  /** The address has bits set behind its prefix. */
  readonly hostBits: boolean;
  /** The first address of the range, as text. */
  readonly network: string;
}

/** Reads an IPv4 or IPv6 address with or without a prefix length. Undefined for anything else. */
export function parseIpRange(text: string): IpRange | undefined {
  const [addressText = '', lengthText, ...rest] = text.split('/');
  if (rest.length > 0 || (lengthText !== undefined && !/^\d{1,3}$/.test(lengthText))) return undefined;
  const v4 = parseV4(addressText);
  const address = v4 ?? parseV6(addressText);
  if (address === undefined) return undefined;
  const bits = v4 === undefined ? 128 : 32;
  const prefixLength = lengthText === undefined ? bits : Number(lengthText);
  if (prefixLength > bits) return undefined;
  const network = (address >> BigInt(bits - prefixLength)) << BigInt(bits - prefixLength);
  return { bits, address, prefixLength, hostBits: network !== address, network: bits === 32 ? v4Text(network) : v6Text(network) };
}

/** Whether all addresses of the second range are in the first. */
export function contains(wide: IpRange, narrow: IpRange): boolean {
  if (wide.bits !== narrow.bits || wide.prefixLength > narrow.prefixLength) return false;
  const shift = BigInt(wide.bits - wide.prefixLength);
  return wide.address >> shift === narrow.address >> shift;
}

function parseV4(text: string): bigint | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined;
  const octets = text.split('.').map(Number);
  return octets.some((octet) => octet > 255) ? undefined : octets.reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
}

function parseV6(text: string): bigint | undefined {
  const mapped = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (mapped !== null) {
    const v4 = parseV4(mapped[2] ?? '');
    return v4 === undefined ? undefined : parseV6(`${mapped[1] ?? ''}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}`);
  }
  const [head = '', tail, ...others] = text.split('::');
  if (others.length > 0) return undefined;
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

function v4Text(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 0xffn)).join('.');
}

function v6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  return groups.join(':').replace(/(?:^|:)0(?::0)+(?::|$)/, '::');
}
