import { rule } from '../../src/rules/duplicate-sid.ts';
import { testRule } from './rule-tester.ts';

const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };
const policy = (...sids: readonly string[]): object => ({ Statement: sids.map((Sid) => ({ Sid, ...statement })) });

testRule(rule, {
  valid: [{ policy: policy('A', 'B', 'a') }, { policy: { Statement: [statement, statement] } }, { policy: policy('', '') }],
  invalid: [
    { policy: policy('A', 'B', 'A'), findings: [{ messageId: 'required', at: '"A"', nth: 2, code: 'UNIQUE_SIDS_REQUIRED', severity: 'error' }] },
    { policy: policy('A', 'A'), type: 'resource', findings: [{ messageId: 'recommended', at: '"A"', nth: 2, code: 'UNIQUE_SIDS_RECOMMENDED', severity: 'warning' }] },
  ],
});
