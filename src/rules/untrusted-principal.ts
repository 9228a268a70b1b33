import type { ConditionTest } from '../model/policy.ts';
import type { PrincipalEntry } from '../model/principal.ts';
import { defineRule, type Rule } from './rule.ts';
import { PRINCIPAL_ELEMENT } from './support/aws-pages.ts';
import { demands } from './support/condition-tests.ts';
import { deniesUnless } from './support/deny-unless.ts';
import { listOption } from './support/options.ts';
import { hasHole, principalsOf, textWithHoles } from './support/principals.ts';
import { sparesFixed } from './support/public-limits.ts';
import { sameProvider } from './support/same-provider.ts';

/** What keeps out whoever is not of an organization, also among the principals that are named. */
const MEMBERSHIP: ReadonlySet<string> = new Set(['aws:principalorgid', 'aws:principalorgpaths']);

export const rule: Rule = defineRule({
  meta: {
    id: 'untrusted-principal',
    docs: {
      summary: 'accounts and identity providers that are let in, and that the configuration names neither as own nor as trusted',
      sources: [PRINCIPAL_ELEMENT, 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-concepts.html'],
    },
    severity: 'security',
    presets: ['recommended', 'strict'],
    policyTypes: ['resource', 'trust'],
    messages: {
      account: { text: '`{{account}}` is neither an account of the organization nor one that it trusts: add it to `trustedAccounts` if it is meant' },
      provider: { text: '`{{provider}}` is no identity provider that the organization trusts: add it to `trustedProviders` if it is meant' },
    },
    options: {
      schema: {
        type: 'object',
        additionalProperties: false,
        properties: {
          accounts: { type: 'array', items: { type: 'string' } },
          trustedAccounts: { type: 'array', items: { type: 'string' } },
          trustedProviders: { type: 'array', items: { type: 'string' } },
        },
      },
      defaults: { accounts: [], trustedAccounts: [], trustedProviders: [] },
    },
  },
  create: (context) => {
    const own = listOption(context.options, 'accounts');
    const accounts = new Set([...own, ...listOption(context.options, 'trustedAccounts')]);
    const providers = listOption(context.options, 'trustedProviders');
    return {
      policy(_policy, statements) {
        for (const view of statements) {
          if (view.statement.effect !== 'Allow' || view.tests.some((test) => isMembership(test) && demands(test))) continue;
          for (const entry of principalsOf(view)) {
            const account = accountOf(entry);
            const isStrange = own.length > 0 && account !== undefined && !accounts.has(account);
            const isStrangeProvider = providers.length > 0 && namesProvider(entry) && !providers.some((provider) => sameProvider(entry, provider));
            if ((!isStrange && !isStrangeProvider) || deniesUnless(view, entry, statements, (test) => isMembership(test) && sparesFixed(test))) continue;
            if (isStrange) context.report({ messageId: 'account', data: { account }, loc: entry.loc });
            if (isStrangeProvider) context.report({ messageId: 'provider', data: { provider: entry.text }, loc: entry.loc });
          }
        }
      },
    };
  },
});

/** The account of a principal, where the policy writes it out. */
function accountOf({ pattern }: PrincipalEntry): string | undefined {
  const account = 'accountId' in pattern ? pattern.accountId : undefined;
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/** A provider whose name is known, even where its account is not. */
function namesProvider(entry: PrincipalEntry): boolean {
  return entry.type === 'Federated' && entry.pattern.kind !== 'anyone' && !hasHole(textWithHoles(entry).replace(/^arn:[^/]*\//, ''));
}

function isMembership({ key }: ConditionTest): boolean {
  return MEMBERSHIP.has(key.id);
}
