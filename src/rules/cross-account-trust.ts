import { isAnything } from '../model/pattern.ts';
import type { ConditionTest } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { demands } from './support/condition-tests.ts';
import { deniesUnless } from './support/deny-unless.ts';
import { listOption } from './support/options.ts';
import { principalsOf } from './support/principals.ts';
import { isOfCallers, limitOnCaller, sparesFixed } from './support/public-limits.ts';
import { sparesSome } from './support/withheld.ts';

/** What makes a stranger's request for a customer of the stranger another than mine, or what excludes strangers. */
const LIMITS = /^(?:sts:externalid|aws:(?:principalorgid|principalorgpaths|multifactorauthpresent|principalarn|principaltag\/.*|sourceidentity|sourceip|sourcevpc|sourcevpce)|sts:sourceidentity)$/;

export const rule: Rule = defineRule({
  meta: {
    id: 'cross-account-trust',
    docs: {
      summary: 'roles that a whole account may assume, without an external ID or another limit',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html'],
    },
    severity: 'suggestion',
    presets: ['strict'],
    policyTypes: ['trust'],
    messages: {
      account: {
        text: 'if `{{account}}` is a vendor, its other customers can have it assume this role too: ask for `sts:ExternalId`, or for `aws:PrincipalOrgID` if it is an account of your own',
      },
    },
    options: {
      schema: { type: 'object', additionalProperties: false, properties: { accounts: { type: 'array', items: { type: 'string' } } } },
      defaults: { accounts: [] },
    },
  },
  create: (context) => {
    const own = listOption(context.options, 'accounts');
    return {
      policy(_policy, statements) {
        for (const view of statements) {
          if (view.statement.effect !== 'Allow' || !view.conditionsKnown || view.tests.some(limits)) continue;
          for (const entry of principalsOf(view)) {
            const { pattern, loc } = entry;
            if (pattern.kind !== 'account' || own.includes(pattern.accountId) || deniesUnless(view, entry, statements, sparesLimited)) continue;
            context.report({ messageId: 'account', data: { account: pattern.accountId }, loc });
          }
        }
      },
    };
  },
});

/** A condition on who calls, other than one that anyone fulfils. */
function limits(test: ConditionTest): boolean {
  return LIMITS.test(test.key.id) && demands(test) && limitOnCaller(test) !== 'open' && !test.values.some(({ pattern }) => isAnything(pattern));
}

/** The same of a Deny: it spares those who fulfil the condition. */
function sparesLimited(test: ConditionTest): boolean {
  return LIMITS.test(test.key.id) && test.operator.name !== 'Null' && (isOfCallers(test) ? sparesFixed(test) : sparesSome(test));
}
