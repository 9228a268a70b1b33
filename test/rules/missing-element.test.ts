import { rule } from '../../src/rules/missing-element.ts';
import { testRule } from './rule-tester.ts';

const resource = 'arn:aws:s3:::reports/*';

testRule(rule, {
  valid: [
    { policy: { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } },
    { policy: { Statement: { Effect: 'Allow', NotAction: '*', NotResource: '*' } } },
    { name: 'what may stand behind an error of syntax', policy: '{"Version": "2012-10-17", "Statement' },
    { name: 'statements in the hands of a template', policy: { Statement: '<<Statements>>' } },
    { name: 'a repository policy', type: 'resource', policy: { Statement: { Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' } } },
    { type: 'trust', policy: { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } } },
  ],
  invalid: [
    { policy: { Version: '2012-10-17' }, findings: [{ messageId: 'statement', at: 'policy', code: 'MISSING_STATEMENT', severity: 'error' }] },
    { policy: '{"Statement": []}', findings: [{ messageId: 'noStatements', at: '[]', code: 'MISSING_STATEMENT' }] },
    { policy: { Statement: [{ Action: '*', Resource: '*' }] }, findings: [{ messageId: 'effect', at: { statement: 0 }, code: 'MISSING_EFFECT' }] },
    { policy: { Statement: [{ Effect: 'Allow', Resource: '*' }] }, findings: [{ messageId: 'action', at: { statement: 0 }, code: 'MISSING_ACTION' }] },
    { policy: { Statement: [{ Effect: 'Allow', Action: '*' }] }, findings: [{ messageId: 'resource', at: { statement: 0 }, code: 'MISSING_RESOURCE' }] },
    {
      type: 'resource',
      policy: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: resource }] },
      findings: [{ messageId: 'principal', at: { statement: 0 }, code: 'MISSING_PRINCIPAL' }],
    },
    {
      type: 'resource',
      policy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' }] },
      findings: [{ messageId: 'resourceOfResourcePolicy', at: { statement: 0 }, code: 'MISSING_RESOURCE' }],
    },
  ],
});
