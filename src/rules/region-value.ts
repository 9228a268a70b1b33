import { nearest } from '../model/parse/nearest.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, GLOBAL_CONDITION_KEYS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';
import { patternSymbols, symbolsMeet, textSymbols } from './support/pattern-meet.ts';
import { ALL_REGIONS } from './support/regions.ts';

const KEYS = new Set([
  'aws:requestedregion',
  'account:targetregion',
  'cloudformation:targetregion',
  'ec2:region',
  'ec2:vpceserviceregion',
  'kms:primaryregion',
  'kms:replicaregion',
  's3:destinationregion',
  'secretsmanager:addreplicaregions',
  'secretsmanager:secretprimaryregion',
  'ses:replicaregion',
]);

const regions = [...ALL_REGIONS, 'aws-global'].map(textSymbols);

export const rule: Rule = defineRule({
  meta: {
    id: 'region-value',
    docs: {
      summary: 'values of conditions that should be a Region, and are none',
      sources: [GLOBAL_CONDITION_KEYS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      unknown: { text: 'there is no Region `{{region}}`{{hint}}', accessAnalyzerCode: 'INVALID_REGION' },
    },
  },
  create: (context) => ({
    conditionValue({ pattern, loc }, test) {
      const { family, comparison } = traitsOf(test);
      if (!KEYS.has(test.key.id) || family !== 'string') return;
      const symbols = patternSymbols(pattern).map((symbol) => (comparison === 'equalsIgnoreCase' ? lowerCase(symbol) : symbol));
      if (regions.some((known) => symbolsMeet(symbols, known))) return;
      const near = nearest(pattern.text, ALL_REGIONS);
      context.report({ messageId: 'unknown', data: { region: pattern.text, hint: near === undefined ? '' : `, did you mean \`${near}\`?` }, loc });
    },
  }),
});

function lowerCase(symbol: number): number {
  return symbol >= 65 && symbol <= 90 ? symbol + 32 : symbol;
}
