import { nearest } from '../model/parse/nearest.ts';
import { defineRule, type Rule } from './rule.ts';
import { patternSymbols, symbolsMeet, textSymbols } from './support/pattern-meet.ts';
import { PARTITIONS } from './support/regions.ts';

const partitions = PARTITIONS.map(textSymbols);

export const rule: Rule = defineRule({
  meta: {
    id: 'arn-partition',
    docs: {
      summary: 'ARNs in a partition that AWS does not have',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      unknown: { text: 'there is no partition `{{partition}}`{{hint}}', accessAnalyzerCode: 'INVALID_PARTITION' },
      empty: { text: 'the second field of the ARN, its partition, is empty: write `aws`', accessAnalyzerCode: 'INVALID_PARTITION' },
    },
  },
  create: (context) => ({
    resource({ entry: { loc }, arn }) {
      if (arn === undefined) return;
      const { partition } = arn;
      if (partition.parts.length === 0) context.report({ messageId: 'empty', loc });
      else if (partition.text !== 'aws' && !partitions.some((known) => symbolsMeet(patternSymbols(partition), known))) {
        const hint = nearest(partition.text, PARTITIONS);
        context.report({ messageId: 'unknown', data: { partition: partition.text, hint: hint === undefined ? '' : `, did you mean \`${hint}\`?` }, loc });
      }
    },
  }),
});
