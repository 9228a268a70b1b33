import { member } from '../model/located.ts';
import { knownText } from '../model/unknown-value.ts';
import { defineRule, type Rule } from './rule.ts';
import { reportSourceErrors } from './support/source-errors.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'invalid-version',
    docs: {
      summary: 'a `Version` that the policy language does not have',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      invalid: { text: '{{message}}', accessAnalyzerCode: 'INVALID_VERSION' },
    },
  },
  create: (context) => {
    const version = member(context.source.node, 'Version');
    const isOpen = version?.kind === 'unknown' || (version?.kind === 'string' && knownText(version.text) === undefined);
    return isOpen ? {} : reportSourceErrors(context, { 'invalid-version': 'invalid' });
  },
});
