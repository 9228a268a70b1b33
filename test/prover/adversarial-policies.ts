import type { PolicyInput } from '../../src/model/policy-set.ts';

type Condition = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Part {
  readonly Effect?: 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Condition;
}

const bucket = 'arn:aws:s3:::b';

function document(version: string | undefined, parts: readonly Part[]): PolicyInput {
  const Statement = parts.map((part) => ({ Effect: 'Allow', ...('NotAction' in part ? {} : { Action: 's3:GetObject' }), ...('NotResource' in part ? {} : { Resource: `${bucket}/*` }), ...part }));
  return JSON.parse(JSON.stringify({ ...(version === undefined ? {} : { Version: version }), Statement })) as PolicyInput;
}

const of = (...parts: readonly Part[]): PolicyInput => document('2012-10-17', parts);
const when = (operator: string, key: string, ...values: readonly (string | number | boolean)[]): Part => ({ Condition: { [operator]: { [key]: values } } });
const unless = (operator: string, key: string, ...values: readonly (string | number | boolean)[]): PolicyInput => of({}, { Effect: 'Deny', ...when(operator, key, ...values) });

const tag = 'aws:PrincipalTag/t';

/** Policies whose elements are easily taken for one another, by what makes them tricky. */
export const TRICKY: Readonly<Record<string, PolicyInput>> = {
  everything: of({}),
  'a variable': of({ Resource: `${bucket}/\${aws:username}/*` }),
  'a variable with a default': of({ Resource: `${bucket}/\${${tag}, 'x'}/*` }),
  'the default itself': of({ Resource: `${bucket}/x/*` }),
  'a variable without one': of({ Resource: `${bucket}/\${${tag}}/*` }),
  'a variable under an older version': document('2008-10-17', [{ Resource: `${bucket}/\${aws:username}/*` }]),
  'a variable under no version': document(undefined, [{ Resource: `${bucket}/\${aws:username}/*` }]),
  'a deny with a variable under no version': document(undefined, [{}, { Effect: 'Deny', Resource: `${bucket}/\${aws:username}/*` }]),
  'a deny but for a variable': of({}, { Effect: 'Deny', NotResource: `${bucket}/\${${tag}}/*` }),
  'a deny but for a variable with a default': of({}, { Effect: 'Deny', NotResource: `${bucket}/\${${tag}, 'x'}/*` }),
  'all but a variable': of({ NotResource: `${bucket}/\${aws:username}/*` }),
  'a variable twice': of({ Resource: `${bucket}/\${aws:username}\${aws:username}` }),
  'two names in a row': of({ Resource: `${bucket}/al*al*` }),
  'a literal star': of({ Resource: `${bucket}/\${*}` }),
  'a literal question mark': of({ Resource: `${bucket}/a\${?}` }),
  'a literal dollar': of({ Resource: `${bucket}/\${$}*` }),
  'a tag that equals a name': of(when('StringEquals', tag, '${aws:username}')),
  'a tag that is no name': of(when('StringNotEquals', tag, '${aws:username}')),
  'a tag like a name': of(when('StringLike', tag, '${aws:username}*')),
  'a tag with a default': of(when('StringEquals', tag, "${aws:PrincipalTag/u, 'x'}")),
  'a wildcard under StringEquals': of(when('StringEquals', tag, 'x*')),
  'a wildcard under StringLike': of(when('StringLike', tag, 'x*')),
  'a literal star under StringLike': of(when('StringLike', tag, 'x${*}')),
  'one character under StringLike': of(when('StringLike', tag, '?')),
  'not like anything': of(when('StringNotLike', tag, '*')),
  'like anything': of(when('StringLike', tag, '*')),
  'any case': of(when('StringEqualsIgnoreCase', tag, 'X')),
  'not in any case': of(when('StringNotEqualsIgnoreCase', tag, 'X')),
  'a value or two': of(when('StringEquals', tag, 'x', 'y')),
  'neither of two values': of(when('StringNotEquals', tag, 'x', 'y')),
  'no values': of({ Condition: { StringEquals: { [tag]: [] } } }),
  'not no values': of({ Condition: { StringNotEquals: { [tag]: [] } } }),
  'an empty value': of(when('StringEquals', tag, '')),
  'absent': of(when('Null', tag, true)),
  'present': of(when('Null', tag, 'false')),
  'absent or present': of(when('Null', tag, 'true', 'false')),
  'if it exists': of(when('StringEqualsIfExists', tag, 'x')),
  'not if it exists': of(when('StringNotEqualsIfExists', tag, 'x')),
  'a deny of a value': unless('StringEquals', tag, 'x'),
  'a deny of a value if it exists': unless('StringEqualsIfExists', tag, 'x'),
  'a deny of all others': unless('StringNotEquals', tag, 'x'),
  'a deny of what is absent': unless('Null', tag, true),
  'all of a list': of(when('ForAllValues:StringEquals', 'aws:TagKeys', 'x', 'y')),
  'all of a list, which is there': of({ Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['x', 'y'] }, Null: { 'aws:TagKeys': 'false' } } }),
  'any of a list': of(when('ForAnyValue:StringEquals', 'aws:TagKeys', 'x', 'y')),
  'any other of a list': of(when('ForAnyValue:StringNotEquals', 'aws:TagKeys', 'x', 'y')),
  'none of a list': of(when('ForAllValues:StringNotEquals', 'aws:TagKeys', 'x', 'y')),
  'a deny of any of a list': unless('ForAnyValue:StringEquals', 'aws:TagKeys', 'x', 'y'),
  'a deny of any other of a list': unless('ForAnyValue:StringNotEquals', 'aws:TagKeys', 'x', 'y'),
  'a deny of all of a list': unless('ForAllValues:StringEquals', 'aws:TagKeys', 'x', 'y'),
  'any of a list if it exists': of(when('ForAnyValue:StringEqualsIfExists', 'aws:TagKeys', 'x')),
  'all of a list in any case': of(when('ForAllValues:StringEqualsIgnoreCase', 'aws:TagKeys', 'X')),
  'a tag in the request': of(when('StringEquals', 'aws:RequestTag/x', 'v')),
  'a number': of(when('NumericEquals', 's3:max-keys', '10')),
  'the number otherwise': of(when('NumericEquals', 's3:max-keys', '10.0')),
  'not the number': of(when('NumericNotEquals', 's3:max-keys', 10)),
  'up to a number': of(when('NumericLessThanEquals', 's3:max-keys', 10)),
  'below a number': of(when('NumericLessThan', 's3:max-keys', 10)),
  'a malformed number': of(when('NumericLessThan', 's3:max-keys', '12abc')),
  'a deny of more than a number': unless('NumericGreaterThan', 's3:max-keys', 10),
  'a deny of more than a number if it exists': unless('NumericGreaterThanIfExists', 's3:max-keys', 10),
  'a number as text': of(when('StringEquals', 's3:max-keys', '10')),
  'before a day': of(when('DateLessThan', 'aws:TokenIssueTime', '2030-01-01')),
  'before the same moment': of(when('DateLessThan', 'aws:TokenIssueTime', '2030-01-01T02:00:00+02:00')),
  'before that epoch second': of(when('DateLessThan', 'aws:TokenIssueTime', '1893456000')),
  'not that day': of(when('DateNotEquals', 'aws:TokenIssueTime', '2030-01-01T00:00:00Z')),
  'a network': of(when('IpAddress', 'aws:SourceIp', '203.0.113.0/24')),
  'a network with host bits': of(when('IpAddress', 'aws:SourceIp', '203.0.113.77/24')),
  'an address': of(when('IpAddress', 'aws:SourceIp', '203.0.113.0')),
  'not a network': of(when('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24')),
  'all of IPv4': of(when('IpAddress', 'aws:SourceIp', '0.0.0.0/0')),
  'all of IPv6': of(when('IpAddress', 'aws:SourceIp', '::/0')),
  'a deny of other networks': unless('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24'),
  'a deny of other networks if it exists': unless('NotIpAddressIfExists', 'aws:SourceIp', '203.0.113.0/24'),
  'from an endpoint': of(when('StringEquals', 'aws:SourceVpce', 'vpce-1')),
  'true': of(when('Bool', 'aws:MultiFactorAuthPresent', 'True')),
  'false': of(when('Bool', 'aws:MultiFactorAuthPresent', false)),
  'true if it exists': of(when('BoolIfExists', 'aws:MultiFactorAuthPresent', true)),
  'neither true nor false': of(when('Bool', 'aws:MultiFactorAuthPresent', 'yes')),
  'a deny of false': unless('Bool', 'aws:MultiFactorAuthPresent', 'false'),
  'a deny of false if it exists': unless('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'),
  'authenticated of late': of(when('NumericLessThan', 'aws:MultiFactorAuthAge', 3600)),
  'an ARN': of(when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:111122223333:t*')),
  'an ARN as text': of(when('StringLike', 'aws:SourceArn', 'arn:aws:sns:*:111122223333:t*')),
  'an ARN of one character more': of(when('ArnEquals', 'aws:SourceArn', 'arn:aws:sns:?*:111122223333:t*')),
  'not an ARN': of(when('ArnNotLike', 'aws:SourceArn', 'arn:aws:sns:*:111122223333:t*')),
  'a deny of other ARNs': unless('ArnNotLike', 'aws:SourceArn', 'arn:aws:sns:*:111122223333:t*'),
  'an ARN and some account': of({ Condition: { ArnLike: { 'aws:SourceArn': ['arn:aws:sns:*:111122223333:t*'] }, Null: { 'aws:SourceAccount': ['false'] } } }),
  'an address through an endpoint': of({ Condition: { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] }, StringEquals: { 'aws:SourceVpce': ['vpce-1'] } } }),
  'a user with a session’s name': of({ Condition: { StringLike: { 'aws:userid': ['*:alice'] }, Null: { 'aws:username': ['false'] } } }),
  'many names': of(when('StringEquals', 'aws:username', ...Array.from({ length: 20 }, (_, index) => `n${index}`))),
  'ARNs of such names': of(when('StringLike', 'aws:PrincipalArn', 'arn:*:iam::*:user/*n*')),
  'names in a path': of(when('ArnLike', 'aws:PrincipalArn', 'arn:*:iam::*:user/al/x')),
  'names that begin so': of(when('StringLike', 'aws:username', 'al*')),
  'a source account': of(when('StringEquals', 'aws:SourceAccount', '111122223333')),
  'a name': of(when('StringEquals', 'aws:username', 'alice')),
  'the ARN of that name': of(when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:user/alice')),
  'names and paths': of(when('StringLike', 'aws:PrincipalArn', 'arn:*:iam::*:user/*alice')),
  'an account': of(when('StringEquals', 'aws:PrincipalAccount', '111122223333')),
  'ARNs of that account': of(when('ArnLike', 'aws:PrincipalArn', 'arn:*:iam::111122223333:*')),
  'a session’s name': of(when('StringLike', 'aws:userid', '*:alice')),
  'encrypted': of(when('Bool', 'aws:SecureTransport', true)),
  'a deny of what is not encrypted': unless('Bool', 'aws:SecureTransport', false),
  'in a region': of(when('StringEquals', 'aws:RequestedRegion', 'us-east-1')),
  'a deny of other regions': unless('StringNotEquals', 'aws:RequestedRegion', 'us-east-1'),
  'all but an action': of({ NotAction: 's3:PutObject' }),
  'actions by a wildcard': of({ Action: 's3:Get*' }),
  'actions by one character': of({ Action: 's3:GetObjec?' }),
  'all but actions on all but resources': of({ NotAction: ['s3:Put*', 's3:Delete*'], NotResource: `${bucket}/x/*` }),
  'a deny of all but an action': of({ Action: '*', Resource: '*' }, { Effect: 'Deny', NotAction: 's3:GetObject', Resource: '*' }),
  'a deny of all but resources': of({ Resource: '*' }, { Effect: 'Deny', NotResource: `${bucket}/*` }),
  'an incomplete ARN': of({ Resource: 'arn:aws:s3' }),
  'colons in a resource': of({ Resource: 'arn:aws:s3*b/*' }),
};
