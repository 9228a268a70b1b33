import { defineRule, type Rule } from './rule.ts';
import { GLOBAL_CONDITION_KEYS } from './support/aws-pages.ts';
import { demands } from './support/condition-tests.ts';

/** A request has the first only if it came through the internet, the others only if it came through a VPC endpoint. */
const PUBLIC = 'aws:sourceip';
const PRIVATE = new Set(['aws:vpcsourceip', 'aws:sourcevpc', 'aws:sourcevpcarn', 'aws:sourcevpce']);

export const rule: Rule = defineRule({
  meta: {
    id: 'exclusive-condition-keys',
    docs: {
      summary: 'statements that ask for a public address and a VPC at once',
      sources: [`${GLOBAL_CONDITION_KEYS}#condition-keys-sourceip`],
    },
    severity: 'warning',
    presets: ['recommended', 'strict'],
    messages: {
      allow: { text: 'a request through a VPC endpoint has `{{key}}` and no `aws:SourceIp`, any other the reverse, so the statement allows nothing: write a statement for each, or `aws:VpcSourceIp`' },
      deny: {
        text: 'a request through a VPC endpoint has `{{key}}` and no `aws:SourceIp`, any other the reverse, so the statement denies nothing: write a statement for each, or `aws:VpcSourceIp`',
        severity: 'security',
      },
    },
  },
  create: (context) => ({
    statement({ statement, tests }) {
      const address = tests.find((test) => test.key.id === PUBLIC && demands(test));
      const network = tests.find((test) => PRIVATE.has(test.key.id) && demands(test));
      if (address === undefined || network === undefined) return;
      context.report({
        messageId: statement.effect === 'Allow' ? 'allow' : 'deny',
        data: { key: network.key.text },
        loc: address.loc,
        related: [{ message: `the condition on \`${network.key.text}\``, loc: network.loc }],
      });
    },
  }),
});
