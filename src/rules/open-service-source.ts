import { splitArnPattern } from '../model/arn.ts';
import { literalText } from '../model/pattern.ts';
import type { ConditionTest, ConditionValue } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { CONFUSED_DEPUTY } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';
import { deniesUnless } from './support/deny-unless.ts';
import { principalsOf } from './support/principals.ts';
import { limitOnCaller, sparesFixed } from './support/public-limits.ts';

/** Keys that say on whose behalf a service calls. */
const SOURCE_KEYS: ReadonlySet<string> = new Set(['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths']);

export const rule: Rule = defineRule({
  meta: {
    id: 'open-service-source',
    docs: {
      summary: 'conditions on the source of a service call that any customer of the service fulfils',
      sources: [CONFUSED_DEPUTY],
    },
    severity: 'security',
    presets: ['recommended', 'strict'],
    policyTypes: ['resource', 'trust'],
    messages: {
      open: {
        text: 'any customer of `{{service}}` can fulfil this condition on `{{key}}`: write your account, as in `"StringEquals": { "aws:SourceAccount": "111122223333" }`, or an ARN with it',
      },
      bucket: {
        text: 'the ARN of a bucket has no account: once `{{bucket}}` is deleted, whoever takes its name may have `{{service}}` do this; add `"StringEquals": { "aws:SourceAccount": "111122223333" }` with your account',
        severity: 'suggestion',
      },
    },
  },
  create: (context) => ({
    policy(_policy, statements) {
      for (const view of statements) {
        if (view.statement.effect !== 'Allow' || !view.conditionsKnown) continue;
        const service = principalsOf(view).find(({ pattern }) => pattern.kind === 'service');
        if (service === undefined || deniesUnless(view, service, statements, (test) => SOURCE_KEYS.has(test.key.id) && sparesFixed(test))) continue;
        const limiting = view.tests.filter((test) => test.key.id.startsWith('kms:encryptioncontext:') || limitOnCaller(test) === 'fixed');
        if (limiting.length > 0) {
          const [only, ...others] = limiting;
          const bucket = others.length > 0 || only?.key.id !== 'aws:sourcearn' ? undefined : only.values.map(bucketOf).find((name) => name !== undefined);
          if (only !== undefined && bucket !== undefined) context.report({ messageId: 'bucket', data: { service: service.text, bucket }, loc: only.loc });
          continue;
        }
        const open = view.tests.find((test) => SOURCE_KEYS.has(test.key.id) && !isOptional(test));
        if (open !== undefined) context.report({ messageId: 'open', data: { service: service.text, key: open.key.text }, loc: open.loc });
      }
    },
  }),
});

/** The bucket of an ARN, which names no account. One that a template leaves open is mostly its own, and goes with the policy. */
function bucketOf({ pattern }: ConditionValue): string | undefined {
  const arn = splitArnPattern(pattern);
  if (arn === undefined || literalText(arn.service) !== 's3' || literalText(arn.account) !== '') return undefined;
  return arn.resource.parts.some((part) => part.kind === 'unresolved') ? undefined : arn.resource.text;
}

/** What holds for a request without the key is another rule's to tell. */
function isOptional(test: ConditionTest): boolean {
  return test.operator.ifExists && !traitsOf(test).negated;
}
