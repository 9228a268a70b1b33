import { rule } from '../../src/rules/redundant-statement.ts';
import { testRule } from './rule-tester.ts';

const read = { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' };
const written = (policy: object): string => JSON.stringify(policy, null, 2);

testRule(rule, {
  valid: [
    { policy: { Statement: [read, { ...read, Effect: 'Deny' }] } },
    { policy: { Statement: [read, { ...read, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }] } },
    { policy: { Statement: [read, { ...read, Resource: 'arn:aws:s3:::a' }] } },
    { name: 'conditions that a template leaves open', policy: { Statement: [{ ...read, Condition: '<<One>>' }, { ...read, Condition: '<<One>>' }] } },
  ],
  invalid: [
    {
      policy: { Statement: [{ Sid: 'Read', ...read }, { ...read, Action: ['s3:listbucket', 's3:GetObject'] }] },
      findings: [
        { messageId: 'same', at: { statement: 1 }, message: 'the statement number 2 says the same as the statement `Read`: remove one', code: 'REDUNDANT_STATEMENT', severity: 'suggestion', output: written({ Statement: [{ Sid: 'Read', ...read }] }) },
      ],
    },
    {
      name: 'what a template leaves open is not removed',
      policy: { Statement: [{ ...read, Resource: 'arn:aws:s3:::<<Name>>' }, { ...read, Resource: 'arn:aws:s3:::<<Name>>' }] },
      findings: [{ messageId: 'same', at: { statement: 1 }, output: null }],
    },
  ],
});
