import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, STS_CONDITION_KEYS } from './support/aws-pages.ts';
import { actionsKnown, coversAction } from './support/principals.ts';
import { demands } from './support/condition-tests.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'trust-session-action',
    docs: {
      summary: 'trust policies that ask for session tags or a source identity which nobody may set',
      sources: [STS_CONDITION_KEYS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['trust'],
    messages: {
      missing: {
        text: 'a session has `{{key}}` only where the trust policy allows `{{action}}`: add it to this statement',
        accessAnalyzerCode: 'MISSING_ACTION_FOR_CONDITION_KEY',
      },
    },
  },
  create: (context) => ({
    condition(test, view) {
      const action = settingAction(test.key.id);
      if (action === undefined || view.statement.effect !== 'Allow' || !demands(test)) return;
      if (!actionsKnown(view) || coversAction(view, action)) return;
      context.report({ messageId: 'missing', data: { key: test.key.text, action }, loc: test.key.loc });
    },
  }),
});

function settingAction(id: string): string | undefined {
  if (id === 'sts:sourceidentity') return 'sts:SetSourceIdentity';
  return id.startsWith('aws:requesttag/') || id === 'aws:tagkeys' || id === 'sts:transitivetagkeys' ? 'sts:TagSession' : undefined;
}
