import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, parseIpRange } from '../../../src/rules/support/ip-range.ts';

const range = (text: string): NonNullable<ReturnType<typeof parseIpRange>> => {
  const parsed = parseIpRange(text);
  if (parsed === undefined) throw new Error(`\`${text}\` is no range`);
  return parsed;
};

describe('a range of addresses', () => {
  it('reads every address that is written in a usual way', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        expect(parseIpRange(text)).toMatchObject({ hostBits: false });
      }),
    );
  });

  it('is itself by its first address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(fc.ipV4(), fc.nat(32)), fc.tuple(fc.ipV6(), fc.nat(128))), ([address, length]) => {
        const written = range(`${address}/${length}`);
        const first = range(`${written.network}/${length}`);
        expect(first.hostBits).toBe(false);
        expect(contains(first, written) && contains(written, first)).toBe(true);
      }),
    );
  });

  it('holds its own addresses, and no shorter prefix', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.nat(31), (address, length) => {
        expect(contains(range(`${address}/${length}`), range(address))).toBe(true);
        expect(contains(range(address), range(`${address}/${length}`))).toBe(false);
      }),
    );
  });

  it.each(['', '1.2.3', '1.2.3.4.5', '1.2.3.256', '1.2.3.4/', '1.2.3.4/33', '1.2.3.4/-1', '1.2.3.4/8/8', ':', '1::2::3', '::12345', '::1/129', 'fe80::1%eth0', 'x'])('is not `%s`', (text) => {
    expect(parseIpRange(text)).toBeUndefined();
  });
});
