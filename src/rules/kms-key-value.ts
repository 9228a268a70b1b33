import { conditionKey } from '../reference/condition-keys.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';
import { patternSymbols, symbolsMeet, textSymbols } from './support/pattern-meet.ts';

const KEY_ARN = textSymbols('arn:*:kms:*:*:key/*');

export const rule: Rule = defineRule({
  meta: {
    id: 'kms-key-value',
    docs: {
      summary: 'conditions on the AWS KMS key of a request whose value is no ARN of a key',
      sources: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html', ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      noKey: {
        text: '`{{value}}` is no ARN of an AWS KMS key, and `{{key}}` holds one in every request: write `arn:aws:kms:region:account:key/key-id`',
        accessAnalyzerCode: 'INVALID_KMS_KEY_VALUE',
      },
    },
  },
  create: (context) => ({
    conditionValue({ pattern, loc }, test) {
      const { family } = traitsOf(test);
      if ((family !== 'string' && family !== 'arn') || !/kms-?key(?:arn|-id)?$/.test(test.key.id)) return;
      if (conditionKey(test.key.text)?.type !== 'ARN' || symbolsMeet(patternSymbols(pattern), KEY_ARN)) return;
      context.report({ messageId: 'noKey', data: { value: pattern.text, key: test.key.text }, loc });
    },
  }),
});
