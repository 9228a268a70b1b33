import { rule } from '../../src/rules/rcp-syntax.ts';
import { testRule } from './rule-tester.ts';

const rcp = (rest: object): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...rest }] });

testRule(rule, {
  valid: [rcp({}), rcp({ Action: ['sqs:*', 'kms:Decrypt'] }), rcp({ Effect: 'Allow', Action: '*' }), rcp({ Principal: { AWS: '*' } }), rcp({ Action: '<<Action>>' }), rcp({ Effect: 'Allow', Action: '<<Action>>' })].map((policy) => ({ policy, type: 'rcp' as const })),
  invalid: [
    {
      policy: JSON.stringify(rcp({ Principal: { AWS: '111122223333' } })),
      type: 'rcp',
      findings: [{ messageId: 'principal', at: '{"AWS":"111122223333"}', code: 'RCP_SYNTAX_ERROR_PRINCIPAL', severity: 'error' }],
    },
    { policy: rcp({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }), type: 'rcp', findings: [{ messageId: 'principal', at: '"NotPrincipal"' }] },
    { policy: rcp({ Effect: 'Allow', Resource: 'arn:aws:s3:::b' }), type: 'rcp', findings: [{ messageId: 'allow', at: '"Allow"', code: 'RCP_SYNTAX_ERROR_ALLOW' }] },
    { policy: rcp({ Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), type: 'rcp', findings: [{ messageId: 'allow', at: '"Allow"' }] },
    { name: 'an Allow of some actions', policy: rcp({ Effect: 'Allow' }), type: 'rcp', findings: [{ messageId: 'allow', at: '"Allow"', code: 'RCP_SYNTAX_ERROR_ALLOW' }] },
    { policy: rcp({ Action: undefined, NotAction: 's3:*' }), type: 'rcp', findings: [{ messageId: 'notAction', at: '"NotAction"', code: 'RCP_SYNTAX_ERROR_NOTACTION' }] },
    { policy: rcp({ Action: '*', Resource: 'arn:aws:s3:::b' }), type: 'rcp', findings: [{ messageId: 'everything', at: '"*"', nth: 2, code: 'RCP_SYNTAX_ERROR_ACTION' }] },
    { policy: rcp({ Action: ['s3:*', 'ec2:RunInstances'] }), type: 'rcp', findings: [{ messageId: 'service', at: '"ec2:RunInstances"', code: 'RCP_SYNTAX_ERROR_ACTION', message: /`ec2`/ }] },
  ],
});
