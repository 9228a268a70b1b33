import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 's3-prefix-negated',
    docs: {
      summary: 'prefixes of Amazon S3 listings that are denied rather than allowed',
      sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html', ACCESS_ANALYZER_CHECKS],
    },
    severity: 'security',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      negative: {
        text: 'a caller gets around this by listing with a shorter prefix, or with none: allow the prefixes that may be listed instead of excluding others',
        accessAnalyzerCode: 'S3_PREFIX_IN_NEGATIVE_CONTEXT',
      },
    },
  },
  create: (context) => ({
    condition(test, { statement }) {
      const { family, negated } = traitsOf(test);
      if (test.key.id !== 's3:prefix' || family !== 'string' || negated !== (statement.effect === 'Allow')) return;
      context.report({ messageId: 'negative', loc: test.loc });
    },
  }),
});
