import type { ConditionTest } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { CONFUSED_DEPUTY } from './support/aws-pages.ts';
import { deniesUnless } from './support/deny-unless.ts';
import { listOption } from './support/options.ts';
import { principalsOf } from './support/principals.ts';
import { sparesFixed } from './support/public-limits.ts';

const SOURCE_KEYS = ['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths'];

export const rule: Rule = defineRule({
  meta: {
    id: 'service-trust-source',
    docs: {
      summary: 'roles that a service may assume on behalf of any of its customers',
      sources: [CONFUSED_DEPUTY],
    },
    severity: 'suggestion',
    presets: ['strict'],
    policyTypes: ['trust'],
    messages: {
      unrestricted: { text: '`{{service}}` tells for whom it assumes the role: add a condition on `aws:SourceAccount` or `aws:SourceArn`, so that nobody else can have it used' },
    },
    options: {
      schema: { type: 'object', properties: { services: { type: 'array', items: { type: 'string' } } }, additionalProperties: false },
      defaults: {
        services: [
          'appsync.amazonaws.com',
          'bedrock.amazonaws.com',
          'cloudtrail.amazonaws.com',
          'codedeploy.amazonaws.com',
          'comprehend.amazonaws.com',
          'datasync.amazonaws.com',
          'ecs-tasks.amazonaws.com',
          'firehose.amazonaws.com',
          'fis.amazonaws.com',
          'greengrass.amazonaws.com',
          'kinesisanalytics.amazonaws.com',
          'personalize.amazonaws.com',
          'pipes.amazonaws.com',
          'rolesanywhere.amazonaws.com',
          'sagemaker.amazonaws.com',
          'scheduler.amazonaws.com',
          'ssm.amazonaws.com',
          'states.amazonaws.com',
          'transcribe.amazonaws.com',
          'transfer.amazonaws.com',
          'vpc-flow-logs.amazonaws.com',
        ],
      },
    },
  },
  create: (context) => {
    const services = new Set(listOption(context.options, 'services'));
    return {
      policy(_policy, statements) {
        for (const view of statements) {
          if (view.statement.effect !== 'Allow' || !view.conditionsKnown || view.tests.some(isOnSource)) continue;
          for (const entry of principalsOf(view)) {
            const { pattern, loc } = entry;
            if (pattern.kind !== 'service' || !services.has(pattern.service) || deniesUnless(view, entry, statements, (test) => isOnSource(test) && sparesFixed(test))) continue;
            context.report({ messageId: 'unrestricted', data: { service: pattern.service }, loc });
          }
        }
      },
    };
  },
});

function isOnSource({ key }: ConditionTest): boolean {
  return SOURCE_KEYS.includes(key.id);
}
