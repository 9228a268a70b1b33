import { rule } from '../../src/rules/service-principal-source.ts';
import { resourcePolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const sns = { Service: 'sns.amazonaws.com' };

testRule(rule, {
  valid: [
    resourcePolicy(sns, { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:topic' } }),
    resourcePolicy(sns, { StringEquals: { 'AWS:SourceAccount': '111122223333' } }),
    resourcePolicy(sns, { StringEquals: { 'aws:SourceOrgID': '<<Org>>' } }),
    resourcePolicy({ Service: 'logs.eu-west-1.amazonaws.com' }, { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:eu-west-1:111122223333:*' } }),
    resourcePolicy({ AWS: '111122223333' }),
    resourcePolicy(sns, undefined, { Effect: 'Deny' }),
  ].map((policy) => ({ policy, type: 'resource' as const })),
  invalid: [
    {
      policy: resourcePolicy({ Service: ['sns.amazonaws.com', 's3.amazonaws.com'] }),
      type: 'resource',
      findings: [
        { messageId: 'unrestricted', at: '"sns.amazonaws.com"', code: 'RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL', severity: 'security' },
        { messageId: 'unrestricted', at: '"s3.amazonaws.com"' },
      ],
    },
    {
      policy: resourcePolicy(sns, { StringEquals: { 'aws:Referer': '111122223333' } }),
      type: 'resource',
      findings: [{ messageId: 'weak', at: '"sns.amazonaws.com"', code: 'RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL', severity: 'suggestion', message: /`aws:Referer`/ }],
    },
  ],
});
