import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, GLOBAL_CONDITION_KEYS } from './support/aws-pages.ts';
import { testOf } from './support/condition-tests.ts';

/** A private address means something only within a VPC, which one of these keys names. */
const PARTNERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws:vpcsourceip', ['aws:SourceVpc', 'aws:SourceVpcArn', 'aws:SourceVpce']],
  ['aws:ec2instancesourceprivateipv4', ['aws:Ec2InstanceSourceVpc']],
]);

export const rule: Rule = defineRule({
  meta: {
    id: 'missing-paired-condition-key',
    docs: {
      summary: 'private addresses as a condition, without the VPC that they are in',
      sources: [GLOBAL_CONDITION_KEYS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'security',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      alone: {
        text: '`{{key}}` alone matches that address in any VPC of anyone: add a condition on `{{partner}}` to the statement',
        accessAnalyzerCode: 'MISSING_PAIRED_CONDITION_KEYS',
      },
    },
  },
  create: (context) => ({
    condition({ key }, view) {
      const partners = PARTNERS.get(key.id);
      const [partner] = partners ?? [];
      if (partners === undefined || partner === undefined || !view.conditionsKnown) return;
      if (testOf(view, ...partners.map((name) => name.toLowerCase())) !== undefined) return;
      context.report({ messageId: 'alone', data: { key: key.text, partner }, loc: key.loc });
    },
  }),
});
