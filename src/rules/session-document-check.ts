import type { ConditionTest } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { allowingEntry, checksDocument, documentName, isDefaultDocument, isDocumentOfAws, isOpen, mayStart, meetsDocument, meetsInstances, START_SESSION, startingSessions, tagTest } from './support/session-resources.ts';
import type { ResourceEntryView, StatementView } from './support/statement-view.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'session-document-check',
    docs: {
      summary: 'session documents that are listed but not enforced, and those that a session can never use',
      sources: [
        'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-sessiondocumentaccesscheck.html',
        'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-default-session-document.html',
      ],
    },
    severity: 'security',
    presets: ['recommended', 'strict'],
    policyTypes: ['identity'],
    messages: {
      unchecked: {
        text: 'the documents that this policy lists are not enforced here: a session that names none gets an interactive shell; add `"BoolIfExists": { "ssm:SessionDocumentAccessCheck": "true" }` to every statement that allows `ssm:StartSession`',
      },
      tagged: {
        text: '`{{document}}` is a document of AWS and has none of your tags, so the condition on `{{key}}` never lets it be used: allow it in a statement without that condition',
        severity: 'warning',
      },
      ownTagged: {
        text: '`{{document}}` is only let in if the document itself has the tag of `{{key}}`, as the instances have: tag it, or allow it in a statement without that condition',
        severity: 'suggestion',
      },
      anyTagged: {
        text: 'documents of AWS, such as those of SSH and of port forwarding, have none of your tags, so the condition on `{{key}}` denies every session that names one: name the instances here, and allow the documents that are meant in a statement without that condition',
        severity: 'suggestion',
      },
    },
  },
  create: (context) => ({
    policy(_policy, statements) {
      const starting = startingSessions(statements, context.source);
      const names = starting.flatMap(({ resources }) => resources.flatMap((resource) => documentName(resource) ?? []));
      const whole = statements.some(mayStart) || names.includes('*') || starting.some(({ resources }) => resources.some((resource) => resource.all || isOpen(resource) || isDefaultDocument(resource)));
      const limited = names.length > 0 && !whole;
      for (const view of starting) {
        const tag = tagTest(view);
        for (const resource of view.resources) {
          const found = tag === undefined ? undefined : tagProblem(resource, tag, statements);
          if (found !== undefined) context.report({ ...found, loc: resource.entry.loc });
        }
        const entry = allowingEntry(view, START_SESSION);
        if (!limited || entry === undefined || !view.conditionsKnown || !view.resources.some(meetsInstances) || checksDocument(view)) continue;
        context.report({ messageId: 'unchecked', loc: entry.entry.loc });
      }
    },
  }),
});

interface Problem {
  readonly messageId: 'tagged' | 'ownTagged' | 'anyTagged';
  readonly data: Readonly<Record<string, string>>;
}

function tagProblem(resource: ResourceEntryView, tag: ConditionTest, statements: readonly StatementView[]): Problem | undefined {
  const key = tag.key.text;
  const document = documentName(resource);
  if (document !== undefined && isDocumentOfAws(document)) return { messageId: 'tagged', data: { document, key } };
  if (isOpen(resource) || (document === undefined && !resource.all)) return undefined;
  if (document !== undefined && document !== '*') return { messageId: 'ownTagged', data: { document, key } };
  // What lets documents in without the tag.
  const otherwise = statements.some((view) => mayStart(view) || (allowingEntry(view, START_SESSION) !== undefined && tagTest(view) === undefined && view.resources.some((other) => other.all || isOpen(other) || documentName(other) !== undefined)));
  return otherwise || !meetsDocument(resource.entry.pattern, 'AWS-StartSSHSession') ? undefined : { messageId: 'anyTagged', data: { key } };
}
