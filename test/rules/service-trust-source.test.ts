import { rule } from '../../src/rules/service-trust-source.ts';
import { trustPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

testRule(rule, {
  valid: [
    { policy: trustPolicy({ Service: 'scheduler.amazonaws.com' }, 'sts:AssumeRole', { StringEquals: { 'aws:SourceAccount': '111122223333' } }), type: 'trust' },
    { policy: trustPolicy({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole'), type: 'trust' },
    { policy: trustPolicy({ Service: 'scheduler.amazonaws.com' }, 'sts:AssumeRole'), type: 'trust', options: { services: [] } },
  ],
  invalid: [
    { policy: trustPolicy({ Service: 'scheduler.amazonaws.com' }, 'sts:AssumeRole'), type: 'trust', findings: [{ messageId: 'unrestricted', at: '"scheduler.amazonaws.com"', severity: 'suggestion' }] },
  ],
});
