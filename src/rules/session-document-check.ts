import type { ConditionTest } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { demands, knownValues, testOf } from './support/condition-tests.ts';
import { allowingEntry, documentName, meetsInstances } from './support/session-resources.ts';
import type { StatementView } from './support/statement-view.ts';

const START = 'ssm:StartSession';

export const rule: Rule = defineRule({
  meta: {
    id: 'session-document-check',
    docs: {
      summary: 'session documents that are listed but not enforced, and tags that they do not have',
      sources: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-sessiondocumentaccesscheck.html'],
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
    },
  },
  create: (context) => ({
    policy(_policy, statements) {
      const starting = statements.filter((view) => allowingEntry(view, START) !== undefined);
      for (const view of starting) {
        const tag = tagTest(view);
        for (const resource of tag === undefined ? [] : view.resources) {
          const document = documentName(resource);
          if (tag === undefined || document?.startsWith('AWS-') !== true) continue;
          context.report({ messageId: 'tagged', data: { document, key: tag.key.text }, loc: resource.entry.loc });
        }
        const names = starting.flatMap(({ resources }) => resources.flatMap((resource) => documentName(resource) ?? []));
        const limited = names.length > 0 && !names.includes('*') && starting.every(({ resources }) => !resources.some((resource) => resource.all));
        const entry = allowingEntry(view, START);
        if (!limited || entry === undefined || !view.conditionsKnown || !view.resources.some(meetsInstances) || isChecked(view)) continue;
        context.report({ messageId: 'unchecked', loc: entry.entry.loc });
      }
    },
  }),
});

function tagTest({ tests }: StatementView): ConditionTest | undefined {
  return tests.find((test) => /^(?:aws|ssm):resourcetag\//.test(test.key.id) && demands(test));
}

function isChecked(view: StatementView): boolean {
  const test = testOf(view, 'ssm:sessiondocumentaccesscheck');
  return test !== undefined && (knownValues(test).length === 0 || knownValues(test).includes('true'));
}
