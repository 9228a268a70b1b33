import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';
import { deniesOtherSubjects } from './support/deny-unless.ts';
import { literalBefore } from './support/literal-before.ts';

const SUBJECT = 'token.actions.githubusercontent.com:sub';
const LITERALS_BEFORE = 6;

export const rule: Rule = defineRule({
  meta: {
    id: 'github-subject',
    docs: {
      summary: 'subjects of GitHub Actions whose wildcard reaches repositories of others',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html#idp_oidc_Create_GitHub', ACCESS_ANALYZER_CHECKS],
    },
    severity: 'warning',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['trust'],
    messages: {
      early: {
        text: '`{{value}}` lets in repositories of others: name the organization, the repository and the branch, as in `repo:octo-org/octo-repo:ref:refs/heads/main`',
        accessAnalyzerCode: 'SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED',
      },
      organization: {
        text: '`{{value}}` also matches organizations of others with a name that begins alike: write the whole name of the organization, up to its slash',
        severity: 'security',
      },
    },
  },
  create: (context) => ({
    conditionValue({ pattern, loc }, test, view) {
      const { family, negated } = traitsOf(test);
      if (test.key.id !== SUBJECT || family !== 'string' || negated !== (view.statement.effect === 'Deny')) return;
      const before = literalBefore(pattern);
      if (before === undefined) return;
      if (before.length < LITERALS_BEFORE) context.report({ messageId: 'early', data: { value: pattern.text }, loc });
      else if (!namesOrganization(before) && !deniesOtherSubjects(view, SUBJECT, namesOrganization)) context.report({ messageId: 'organization', data: { value: pattern.text }, loc });
    },
  }),
});

/** Up to its slash, or in another form of a subject. */
function namesOrganization(before: string): boolean {
  return before.length >= LITERALS_BEFORE && !/^repo:[^/:]*$/.test(before);
}
