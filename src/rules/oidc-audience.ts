import type { ConditionTest } from '../model/policy.ts';
import type { PrincipalEntry } from '../model/principal.ts';
import { defineRule, type Rule, type RuleReport } from './rule.ts';
import { traitsOf } from './support/condition-tests.ts';
import { deniesUnless } from './support/deny-unless.ts';
import { limitsClaim, sharedProvider } from './support/oidc-providers.ts';
import { literalBefore } from './support/literal-before.ts';
import { oidcUrl, principalsOf } from './support/principals.ts';
import type { StatementView } from './support/statement-view.ts';
import { sparesSome } from './support/withheld.ts';

const GOOGLE = 'accounts.google.com';

export const rule: Rule = defineRule({
  meta: {
    id: 'oidc-audience',
    docs: {
      summary: 'roles for tokens of an OpenID Connect provider whatever their audience is',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html', 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html'],
    },
    severity: 'warning',
    presets: ['strict'],
    policyTypes: ['trust'],
    messages: {
      missing: { text: 'tokens of `{{provider}}` are let in for each audience that is registered with it: add a condition on `{{provider}}:aud`, such as {{example}}' },
      builtIn: {
        text: 'tokens that Google gives to any application are let in, for someone who signs in there: add a condition on `accounts.google.com:aud`, with the client ID of your own application',
        severity: 'security',
      },
      wildcard: { text: '`{{value}}` also matches audiences that are meant for others: write the whole audience, such as {{example}}' },
    },
  },
  create: (context) => ({
    policy(_policy, statements) {
      for (const view of statements) {
        if (view.statement.effect !== 'Allow' || !view.conditionsKnown) continue;
        for (const entry of principalsOf(view)) {
          const provider = audienceProvider(entry);
          if (provider === undefined || deniesUnless(view, entry, statements, (test) => isAudience(test, provider) && sparesSome(test))) continue;
          for (const problem of problemsOf(entry, provider, view)) context.report(problem);
        }
      }
    },
  }),
});

type Problem = RuleReport<'missing' | 'builtIn' | 'wildcard'>;

function problemsOf({ loc }: PrincipalEntry, provider: string, view: StatementView): readonly Problem[] {
  const ofProvider = view.tests.filter((test) => test.key.id.startsWith(`${provider}:`));
  // `oidc-subject` asks for both claims then.
  if (ofProvider.length === 0 && sharedProvider(provider) === undefined) return [];
  const tests = audienceTests(ofProvider, provider);
  const data = { provider, example: exampleOf(provider) };
  if (tests.length === 0) return [{ messageId: provider === GOOGLE ? 'builtIn' : 'missing', data, loc }];
  return wildValues(tests).map((value) => ({ messageId: 'wildcard', data: { ...data, value: value.text }, loc: value.loc }));
}

/** The provider that an entry names, unless its claim of the customer is the audience, or it has none: that is for `oidc-subject`. */
function audienceProvider(entry: PrincipalEntry): string | undefined {
  const provider = oidcUrl(entry);
  if (provider === undefined) return undefined;
  const shared = sharedProvider(provider);
  const bySubject = shared === undefined || shared.claim === 'sub' || provider === GOOGLE;
  return bySubject ? provider : undefined;
}

/** The tests that limit the audience, be it with a wildcard. For Google, `aud` may be the authorized party, and `oaud` is the audience then. */
function audienceTests(tests: readonly ConditionTest[], provider: string): readonly ConditionTest[] {
  return tests.filter((test) => isAudience(test, provider) && !traitsOf(test).negated);
}

function isAudience({ key, operator }: ConditionTest, provider: string): boolean {
  const claims = provider === GOOGLE ? ['aud', 'oaud'] : ['aud'];
  return operator.name !== 'Null' && claims.some((claim) => key.id === `${provider}:${claim}`);
}

/** The values with a wildcard, where no test asks for an exact audience. */
function wildValues(tests: readonly ConditionTest[]): readonly { readonly text: string; readonly loc: ConditionTest['values'][number]['loc'] }[] {
  const wild = tests.map((test) => (traitsOf(test).comparison === 'like' ? test.values.filter((value) => literalBefore(value.pattern) !== undefined) : []));
  if (tests.some((test, index) => wild[index]?.length === 0 && limitsClaim(test))) return [];
  return wild.flat().map(({ pattern, loc }) => ({ text: pattern.text, loc }));
}

function exampleOf(provider: string): string {
  const audience = sharedProvider(provider)?.audience;
  return audience === undefined ? 'the client ID of your application' : `\`${audience}\``;
}
