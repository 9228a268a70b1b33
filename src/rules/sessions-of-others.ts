import { isAnything } from '../model/pattern.ts';
import type { ConditionTest } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { demands } from './support/condition-tests.ts';
import { allowingEntry, meetsSessions, tagTest } from './support/session-resources.ts';
import type { ResourceEntryView } from './support/statement-view.ts';
import { isWithheld } from './support/withheld.ts';

const ACTIONS = ['ssm:ResumeSession', 'ssm:TerminateSession'];

export const rule: Rule = defineRule({
  meta: {
    id: 'sessions-of-others',
    docs: {
      summary: 'sessions of other people that may be taken over or ended',
      sources: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html'],
    },
    severity: 'warning',
    presets: ['recommended', 'strict'],
    policyTypes: ['identity'],
    messages: {
      all: {
        text: '`{{action}}` covers the sessions of everyone: write `"StringLike": { "ssm:resourceTag/aws:ssmmessages:session-id": "${aws:userid}" }` as a condition',
      },
      namesakes: {
        text: 'for a user `bob`, `{{resource}}` also covers the sessions of `bob-admin`: write `"StringLike": { "ssm:resourceTag/aws:ssmmessages:session-id": "${aws:userid}" }` as a condition',
        severity: 'suggestion',
      },
      tagged: { text: 'sessions have none of your tags, so the condition on `{{key}}` never lets one be resumed or ended: write `"StringLike": { "ssm:resourceTag/aws:ssmmessages:session-id": "${aws:userid}" }` in a statement of its own' },
    },
  },
  create: (context) => ({
    statement(view) {
      const entry = ACTIONS.filter((action) => !isWithheld(action, view.statement, context.source)).map((action) => allowingEntry(view, action)).find((found) => found !== undefined);
      if (entry === undefined || !view.conditionsKnown) return;
      if (view.tests.some(limitsSessions)) return;
      const tag = tagTest(view);
      for (const resource of view.resources) {
        const owner = ownerOf(resource);
        if (owner !== undefined && tag !== undefined) {
          context.report({ messageId: 'tagged', data: { key: tag.key.text }, loc: resource.entry.loc });
          continue;
        }
        if (owner === 'anyone') context.report({ messageId: 'all', data: { action: entry.entry.pattern.text }, loc: resource.entry.loc });
        if (owner === 'namesakes') context.report({ messageId: 'namesakes', data: { resource: resource.entry.pattern.text }, loc: resource.entry.loc });
      }
    },
  }),
});

/** A condition on what Session Manager notes of a session, other than one that any session fulfils. */
function limitsSessions(test: ConditionTest): boolean {
  return /^(?:aws|ssm):resourcetag\/aws:ssmmessages:(?:session-id|target-id)$/.test(test.key.id) && demands(test) && !test.values.some(({ pattern }) => isAnything(pattern));
}

/** Whose sessions a resource stands for: a session's ID is the user's name, a hyphen and some letters and digits. */
function ownerOf(resource: ResourceEntryView): 'anyone' | 'namesakes' | undefined {
  if (resource.all) return 'anyone';
  if (!meetsSessions(resource)) return undefined;
  const parts = resource.arn?.resource.parts ?? [];
  const variable = parts.find((part) => part.kind === 'variable' || part.kind === 'unresolved');
  if (variable === undefined) return parts.some((part) => part.kind === 'anyRun') ? 'anyone' : undefined;
  return variable.kind === 'variable' && variable.key.toLowerCase() === 'aws:username' && parts.at(-1)?.kind === 'anyRun' ? 'namesakes' : undefined;
}
