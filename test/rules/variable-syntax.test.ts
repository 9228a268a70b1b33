import { rule } from '../../src/rules/variable-syntax.ts';
import { testRule } from './rule-tester.ts';

const policy = (name: string, Version = '2012-10-17'): object => ({ Version, Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::home/${name}` } });
const condition = (value: string, operator = 'StringLike'): object => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*', Condition: { [operator]: { 's3:prefix': value } } },
});

testRule(rule, {
  valid: [
    ...['${aws:username}', "${aws:username, 'nobody'}", "${aws:PrincipalTag/a b, 'x'}".replace('a b', 'ab'), '${*}${?}${$}', '${$}{aws', 'a$b{c}', '$'].map((name) => ({ policy: policy(name) })),
    { name: 'the old language has no variables', policy: policy('${aws:username', '2008-10-17') },
    { name: 'a variable that a template completes', policy: policy('${aws:PrincipalTag/<<Tag>>}') },
    { policy: condition('${aws:username}/*') },
  ],
  invalid: [
    { policy: policy('${aws:username/*'), findings: [{ messageId: 'brace', at: '"arn:aws:s3:::home/${aws:username/*"', code: 'MISSING_BRACE_IN_VARIABLE', severity: 'error' }] },
    { policy: policy('${aws:username, nobody}'), findings: [{ messageId: 'quote', at: '"arn:aws:s3:::home/${aws:username, nobody}"', code: 'MISSING_QUOTE_IN_VARIABLE' }] },
    { policy: policy('${aws: username}'), findings: [{ messageId: 'space', at: '"arn:aws:s3:::home/${aws: username}"', code: 'UNSUPPORTED_SPACE_IN_VARIABLE' }] },
    { policy: policy('${ }'), findings: [{ messageId: 'empty', at: '"arn:aws:s3:::home/${ }"', code: 'EMPTY_VARIABLE' }] },
    { policy: condition('${aws:username/${aws:userid}'), findings: [{ messageId: 'brace', at: '"${aws:username/${aws:userid}"', message: /`\$\{aws:username\/` has no closing brace/ }] },
  ],
});
