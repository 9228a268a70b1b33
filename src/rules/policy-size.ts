import type { PolicyType } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { jsonSize } from './support/json-size.ts';

type MessageId = 'managed' | 'identity' | 'resource' | 'trust' | 'scp' | 'rcp';

/**
 * Characters, without whitespace.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const QUOTAS: Readonly<Record<Exclude<PolicyType, 'resource'>, { readonly messageId: MessageId; readonly quota: number }>> = {
  // All inline policies of a role together; that of a managed policy is smaller.
  identity: { messageId: 'identity', quota: 10_240 },
  trust: { messageId: 'trust', quota: 2_048 },
  scp: { messageId: 'scp', quota: 5_120 },
  rcp: { messageId: 'rcp', quota: 5_120 },
};

const MANAGED_POLICY_QUOTA = 6_144;

const CODE_OF_IDENTITY = 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA';

/** By the type of resource that the policy guards, from the quota pages of the services. */
const RESOURCE_QUOTAS: ReadonlyMap<string, number> = new Map([
  ['AWS::S3::Bucket', 20_480],
  ['AWS::S3::AccessPoint', 20_480],
  ['AWS::KMS::Key', 32_768],
  ['AWS::SecretsManager::Secret', 20_480],
  ['AWS::SNS::Topic', 30_720],
  ['AWS::Lambda::Function', 20_480],
  ['AWS::DynamoDB::Table', 20_480],
]);

export const rule: Rule = defineRule({
  meta: {
    id: 'policy-size',
    docs: {
      summary: 'policies that are longer than AWS takes them',
      sources: [
        'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
        'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html',
      ],
    },
    severity: 'warning',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      managed: {
        text: 'the managed policy has {{size}} characters without whitespace, and AWS takes {{quota}}: split it',
        severity: 'error',
      },
      identity: {
        text: 'the policy has {{size}} characters without whitespace, more than the {{quota}} that the inline policies of a role may have together (6,144 for a managed policy): split it',
        accessAnalyzerCode: CODE_OF_IDENTITY,
      },
      resource: {
        text: 'the policy has {{size}} characters without whitespace, more than the {{quota}} that `{{type}}` takes: use fewer statements, or wildcards where they are exact enough',
        accessAnalyzerCode: 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
      },
      trust: {
        text: 'the trust policy has {{size}} characters without whitespace, more than the default quota of {{quota}}: shorten it, or have the quota raised',
        accessAnalyzerCode: 'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA',
      },
      scp: {
        text: 'the service control policy has {{size}} characters without whitespace, and Organizations takes {{quota}}: split it',
        accessAnalyzerCode: 'POLICY_SIZE_EXCEEDS_SCP_QUOTA',
        severity: 'error',
      },
      rcp: {
        text: 'the resource control policy has {{size}} characters without whitespace, and Organizations takes {{quota}}: split it',
        accessAnalyzerCode: 'POLICY_SIZE_EXCEEDS_RCP_QUOTA',
        severity: 'error',
      },
    },
  },
  create: (context) => ({
    policy(policy) {
      const { messageId, quota } = quotaOf(context.type, context.resourceType, context.source.label.resourceType);
      if (quota === undefined) return;
      const size = jsonSize(context.source.node);
      if (size <= quota) return;
      const code = messageId === 'managed' && size > QUOTAS.identity.quota ? CODE_OF_IDENTITY : undefined;
      context.report({
        messageId,
        data: { size: grouped(size), quota: grouped(quota), type: context.resourceType ?? '' },
        loc: policy.loc,
        ...(code === undefined ? {} : { accessAnalyzerCode: code }),
      });
    },
  }),
});

/** By the names that templates and Terraform have for them. */
const MANAGED_POLICIES: ReadonlySet<string> = new Set(['AWS::IAM::ManagedPolicy', 'aws_iam_policy']);

function quotaOf(
  type: PolicyType,
  guarded: string | undefined,
  written: string | undefined,
): { readonly messageId: MessageId; readonly quota: number | undefined } {
  if (type === 'resource') return { messageId: 'resource', quota: RESOURCE_QUOTAS.get(guarded ?? '') };
  if (type === 'identity' && written !== undefined && MANAGED_POLICIES.has(written)) return { messageId: 'managed', quota: MANAGED_POLICY_QUOTA };
  return QUOTAS[type];
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
