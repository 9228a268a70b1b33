import type { Pattern } from '../model/pattern.ts';
import { defineRule, type Rule } from './rule.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'arn-format',
    docs: {
      summary: 'resources that are no ARN, and ARNs that leave out fields',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      prefix: { text: '`{{resource}}` is no ARN: a resource is `*` or begins with `arn:`', accessAnalyzerCode: 'INVALID_ARN_PREFIX' },
      field: {
        text: '`{{resource}}` has {{count}} of the six fields of an ARN: `arn:partition:service:region:account:resource`, of which some may be empty',
        accessAnalyzerCode: 'MISSING_ARN_FIELD',
      },
    },
  },
  create: (context) => ({
    resource({ entry: { pattern, loc }, all, arn, misplacedVariable }) {
      if (all || misplacedVariable || startsUnresolved(pattern)) return;
      const scheme = schemeOf(pattern);
      if (scheme !== 'arn') context.report({ messageId: 'prefix', data: { resource: pattern.text }, loc });
      else if (arn === undefined && !pattern.parts.some((part) => part.kind === 'unresolved')) {
        context.report({ messageId: 'field', data: { resource: pattern.text, count: fieldCount(pattern) }, loc });
      }
    },
  }),
});

function startsUnresolved({ parts }: Pattern): boolean {
  const [first, second] = parts;
  return first?.kind === 'unresolved' || (first?.kind === 'literal' && !first.text.includes(':') && second?.kind === 'unresolved');
}

/** The text before the first colon, if nothing but literal text stands there. */
function schemeOf({ parts }: Pattern): string | undefined {
  const first = parts[0];
  return first?.kind === 'literal' && first.text.includes(':') ? first.text.slice(0, first.text.indexOf(':')) : undefined;
}

function fieldCount({ parts }: Pattern): number {
  const literal = parts.map((part) => (part.kind === 'literal' ? part.text : '')).join('');
  return literal.split(':').length;
}
