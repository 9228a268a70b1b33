import type { LocatedText } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'duplicate-sid',
    docs: {
      summary: 'statement IDs that stand twice in a policy',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      required: { text: 'another statement has the `Sid` `{{sid}}`: in this type of policy each must be unique', accessAnalyzerCode: 'UNIQUE_SIDS_REQUIRED' },
      recommended: {
        text: 'another statement has the `Sid` `{{sid}}`: give each its own, so that an error or a log tells which is meant',
        accessAnalyzerCode: 'UNIQUE_SIDS_RECOMMENDED',
        severity: 'warning',
      },
    },
  },
  create: (context) => {
    const seen = new Map<string, LocatedText>();
    return {
      statement({ statement: { sid } }) {
        if (sid === undefined || sid.text === '') return;
        const before = seen.get(sid.text);
        if (before === undefined) seen.set(sid.text, sid);
        else {
          context.report({
            messageId: context.type === 'resource' ? 'recommended' : 'required',
            data: { sid: sid.text },
            loc: sid.loc,
            related: [{ message: 'the first statement with this `Sid`', loc: before.loc }],
          });
        }
      },
    };
  },
});
