import { literalText, type Pattern } from '../model/pattern.ts';
import { defineRule, type Rule } from './rule.ts';
import { isUnresolved } from './support/statement-view.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'arn-account',
    docs: {
      summary: 'ARNs whose account is no account ID, or is there or missing against the format of the resource',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      invalid: { text: '`{{account}}` is no account ID: expected 12 digits or `*`', accessAnalyzerCode: 'INVALID_ARN_ACCOUNT' },
      missing: { text: 'the ARN has no account, and its resource has one: write the account ID or `*`, as in `{{format}}`', accessAnalyzerCode: 'MISSING_ARN_ACCOUNT' },
      notAllowed: { text: 'the ARN has the account `{{account}}`, and its resource has none: leave the field empty, as in `{{format}}`', accessAnalyzerCode: 'ARN_ACCOUNT_NOT_ALLOWED' },
    },
  },
  create: (context) => ({
    resource({ entry: { loc }, arn, formats }) {
      const account = arn === undefined ? undefined : literalText(arn.account);
      if (arn === undefined || account === undefined) return;
      const [first] = formats;
      if (account === '') {
        if (first === undefined || mayLackAccount(arn.resource) || formats.some((template) => template.account !== '*')) return;
        context.report({ messageId: 'missing', data: { format: first.text }, loc });
      } else if (first !== undefined && formats.every((template) => template.account === '')) {
        context.report({ messageId: 'notAllowed', data: { account, format: first.text }, loc });
      } else if (!/^\d{12}$/.test(account) && account !== 'aws' && !formats.some((template) => template.account === account)) {
        context.report({ messageId: 'invalid', data: { account }, loc });
      }
    },
  }),
});

/** The account's own, and what is wrong with its ARN is said by `ineffective-resource`. */
const SESSION_PREFERENCES = 'document/SSM-SessionManagerRunShell';

/**
 * What AWS itself owns and shares has an empty account in its ARN, whatever the format says:
 * `document/AWS-StartSSHSession`, `parameter/aws/service/…`. A name that begins with a wildcard may be one.
 */
function mayLackAccount(resource: Pattern): boolean {
  return isUnresolved(resource) || /^[^/:]+[/:](?:aws|amazon|\*)/i.test(resource.text) || resource.text === SESSION_PREFERENCES;
}
