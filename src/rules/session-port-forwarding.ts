import type { Statement } from '../model/policy.ts';
import { defineRule, type Rule, type RuleSource } from './rule.ts';
import { arnPattern } from './support/arn-meet.ts';
import { allowingEntry, meetsDocument, START_SESSION, tagTest } from './support/session-resources.ts';
import { isUnconditional, isWithheld } from './support/withheld.ts';

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
      for (const view of statements) {
        // The document is AWS's, and has no tags of the customer's.
        if (allowingEntry(view, START_SESSION) === undefined || tagTest(view) !== undefined || deniesIt(view.statement, context.source)) continue;
        for (const { entry, unresolved } of view.resources) {
          if (!unresolved && meetsDocument(entry.pattern, REMOTE)) context.report({ messageId: 'remote', loc: entry.loc });
        }
      }
    },
  }),
});

/** The document in any region. */
const DOCUMENT = arnPattern(`arn:aws:ssm:*::document/${REMOTE}`);

function deniesIt(statement: Statement, source: RuleSource): boolean {
  const { resource } = statement;
  if (resource === undefined) return false;
  const entries = resource.entries.slice(0, 1).map((entry) => ({ ...entry, pattern: DOCUMENT }));
  return isWithheld(START_SESSION, { ...statement, resource: { ...resource, entries } }, source, isUnconditional);
}
