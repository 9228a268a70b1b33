import { rule } from '../../src/rules/invalid-version.ts';
import { testRule } from './rule-tester.ts';

testRule(rule, {
  valid: [{ policy: { Version: '2012-10-17', Statement: [] } }, { policy: { Version: '2008-10-17', Statement: [] } }, { policy: { Statement: [] } }, { policy: { Version: '<<Version>>', Statement: [] } }, { policy: { Version: '2012-<<Rest>>', Statement: [] } }],
  invalid: [
    { policy: { Version: '2012-10-18', Statement: [] }, findings: [{ messageId: 'invalid', at: '"2012-10-18"', code: 'INVALID_VERSION', severity: 'error', output: JSON.stringify({ Version: '2012-10-17', Statement: [] }, null, 2) }] },
    { name: 'one that may be meant for the old language', policy: { Version: '2008-10-18', Statement: [] }, findings: [{ messageId: 'invalid', at: '"2008-10-18"', output: null }] },
  ],
});
