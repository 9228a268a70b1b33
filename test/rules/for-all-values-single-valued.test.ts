import { rule } from '../../src/rules/for-all-values-single-valued.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (key: string, Effect = 'Allow', operator = 'ForAllValues:StringEquals'): object => conditionPolicy({ [operator]: { [key]: 'x' } }, { Effect });

testRule(rule, {
  valid: [
    { policy: policy('aws:TagKeys') },
    { policy: policy('aws:username', 'Deny') },
    { policy: policy('aws:username', 'Allow', 'ForAnyValue:StringEquals') },
    { policy: policy('s3:nothing') },
    { name: 'a token may have several audiences', policy: policy('oidc.example.com:aud') },
  ],
  invalid: [
    {
      policy: policy('aws:username'),
      findings: [
        {
          messageId: 'single',
          at: '"ForAllValues:StringEquals"',
          code: 'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
          severity: 'security',
          message: '`ForAllValues` is also true of a request without `aws:username`, and the key never has more than one value: write `StringEquals`',
        },
      ],
    },
    { policy: policy('token.actions.githubusercontent.com:sub', 'Allow', 'ForAllValues:StringLike'), findings: [{ messageId: 'single', at: '"ForAllValues:StringLike"' }] },
  ],
});
