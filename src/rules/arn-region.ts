import { nearest } from '../model/parse/nearest.ts';
import { isAnything, literalText, type Pattern } from '../model/pattern.ts';
import { defineRule, type Rule } from './rule.ts';
import { patternSymbols, symbolsMeet, textSymbols } from './support/pattern-meet.ts';
import { ALL_REGIONS } from './support/regions.ts';

const regionTexts = new Set(ALL_REGIONS);
const regions = ALL_REGIONS.map(textSymbols);

export const rule: Rule = defineRule({
  meta: {
    id: 'arn-region',
    docs: {
      summary: 'ARNs with a Region that does not exist, or with or without one against the format of the resource',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      unknown: { text: 'there is no Region `{{region}}`{{hint}}', accessAnalyzerCode: 'INVALID_ARN_REGION' },
      missing: { text: 'the ARN has no Region, and its resource has one: write the Region or `*`, as in `{{format}}`', accessAnalyzerCode: 'MISSING_ARN_REGION' },
      notAllowed: { text: 'the ARN has the Region `{{region}}`, and its resource has none: leave the field empty, as in `{{format}}`', accessAnalyzerCode: 'ARN_REGION_NOT_ALLOWED' },
    },
  },
  create: (context) => ({
    resource({ entry: { loc }, arn, formats }) {
      if (arn === undefined || isAnything(arn.region)) return;
      const region = literalText(arn.region);
      const [first] = formats;
      if (region === '') {
        if (first === undefined || formats.some((template) => template.region === '')) return;
        context.report({ messageId: 'missing', data: { format: first.text }, loc });
      } else if (region !== undefined && first !== undefined && formats.every((template) => template.region === '')) {
        context.report({ messageId: 'notAllowed', data: { region, format: first.text }, loc });
      } else if (!isKnownRegion(arn.region)) {
        // Some types have a literal in this field, which is no Region.
        if (formats.some((format) => format.region !== '*' && format.region === region)) return;
        const hint = nearest(arn.region.text, ALL_REGIONS);
        context.report({ messageId: 'unknown', data: { region: arn.region.text, hint: hint === undefined ? '' : `, did you mean \`${hint}\`?` }, loc });
      }
    },
  }),
});

function isKnownRegion(region: Pattern): boolean {
  const text = literalText(region);
  return text === undefined ? regions.some((known) => symbolsMeet(patternSymbols(region), known)) : regionTexts.has(text);
}
