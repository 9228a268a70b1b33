import type { PrincipalEntry } from '../model/principal.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS } from './support/aws-pages.ts';
import { limitsClaim, sharedProvider } from './support/oidc-providers.ts';
import { oidcUrl, principalsOf } from './support/principals.ts';
import type { StatementView } from './support/statement-view.ts';

const GITHUB = 'token.actions.githubusercontent.com';

export const rule: Rule = defineRule({
  meta: {
    id: 'oidc-subject',
    docs: {
      summary: 'roles that anyone with a token of an OpenID Connect provider can assume',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html', ACCESS_ANALYZER_CHECKS],
    },
    severity: 'security',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['trust'],
    messages: {
      noKey: {
        text: 'every token of `{{provider}}` is let in: add conditions on its claims, such as `{{provider}}:sub` and `{{provider}}:aud`',
        accessAnalyzerCode: 'MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL',
      },
      github: {
        text: 'workflows of every repository on GitHub are let in: add a condition on `{{provider}}:sub`, as in `{{example}}`',
        accessAnalyzerCode: 'MISSING_GITHUB_REPO_CONDITION_KEY',
      },
      shared: {
        text: '{{name}} gives tokens to its other customers too, and they are let in: add a condition on `{{provider}}:{{claim}}`, as in `{{example}}`',
      },
    },
  },
  create: (context) => ({
    statement(view) {
      if (view.statement.effect !== 'Allow' || !view.conditionsKnown) return;
      for (const entry of principalsOf(view)) {
        const problem = problemOf(entry, view);
        if (problem !== undefined) context.report({ ...problem, loc: entry.loc });
      }
    },
  }),
});

interface Problem {
  readonly messageId: 'noKey' | 'github' | 'shared';
  readonly data: Readonly<Record<string, string>>;
}

function problemOf(entry: PrincipalEntry, { tests }: StatementView): Problem | undefined {
  const provider = oidcUrl(entry);
  if (provider === undefined) return undefined;
  const shared = sharedProvider(provider);
  const ofProvider = tests.filter((test) => test.key.id.startsWith(`${provider}:`));
  if (shared === undefined) return ofProvider.length === 0 ? { messageId: 'noKey', data: { provider } } : undefined;
  const claims = [shared.claim, ...(shared.others ?? [])].map((claim) => `${provider}:${claim}`);
  const limited = ofProvider.some((test) => claims.includes(test.key.id) && limitsClaim(test));
  if (limited) return undefined;
  const data = { provider, name: shared.name, claim: shared.claim, example: shared.example };
  if (provider === GITHUB) return { messageId: 'github', data };
  return ofProvider.length === 0 ? { messageId: 'noKey', data } : { messageId: 'shared', data };
}
