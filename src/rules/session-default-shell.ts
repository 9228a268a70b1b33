import { defineRule, type Rule } from './rule.ts';
import { allowingEntry, checksDocument, documentName, isOpen, mayStart, meetsInstances, START_SESSION, startingSessions } from './support/session-resources.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'session-default-shell',
    docs: {
      summary: 'sessions for which no document is asked for, so that they are interactive shells',
      sources: [
        'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-sessiondocumentaccesscheck.html',
        'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-default-session-document.html',
      ],
    },
    severity: 'suggestion',
    presets: ['strict'],
    policyTypes: ['identity'],
    messages: {
      open: {
        text: 'a session that names no document is an interactive shell here: name the documents that are meant (`SSM-SessionManagerRunShell` for a shell) beside the instances, and add `"BoolIfExists": { "ssm:SessionDocumentAccessCheck": "true" }` to every statement that allows `ssm:StartSession`',
      },
    },
  },
  create: (context) => ({
    policy(_policy, statements) {
      const starting = startingSessions(statements, context.source);
      if (statements.some(mayStart)) return;
      // What is listed and not enforced is for `session-document-check`.
      if (starting.some(({ resources }) => resources.some((resource) => isOpen(resource) || !['*', undefined].includes(documentName(resource))))) return;
      for (const view of starting) {
        const entry = allowingEntry(view, START_SESSION);
        if (entry === undefined || !view.conditionsKnown || !view.resources.some(meetsInstances) || checksDocument(view)) continue;
        context.report({ messageId: 'open', loc: entry.entry.loc });
      }
    },
  }),
});
