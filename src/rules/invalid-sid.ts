import { defineRule, type Rule } from './rule.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'invalid-sid',
    docs: {
      summary: 'statement IDs that are empty or have characters that IAM does not take',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      empty: { text: 'the `Sid` is empty: name the statement, or leave the element out', accessAnalyzerCode: 'EMPTY_SID_VALUE', severity: 'suggestion' },
      characters: {
        text: 'the `Sid` `{{sid}}` has {{characters}}: only letters and digits of ASCII are allowed here',
        accessAnalyzerCode: 'UNSUPPORTED_SID',
      },
    },
  },
  create: (context) => ({
    statement({ statement: { sid } }) {
      if (sid === undefined) return;
      if (sid.text === '') context.report({ messageId: 'empty', loc: sid.loc });
      // Some services take more in the policies of their resources.
      else if (context.type !== 'resource' && /[^A-Za-z0-9]/.test(sid.text)) {
        const characters = [...new Set(sid.text.replace(/[A-Za-z0-9]/g, ''))].map((character) => `\`${character}\``).join(', ');
        context.report({ messageId: 'characters', data: { sid: sid.text, characters }, loc: sid.loc });
      }
    },
  }),
});
