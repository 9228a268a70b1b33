import { defineRule, type Rule } from './rule.ts';
import { member } from '../model/located.ts';
import { isCutShort } from './support/source-errors.ts';
import { addVersion, replaceVersion } from './support/version-fix.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'missing-version',
    docs: {
      summary: 'policies without a `Version`, which AWS reads as the old language',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html'],
    },
    severity: 'warning',
    presets: ['recommended', 'strict', 'access-analyzer'],
    fixable: true,
    messages: {
      missing: {
        text: 'the policy has no `Version`, so AWS reads it as `2008-10-17` and takes policy variables literally: add `"Version": "2012-10-17"`',
        accessAnalyzerCode: 'MISSING_VERSION',
      },
      old: {
        text: '`2008-10-17` is the old policy language, which takes policy variables literally: write `2012-10-17`',
        severity: 'suggestion',
      },
    },
  },
  create: (context) => ({
    policy(policy) {
      if (policy.version?.value === '2008-10-17') {
        const fix = replaceVersion(context, policy.version.loc, policy.version.value);
        context.report({ messageId: 'old', loc: policy.version.loc, ...(fix === undefined ? {} : { fix }) });
      }
      // A `Version` that is there but wrong is another rule's finding.
      if (context.source.node.kind !== 'object' || isCutShort(context.source) || member(context.source.node, 'Version') !== undefined) return;
      const fix = addVersion(context);
      context.report({ messageId: 'missing', loc: policy.loc, ...(fix === undefined ? {} : { fix }) });
    },
  }),
});
