import { defineRule, type Rule } from './rule.ts';
import { covers } from './support/pattern-cover.ts';
import { covering } from './support/covering-entry.ts';
import { allowingEntry, meetsDocument, START_SESSION, tagTest } from './support/session-resources.ts';
import type { StatementView } from './support/statement-view.ts';
import { arnPattern } from './support/arn-meet.ts';

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
    policy(_policy, statements) {
      if (statements.some(deniesIt)) return;
      for (const view of statements) {
        // The document is AWS's, and has no tags of the customer's.
        if (allowingEntry(view, START_SESSION) === undefined || tagTest(view) !== undefined) continue;
        for (const { entry, unresolved } of view.resources) {
          if (!unresolved && meetsDocument(entry.pattern, REMOTE)) context.report({ messageId: 'remote', loc: entry.loc });
        }
      }
    },
  }),
});

const isStart = covering(START_SESSION);
/** The document in any region. */
const DOCUMENT = arnPattern(`arn:aws:ssm:*::document/${REMOTE}`);

function deniesIt({ statement, actions, resources }: StatementView): boolean {
  if (statement.effect !== 'Deny' || statement.conditions.length > 0) return false;
  if (statement.action.kind !== 'Action' || statement.resource?.kind !== 'Resource') return false;
  // What a template leaves open may be just that.
  return actions.some((action) => action.text === undefined || isStart(action)) && resources.some(({ entry, unresolved }) => unresolved || covers(entry.pattern, DOCUMENT, { ignoreCase: false }));
}
