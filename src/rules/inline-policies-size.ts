import type { PrincipalKind, SourcePrincipal } from '../model/policy-source.ts';
import { defineRule, type Rule } from './rule.ts';
import { grouped } from './support/grouped-number.ts';
import { isSame } from './support/held-policies.ts';
import { jsonSize } from './support/json-size.ts';

/**
 * Characters of all inline policies together, without whitespace.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 */
const QUOTAS: Readonly<Record<Exclude<PrincipalKind, 'permissionSet'>, number>> = { user: 2_048, role: 10_240, group: 5_120 };

export const rule: Rule = defineRule({
  meta: {
    id: 'inline-policies-size',
    docs: {
      summary: 'inline policies of a user, role or group that are longer together than IAM takes them',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict'],
    policyTypes: ['identity'],
    messages: {
      together: {
        text: 'with this one, the inline policies of the {{kind}} `{{holder}}` have {{size}} characters without whitespace, and IAM takes {{quota}} of them together: make a managed policy of some',
      },
    },
  },
  create: (context) => ({
    source(source) {
      const reported = new Set<string>();
      for (const holder of context.source.holders ?? []) {
        if (holder.kind === 'permissionSet' || reported.has(holder.id)) continue;
        const inline = inlinePolicies(holder);
        const position = inline.findIndex((policy) => isSame(policy, source));
        const quota = QUOTAS[holder.kind];
        if (position === -1) continue;
        const before = sizeOf(inline.slice(0, position));
        const size = before + jsonSize(source.node);
        // Said once, of the policy that goes beyond it.
        if (before > quota || size <= quota) continue;
        reported.add(holder.id);
        context.report({ messageId: 'together', data: { kind: holder.kind, holder: holder.id, size: grouped(size), quota: grouped(quota) }, loc: source.loc });
      }
    },
  }),
});

function inlinePolicies({ attachments }: SourcePrincipal) {
  return attachments.flatMap(({ kind, source }) => (kind === 'inline' && source !== undefined ? [source] : []));
}

function sizeOf(policies: ReturnType<typeof inlinePolicies>): number {
  return policies.reduce((sum, { node }) => sum + jsonSize(node), 0);
}
