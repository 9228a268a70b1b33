import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, CONDITION_ELEMENT } from './support/aws-pages.ts';

/** Keys that end in a tag key, without the slash. */
const TAG_KEY = /^(?:aws:(?:resourcetag|requesttag|principaltag)|[a-z0-9-]+:(?:resourcetag|existingobjecttag|requestobjecttag))\/?$/;

export const rule: Rule = defineRule({
  meta: {
    id: 'condition-key-format',
    docs: {
      summary: 'condition keys that are not of the form `service:key`, and tag keys without the tag',
      sources: [CONDITION_ELEMENT, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      format: {
        text: '`{{key}}` is no condition key: write the service or `aws`, a colon and the name of the key, as in `aws:SourceArn`',
        accessAnalyzerCode: 'INVALID_CONDITION_KEY_FORMAT',
      },
      tag: {
        text: '`{{key}}` does not say which tag: write the tag key behind the slash, as in `{{example}}`',
        accessAnalyzerCode: 'MISSING_TAG_KEY_IN_CONDITION',
      },
    },
  },
  create: (context) => ({
    condition({ key }) {
      const { text, id, loc } = key;
      if (text.includes('${')) return;
      if (TAG_KEY.test(id)) context.report({ messageId: 'tag', data: { key: text, example: `${text.replace(/\/$/, '')}/team` }, loc });
      else if (!/^[^:\s]+:[^:\s].*$/.test(text)) context.report({ messageId: 'format', data: { key: text }, loc });
    },
  }),
});
