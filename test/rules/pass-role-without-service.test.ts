import { rule } from '../../src/rules/pass-role-without-service.ts';
import { testRule } from './rule-tester.ts';

const policy = (rest: object): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/app', ...rest }],
});

testRule(rule, {
  valid: [
    { policy: policy({ Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }) },
    { name: 'any role: another rule says so', policy: policy({ Resource: '*' }) },
    { policy: policy({ Effect: 'Deny' }) },
    { policy: policy({ Action: '*' }) },
  ],
  invalid: [
    { policy: policy({}), findings: [{ messageId: 'anyService', at: '"iam:PassRole"', severity: 'suggestion' }] },
    { policy: policy({ Resource: '<<Role.Arn>>' }), findings: [{ messageId: 'anyService', at: '"iam:PassRole"' }] },
  ],
});
