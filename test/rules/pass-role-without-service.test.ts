import { rule } from '../../src/rules/pass-role-without-service.ts';
import { testRule } from './rule-tester.ts';

const policyOf = (rest: object, ...others: readonly object[]): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/app', ...rest }, ...others],
});
const policy = (rest: object): object => policyOf(rest);

testRule(rule, {
  valid: [
    { policy: policy({ Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }) },
    { name: 'any role: another rule says so', policy: policy({ Resource: '*' }) },
    { policy: policy({ Condition: { StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }) },
    { name: 'a Deny for other services', policy: policyOf({}, { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*', Condition: { StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }) },
    { name: 'a Deny of all but another role', policy: policyOf({}, { Effect: 'Deny', Action: 'iam:PassRole', NotResource: 'arn:aws:iam::111122223333:role/other' }) },
    { policy: policy({ Effect: 'Deny' }) },
    { policy: policy({ Action: '*' }) },
  ],
  invalid: [
    { policy: policy({ Action: 'iam:Pass*' }), findings: [{ messageId: 'anyService', at: '"iam:Pass*"' }] },
    { name: 'any service', policy: policy({ Condition: { StringLike: { 'iam:PassedToService': '*' } } }), findings: [{ messageId: 'anyService', at: '"iam:PassRole"' }] },
    { name: 'a Deny of all but this role', policy: policyOf({}, { Effect: 'Deny', Action: 'iam:PassRole', NotResource: 'arn:aws:iam::111122223333:role/app' }), findings: [{ messageId: 'anyService', at: '"iam:PassRole"', nth: 1 }] },
    { name: 'a Deny for one service', policy: policyOf({}, { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*', Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }), findings: [{ messageId: 'anyService', at: '"iam:PassRole"', nth: 1 }] },
    { name: 'a Deny of another role', policy: policyOf({}, { Effect: 'Deny', Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/other' }), findings: [{ messageId: 'anyService', at: '"iam:PassRole"', nth: 1 }] },
    { policy: policy({}), findings: [{ messageId: 'anyService', at: '"iam:PassRole"', severity: 'suggestion' }] },
    { policy: policy({ Resource: '<<Role.Arn>>' }), findings: [{ messageId: 'anyService', at: '"iam:PassRole"' }] },
  ],
});
