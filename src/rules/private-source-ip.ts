import type { ConditionValue } from '../model/policy.ts';
import { knownText } from '../model/unknown-value.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, GLOBAL_CONDITION_KEYS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';
import { contains, parseIpRange } from './support/ip-range.ts';

/** RFC 1918 and RFC 4193. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].flatMap((text) => parseIpRange(text) ?? []);

export const rule: Rule = defineRule({
  meta: {
    id: 'private-source-ip',
    docs: {
      summary: 'private addresses as values of `aws:SourceIp`, which holds public ones only',
      sources: [GLOBAL_CONDITION_KEYS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      never: {
        text: '`aws:SourceIp` holds public addresses only, so this condition never matches: write public ranges, or `aws:VpcSourceIp` with `aws:SourceVpc`',
        accessAnalyzerCode: 'PRIVATE_IP_ADDRESS',
      },
      always: {
        text: '`aws:SourceIp` holds public addresses only, so this condition matches every request that has one: write public ranges',
        accessAnalyzerCode: 'PRIVATE_NOT_IP_ADDRESS',
      },
      unmatched: {
        text: '`{{value}}` is private, and `aws:SourceIp` holds public addresses only: leave it out',
        accessAnalyzerCode: 'PRIVATE_IP_ADDRESS_SUBSET',
        severity: 'suggestion',
      },
      unexcluded: {
        text: '`{{value}}` is private, and `aws:SourceIp` holds public addresses only, so it excludes nothing: leave it out',
        accessAnalyzerCode: 'PRIVATE_NOT_IP_ADDRESS_SUBSET',
        severity: 'suggestion',
      },
    },
  },
  create: (context) => ({
    condition(test) {
      const { family, negated } = traitsOf(test);
      if (test.key.id !== 'aws:sourceip' || family !== 'ipAddress') return;
      const privateValues = test.values.filter(isPrivate);
      if (privateValues.length === 0) return;
      if (privateValues.length === test.values.length) {
        context.report({ messageId: negated ? 'always' : 'never', loc: test.loc });
        return;
      }
      for (const value of privateValues) {
        context.report({ messageId: negated ? 'unexcluded' : 'unmatched', data: { value: value.pattern.text }, loc: value.loc });
      }
    },
  }),
});

function isPrivate(value: ConditionValue): boolean {
  const text = knownText(value.text);
  const range = text === undefined ? undefined : parseIpRange(text);
  return range !== undefined && PRIVATE.some((known) => contains(known, range));
}
