import { member } from '../model/located.ts';
import { knownText } from '../model/unknown-value.ts';
import { defineRule, type Rule } from './rule.ts';
import { replaceText } from './support/replace-text.ts';
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
    fixable: true,
    messages: {
      invalid: { text: '{{message}}', accessAnalyzerCode: 'INVALID_VERSION' },
    },
  },
  create: (context) => {
    const version = member(context.source.node, 'Version');
    const isOpen = version?.kind === 'unknown' || (version?.kind === 'string' && knownText(version.text) === undefined);
    if (isOpen) return {};
    const written = version?.kind === 'string' ? knownText(version.text) : undefined;
    return reportSourceErrors(context, { 'invalid-version': 'invalid' }, ({ loc }) =>
      // What begins like the current version can hardly be meant for the old one.
      written?.trim().startsWith('2012') === true ? replaceText(context, loc, written, '2012-10-17') : undefined,
    );
  },
});
