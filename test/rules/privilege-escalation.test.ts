import { ruleEngine } from '../../src/lint/engine.ts';
import { rule } from '../../src/rules/privilege-escalation.ts';
import { testRule } from './rule-tester.ts';

const policy = (Action: string | readonly string[], Resource: string): object => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource } });
const writesPolicy = policy('iam:PutUserPolicy', '*');

testRule(rule, {
  valid: [
    { name: 'nothing is said without an engine', policy: writesPolicy },
    { policy: policy(['s3:*', 'iam:Get*'], '*'), engine: ruleEngine },
    { policy: policy('iam:PutUserPolicy', 'arn:aws:iam::111122223333:user/apps/*'), engine: { escalations: () => [] } },
    { name: 'a policy of another type', policy: writesPolicy, type: 'scp', engine: ruleEngine },
  ],
  invalid: [
    {
      policy: writesPolicy,
      engine: ruleEngine,
      findings: [{ messageId: 'open', at: '"iam:PutUserPolicy"', message: /whoever holds it writes an inline policy for itself/, severity: 'security' }],
    },
  ],
});
