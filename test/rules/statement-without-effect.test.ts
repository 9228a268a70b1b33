import { ruleEngine } from '../../src/lint/engine.ts';
import { rule } from '../../src/rules/statement-without-effect.ts';
import { testRule } from './rule-tester.ts';
import { document } from './template-findings.ts';

const allow = (Action: unknown, Resource: unknown, rest: object = {}): object => ({ Effect: 'Allow', Action, Resource, ...rest });
const deny = (Action: unknown, Resource: unknown, rest: object = {}): object => ({ Effect: 'Deny', Action, Resource, ...rest });
const read = allow('s3:GetObject', 'arn:aws:s3:::*');
const write = allow('s3:PutObject', 'arn:aws:s3:::*');
const both = allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::reports/*');
const isBlue = { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } } };
const isNotBlue = { Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'blue' } } };

testRule(rule, {
  valid: [
    { name: 'nothing is said without an engine', policy: document(read, write, both) },
    ...[
      document(both),
      document(read, both),
      document(read, { ...write, ...isBlue }, both),
      document(read, allow('s3:PutObject', 'arn:aws:s3:::reports/a*'), both),
      document(both, deny('s3:GetObject', '*')),
      document(both, deny('s3:*', '*', isBlue)),
      document(deny('s3:GetObject', '*'), both),
      document(read, allow('s3:GetObject', 'arn:aws:s3:::<<Bucket>>/*'), allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::<<Bucket>>/*')),
    ].map((policy) => ({ policy, engine: ruleEngine })),
    { name: 'one other statement is enough to see it', policy: document(both, allow('s3:GetObject', 'arn:aws:s3:::reports/a')), engine: ruleEngine },
    { name: 'what the template does not tell', policy: { Version: '2012-10-17', Statement: [read, write, both, '<<More>>'] }, engine: ruleEngine },
    { name: 'a proof that is not had', policy: document(read, write, both), engine: {} },
    { type: 'scp', policy: document(read, write, both), engine: ruleEngine },
  ],
  invalid: [
    {
      policy: document(read, { Sid: 'Write', ...write }, both),
      engine: ruleEngine,
      findings: [{ messageId: 'implied', at: { statement: 2 }, message: 'without the statement number 3 the policy allows the same: the statements number 1 and `Write` together allow all of it', severity: 'suggestion' }],
    },
    {
      name: 'for each value of a condition',
      policy: document({ ...read, ...isBlue }, { ...read, ...isNotBlue }, allow('s3:GetObject', 'arn:aws:s3:::reports/*')),
      engine: ruleEngine,
      findings: [{ messageId: 'implied', at: { statement: 2 } }],
    },
    {
      name: 'denies count',
      policy: document(both, deny('s3:Put*', 'arn:aws:s3:::reports/*'), read),
      engine: ruleEngine,
      findings: [{ messageId: 'implied', at: { statement: 0 }, message: /the statement number 3 allows what is not denied of it/ }],
    },
    {
      name: 'several that deny it',
      policy: document(both, deny('s3:Put*', '*'), deny('s3:Get*', '*')),
      engine: ruleEngine,
      findings: [{ messageId: 'denied', at: { statement: 0 }, message: /number 2 and number 3 together deny all of it/, severity: 'warning' }],
    },
  ],
});
