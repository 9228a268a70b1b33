import type { AccessRequest } from '../model/access-request.ts';
import { literalText } from '../model/pattern.ts';
import { defineRule, type Rule } from './rule.ts';
import { GLOBAL_CONDITION_KEYS, PRINCIPAL_ELEMENT } from './support/aws-pages.ts';
import { demands, knownValues } from './support/condition-tests.ts';
import { isEndpoint } from './support/endpoint-policies.ts';
import { isEveryone, principalsOf } from './support/principals.ts';
import { deniesOthers, limitOnCaller } from './support/public-limits.ts';
import type { StatementView } from './support/statement-view.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'public-access',
    docs: {
      summary: 'resources and roles that are open to everyone, also where a condition only seems to limit that',
      sources: [
        'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status',
        `${PRINCIPAL_ELEMENT}#principal-anonymous`,
        GLOBAL_CONDITION_KEYS,
      ],
    },
    severity: 'security',
    presets: ['recommended', 'strict'],
    policyTypes: ['resource', 'trust'],
    messages: {
      public: { text: '{{who}} may do this: name the principals, or add a condition such as `aws:PrincipalOrgID`' },
      services: { text: 'every service of AWS may do this, on behalf of any of its customers: name the service as the principal, and add a condition on `aws:SourceArn`, `aws:SourceAccount` or `aws:SourceOrgID`' },
      externalId: { text: 'everyone with an AWS account who learns the external ID may do this, and it is no secret: name the account or the role that is meant' },
      open: { text: '`{{key}}` is compared with something that strangers have too, so everyone may still do this: write a fixed value of your own' },
    },
  },
  create: (context) => ({
    policy(_policy, statements) {
      // Everyone is the default of an endpoint.
      if (isEndpoint(context.resourceType)) return;
      for (const view of statements) {
        if (view.statement.effect !== 'Allow' || !view.conditionsKnown) continue;
        const everyone = principalsOf(view).find(isEveryone);
        if (everyone === undefined) continue;
        const limits = view.tests.map((test) => ({ test, limit: limitOnCaller(test) }));
        if (limits.some(({ limit }) => limit === 'fixed') || deniesOthers(view, statements)) continue;
        const open = limits.find(({ limit }) => limit === 'open');
        const services = view.tests.find((test) => test.key.id === 'aws:principalisawsservice' && demands(test) && !knownValues(test).some((text) => text.toLowerCase() === 'false'));
        if (services !== undefined) {
          context.report({ messageId: 'services', loc: services.loc });
          continue;
        }
        const secret = view.tests.find((test) => test.key.id === 'sts:externalid' && demands(test));
        if (open !== undefined) context.report({ messageId: 'open', data: { key: open.test.key.text }, loc: open.test.loc });
        else if (secret !== undefined) context.report({ messageId: 'externalId', loc: everyone.loc });
        else {
          const who = context.type === 'trust' ? 'everyone with an AWS account' : 'everyone, anonymous callers included,';
          const witness = context.type === 'trust' ? undefined : anonymousRequest(view);
          context.report({ messageId: 'public', data: { who }, loc: everyone.loc, ...(witness === undefined ? {} : { witness }) });
        }
      }
    },
  }),
});

/** A request that shows it, where the statement has no conditions that it would have to fulfil and names a resource. */
function anonymousRequest({ actions, resources, statement, tests }: StatementView): AccessRequest | undefined {
  if (tests.length > 0 || statement.action.kind !== 'Action' || statement.resource?.kind !== 'Resource') return undefined;
  const action = actions.find((entry) => !entry.wildcard && entry.names.length > 0)?.names[0];
  const resource = resources.map(({ entry }) => literalText(entry.pattern)).find((text) => text?.startsWith('arn:') === true);
  return action === undefined || resource === undefined ? undefined : { principal: 'anonymous', action, resource };
}
