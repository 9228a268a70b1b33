import { rule } from '../../src/rules/contradicting-conditions.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const user = 'aws:username';
const number = 's3:max-keys';
const address = 'aws:SourceIp';
const source = 'aws:SourceArn';
const time = 'aws:CurrentTime';

testRule(rule, {
  valid: [
    { StringEquals: { [user]: ['a', 'b'] }, StringNotEquals: { [user]: 'a' } },
    { StringEquals: { [user]: 'ab' }, StringLike: { [user]: 'a*' } },
    { StringEquals: { [user]: 'AB' }, StringEqualsIgnoreCase: { [user]: 'ab' } },
    { StringEquals: { [user]: '<<User>>' }, StringLike: { [user]: 'a*' } },
    { StringEquals: { [user]: 'a' }, Null: { [user]: 'false' } },
    { StringNotEquals: { [user]: 'a' }, Null: { [user]: 'true' } },
    { StringEqualsIfExists: { [user]: 'a' }, StringLikeIfExists: { [user]: 'b' } },
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' }, 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
    { 'ForAnyValue:StringEqualsIfExists': { 'aws:TagKeys': 'a' }, 'ForAllValues:StringEquals': { 'aws:TagKeys': 'b' } },
    { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': 'a' }, 'ForAllValues:StringEquals': { 'aws:TagKeys': 'b' } },
    { 'ForAnyValue:StringLike': { 'aws:TagKeys': 'a*' }, 'ForAllValues:StringNotEquals': { 'aws:TagKeys': 'a' } },
    { IpAddress: { [address]: ['203.0.113.0/24', '198.51.100.0/24'] }, NotIpAddress: { [address]: '203.0.113.0/24' } },
    { IpAddress: { [address]: '203.0.113.0/24' }, NotIpAddress: { [address]: '203.0.113.7' } },
    { IpAddress: { [address]: '203.0.113.0/24' }, IpAddressIfExists: { [address]: '203.0.113.0/28' } },
    { IpAddress: { [address]: '203.0.113.0/24' }, NotIpAddress: { [address]: '<<Office>>' } },
    { ArnLike: { [source]: 'arn:aws:sns:*:111122223333:*' }, ArnNotEquals: { [source]: 'arn:aws:sns:us-east-1:111122223333:a' } },
    { StringLike: { [user]: 'a*' }, StringNotLike: { [user]: 'ab*' } },
    { StringEqualsIgnoreCase: { [user]: 'a' }, StringNotEquals: { [user]: 'a' } },
    { StringEquals: { [user]: ['a', 'b'] }, StringNotEquals: { [user]: 'a' }, StringNotLike: { [user]: 'c*' } },
    { StringEquals: { 'ec2:ResourceTag/team': 'a', 'aws:ResourceTag/stage': 'b' } },
    { StringEquals: { 'aws:ResourceTag/team': 'a', 'aws:PrincipalTag/team': 'b', 'aws:RequestTag/team': 'c' } },
    { NumericLessThan: { [number]: '10' }, NumericGreaterThan: { [number]: '5' } },
    { NumericLessThanEquals: { [number]: '10' }, NumericGreaterThanEquals: { [number]: '10' } },
    { StringLike: { [source]: 'arn:aws:sns:*' }, ArnLike: { [source]: 'arn:aws:sns:*:111122223333:*' } },
    { DateLessThan: { [time]: ['2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z'] }, DateGreaterThan: { [time]: '2027-01-01T00:00:00Z' } },
    { DateGreaterThan: { [time]: '2026-01-01T00:00:00Z' }, DateLessThan: { [time]: '2026-12-31T00:00:00Z' } },
  ].map((condition) => ({ policy: conditionPolicy(condition) })),
  invalid: [
    {
      name: 'a text and an ARN',
      policy: conditionPolicy({ StringEquals: { [source]: 'arn:aws:sns:us-east-1:111122223333:a' }, ArnLike: { [source]: 'arn:aws:sqs:*:111122223333:*' } }),
      findings: [{ messageId: 'allow', at: `"${source}": "arn:aws:sqs:*:111122223333:*"` }],
    },
    {
      name: 'the widest of several limits',
      policy: JSON.stringify(conditionPolicy({ NumericLessThan: { [number]: ['5', '10'] }, NumericGreaterThan: { [number]: '20' } })),
      findings: [{ messageId: 'allow', at: `"${number}":"20"` }],
    },
    {
      policy: conditionPolicy({ StringEquals: { [user]: 'a' }, Null: { [user]: 'true' } }),
      findings: [{ messageId: 'allow', at: `"${user}": "true"`, severity: 'warning' }],
    },
    { policy: conditionPolicy({ StringEquals: { [user]: 'a' }, StringLike: { [user]: 'b*' } }), findings: [{ messageId: 'allow', at: `"${user}": "b*"` }] },
    {
      policy: conditionPolicy({ StringEquals: { [user]: 'a' }, StringNotEquals: { 'AWS:UserName': 'a' } }, { Effect: 'Deny' }),
      findings: [{ messageId: 'deny', at: '"AWS:UserName": "a"', severity: 'security' }],
    },
    { policy: conditionPolicy({ NumericLessThan: { [number]: '5' }, NumericGreaterThan: { [number]: 10 } }), findings: [{ messageId: 'allow', at: `"${number}": 10` }] },
    { policy: conditionPolicy({ NumericLessThan: { [number]: '5' }, NumericEquals: { [number]: '5' } }), findings: [{ messageId: 'allow', at: `"${number}": "5"`, nth: 2 }] },
    {
      policy: conditionPolicy({ DateLessThan: { [time]: '2026-01-01T00:00:00Z' }, DateGreaterThan: { [time]: '2026-12-31T00:00:00Z' } }),
      findings: [{ messageId: 'allow', at: `"${time}": "2026-12-31T00:00:00Z"` }],
    },
    {
      policy: conditionPolicy({ Bool: { 'aws:SecureTransport': 'true' }, BoolIfExists: { 'aws:SecureTransport': 'false' } }),
      findings: [{ messageId: 'allow', at: '"aws:SecureTransport": "false"' }],
    },
    { policy: conditionPolicy({ IpAddress: { [address]: '203.0.113.0/24' }, IpAddressIfExists: { [address]: ['198.51.100.0/24', '2001:db8::/32'] } }), findings: [{ messageId: 'allow', at: `"${address}": [\n            "198.51.100.0/24",\n            "2001:db8::/32"\n          ]` }] },
    { policy: conditionPolicy({ IpAddress: { [address]: '203.0.113.7' }, NotIpAddress: { [address]: '203.0.113.0/24' } }), findings: [{ messageId: 'allow', at: `"${address}": "203.0.113.0/24"` }] },
    {
      policy: conditionPolicy({ ArnEquals: { [source]: 'arn:aws:sns:us-east-1:111122223333:a' }, ArnLike: { [source]: 'arn:aws:sqs:*:*:*' } }),
      findings: [{ messageId: 'allow', at: `"${source}": "arn:aws:sqs:*:*:*"` }],
    },
    {
      policy: conditionPolicy({ ArnEquals: { [source]: 'arn:aws:sns:us-east-1:111122223333:a' }, ArnNotLike: { [source]: 'arn:aws:sns:*:*:*' } }),
      findings: [{ messageId: 'allow', at: `"${source}": "arn:aws:sns:*:*:*"` }],
    },
    { policy: conditionPolicy({ StringLike: { [user]: 'ab*' }, StringNotLike: { [user]: 'a*' } }), findings: [{ messageId: 'allow', at: `"${user}": "a*"` }] },
    {
      name: 'all of one list, and some of another',
      policy: conditionPolicy({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' }, 'ForAllValues:StringEquals': { 'aws:TagKeys': 'b' } }),
      findings: [{ messageId: 'allow', at: '"aws:TagKeys": "b"' }],
    },
    {
      policy: conditionPolicy({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' }, 'ForAllValues:StringNotLike': { 'aws:TagKeys': 'a*' } }),
      findings: [{ messageId: 'allow', at: '"aws:TagKeys": "a*"' }],
    },
    {
      name: 'one tag by two names',
      policy: conditionPolicy({ StringEquals: { 'ec2:ResourceTag/team': 'a', 'aws:ResourceTag/team': 'b' } }),
      findings: [{ messageId: 'allow', at: '"aws:ResourceTag/team": "b"' }],
    },
    {
      name: 'three together',
      policy: conditionPolicy({ StringEquals: { [user]: ['a', 'b'] }, StringNotEquals: { [user]: 'a' }, StringNotLike: { [user]: 'b*' } }, { Effect: 'Deny' }),
      findings: [{ messageId: 'several', at: `"${user}": [\n            "a",\n            "b"\n          ]`, severity: 'security', message: /the statement denies nothing/ }],
    },
  ],
});
