import { rule } from '../../src/rules/if-exists-decides.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (operator: string, key: string, value: unknown = 'x', Effect = 'Allow'): object => conditionPolicy({ [operator]: { [key]: value } }, { Effect });

testRule(rule, {
  valid: [
    policy('StringEquals', 'aws:ResourceTag/team'),
    policy('StringEqualsIfExists', 'aws:ResourceTag/team', 'x', 'Deny'),
    policy('StringNotEqualsIfExists', 'aws:ResourceTag/team'),
    policy('StringEqualsIfExists', 'ec2:InstanceType'),
    policy('StringEqualsIfExists', 'login.example.com:aud'),
    policy('Bool', 'aws:MultiFactorAuthPresent', 'true'),
    policy('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false', 'Deny'),
    policy('BoolIfExists', 'aws:MultiFactorAuthPresent', '<<Mfa>>'),
    policy('Null', 'aws:MultiFactorAuthPresent', 'true', 'Deny'),
  ].map((valid) => ({ policy: valid })),
  invalid: [
    {
      policy: policy('StringEqualsIfExists', 'ssm:resourceTag/team'),
      findings: [{ messageId: 'absent', at: '"StringEqualsIfExists"', severity: 'security', message: 'with `IfExists`, whatever has no `ssm:resourceTag/team` at all is allowed too: write `StringEquals`' }],
    },
    { policy: policy('ArnLikeIfExists', 'aws:SourceArn', 'arn:aws:s3:::b'), findings: [{ messageId: 'absent', at: '"ArnLikeIfExists"' }] },
    { policy: policy('BoolIfExists', 'aws:MultiFactorAuthPresent', 'true'), findings: [{ messageId: 'mfaAllow', at: '"BoolIfExists"' }] },
    { policy: policy('Bool', 'aws:MultiFactorAuthPresent', false, 'Deny'), findings: [{ messageId: 'mfaDeny', at: '"Bool"' }] },
  ],
});
