import { rule } from '../../src/rules/invalid-sid.ts';
import { testRule } from './rule-tester.ts';

const policy = (Sid: string): object => ({ Statement: { Sid, Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' } });

testRule(rule, {
  valid: [{ policy: policy('ReadReports2') }, { policy: policy('Read the reports'), type: 'resource' }, { policy: policy('<<Sid>>') }],
  invalid: [
    { policy: policy('Read-the reports'), findings: [{ messageId: 'characters', at: '"Read-the reports"', message: /has `-`, ` `/, code: 'UNSUPPORTED_SID', severity: 'error' }] },
    { policy: policy('Read reports'), type: 'trust', findings: [{ messageId: 'characters', at: '"Read reports"' }] },
    { policy: policy(''), type: 'resource', findings: [{ messageId: 'empty', at: '""', code: 'EMPTY_SID_VALUE', severity: 'suggestion' }] },
  ],
});
