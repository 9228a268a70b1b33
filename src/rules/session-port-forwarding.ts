import { defineRule, type Rule } from './rule.ts';
import { allowingEntry, meetsDocument } from './support/session-resources.ts';

const REMOTE = 'AWS-StartPortForwardingSessionToRemoteHost';

export const rule: Rule = defineRule({
  meta: {
    id: 'session-port-forwarding',
    docs: {
      summary: 'sessions that may be tunnels to any host that an instance reaches',
      sources: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html#sessions-remote-port-forwarding'],
    },
    severity: 'suggestion',
    presets: ['strict'],
    policyTypes: ['identity'],
    messages: {
      remote: { text: 'this covers `AWS-StartPortForwardingSessionToRemoteHost`, a tunnel through the instance to any host and port that it reaches: list the documents that are needed' },
    },
  },
  create: (context) => ({
    statement(view) {
      if (allowingEntry(view, 'ssm:StartSession') === undefined) return;
      for (const { entry, unresolved } of view.resources) {
        if (!unresolved && meetsDocument(entry.pattern, REMOTE)) context.report({ messageId: 'remote', loc: entry.loc });
      }
    },
  }),
});
