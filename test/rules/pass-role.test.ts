import { rule } from '../../src/rules/pass-role.ts';
import { testRule } from './rule-tester.ts';

const action = 'iam:PassRole';
const statement = { Effect: 'Allow', Action: action, Resource: '*' };

testRule(rule, {
  valid: [
    { policy: { Statement: { ...statement, Resource: 'arn:aws:iam::111122223333:role/deployer' } } },
    { name: 'the beginning of a name', policy: { Statement: { ...statement, Resource: 'arn:aws:iam::111122223333:role/deployer-*' } } },
    { policy: { Statement: { ...statement, Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } } } },
    { policy: { Statement: { ...statement, Effect: 'Deny' } } },
    { policy: { Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } } },
    { policy: { Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } } },
    { name: 'what a template leaves open', policy: { Statement: [{ ...statement, Resource: '<<Role>>' }, { ...statement, Condition: '<<Condition>>' }, { Effect: 'Allow', NotAction: '<<Actions>>', Resource: '*' }] } },
  ],
  invalid: [
    { policy: { Statement: statement }, findings: [{ messageId: 'wildcard', at: '"iam:PassRole"', code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE', severity: 'security' }] },
    { policy: { Statement: { ...statement, Resource: ['arn:aws:iam::*:role/*'] } }, findings: [{ messageId: 'wildcard', at: '"iam:PassRole"' }] },
    { policy: { Statement: { ...statement, Action: 'iam:*' } }, findings: [{ messageId: 'actionWildcard', at: '"iam:*"', code: 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE' }] },
    { policy: { Statement: { Effect: 'Allow', NotAction: 's3:*', Resource: '*' } }, findings: [{ messageId: 'notAction', at: '"NotAction"', code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION' }] },
    { policy: { Statement: { Effect: 'Allow', Action: action, NotResource: 'arn:aws:iam::111122223333:role/admin' } }, findings: [{ messageId: 'notResource', at: '"iam:PassRole"', code: 'PASS_ROLE_WITH_NOT_RESOURCE' }] },
    { policy: { Statement: { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:iam::111122223333:role/admin' } }, findings: [{ messageId: 'actionWildcardNotResource', at: '"*"', code: 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE' }] },
    { policy: { Statement: { Effect: 'Allow', NotAction: 's3:*', NotResource: 'arn:aws:iam::111122223333:role/admin' } }, findings: [{ messageId: 'notActionNotResource', at: '"NotAction"', code: 'PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE' }] },
  ],
});
