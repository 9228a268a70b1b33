import fc, { type Arbitrary } from 'fast-check';
import type { AccessRequest, ContextValue } from '../../src/model/access-request.ts';
import type { PolicyDocument, StatementDocument } from '../../src/model/generated/policy-document.generated.ts';
import type { PolicySet } from '../../src/model/policy-set.ts';

/**
 * Small worlds of policies and requests: few names, so that patterns, callers and values meet often and
 * every rule has its share of both answers.
 */
const own = '111111111111';
const other = '222222222222';

const callers = [
  `arn:aws:iam::${own}:user/ann`,
  `arn:aws:iam::${own}:user/team/bob`,
  `arn:aws:iam::${other}:user/ann`,
  `arn:aws:iam::${own}:role/app`,
  `arn:aws:sts::${own}:assumed-role/app/one`,
  `arn:aws:sts::${own}:assumed-role/app/two`,
  `arn:aws:sts::${other}:assumed-role/app/one`,
  `arn:aws:sts::${own}:federated-user/fay`,
  `arn:aws:iam::${own}:root`,
  's3.amazonaws.com',
  'anonymous',
] as const;

const federation = 'arn:aws:iam::111111111111:oidc-provider/idp.example.com';

const actions = ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 'sqs:SendMessage', 'sts:AssumeRole', 'kms:Decrypt', 'iam:ListRoles'] as const;
const actionPatterns = [...actions, '*', 's3:*', 's3:Get*', 'S3:getobject', 's3:?etObject', '*:*', '*:*Object', 'sts:*', 'kms:*', 'sqs:Send*e'] as const;

const resources = [
  '*',
  'arn:aws:s3:::b/ann/a',
  'arn:aws:s3:::b/a:c',
  'arn:aws:s3:::b/*',
  'arn:aws:s3:::b',
  `arn:aws:sqs:eu-west-1:${own}:q`,
  `arn:aws:sqs:us-east-1:${other}:q`,
  `arn:aws:iam::${own}:role/app`,
  `arn:aws:kms:eu-west-1:${own}:key/k`,
] as const;
const resourcePatterns = [
  ...resources,
  'arn:aws:s3:::b/${aws:username}/*',
  'arn:aws:s3:::b/${aws:PrincipalTag/t, \'ann\'}/?',
  'arn:aws:s3:::b/a*c',
  'arn:aws:s3:::b/a?c',
  'arn:aws:s3:::b/${*}',
  'arn:aws:s3:::b*',
  'arn:aws:*:*:*:q',
  'arn:aws:sqs:*:q',
  'arn:*',
  `arn:aws:iam::${own}:role/*`,
  'arn:aws:kms:*',
] as const;

const texts = ['a', 'b', 'A', 'ann', 'true', 'false', '5', '10', '5.0', '12abc', '2024-01-01T00:00:00Z', '1704067200', '10.0.0.1', '10.0.0.0/8', '2001:db8::/32', '2001:db8::1', 'YWE=', 'arn:aws:s3:::b', `arn:aws:iam::${own}:role/app`, 'a:b', ''] as const;
const expectedTexts = [...texts, '*', 'a*', '?', 'arn:aws:s3:*:*:b', 'arn:aws:iam::*:role/*', 'arn:aws:*', '${aws:username}', '${aws:PrincipalTag/t}', "${aws:PrincipalTag/t, 'a'}*", '${aws:PrincipalArn}', '${*}'] as const;

const contextKeys = ['aws:PrincipalTag/t', 'aws:ResourceTag/t', 'ssm:resourceTag/t', 'aws:TagKeys', 'x:k', 'X:K', 'aws:username', 'aws:PrincipalArn'] as const;
const askedKeys = [...contextKeys, 'ec2:ResourceTag/T', 'aws:PrincipalAccount', 'aws:PrincipalType', 'aws:userid', 'aws:ResourceAccount', 'aws:RequestedRegion', 'aws:PrincipalIsAWSService', 'aws:principalservicename'] as const;

const bases = [
  'StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike',
  'NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals',
  'DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals',
  'Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress', 'ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike',
] as const;

const operator: Arbitrary<string> = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(fc.constantFrom('', '', '', 'ForAllValues:', 'ForAnyValue:'), fc.constantFrom(...bases), fc.constantFrom('', '', 'IfExists')).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('Null', 'ForAllValues:Null', 'ForAnyValue:Null') },
);

const condition: Arbitrary<NonNullable<StatementDocument['Condition']>> = fc.dictionary(
  operator,
  fc.tuple(fc.constantFrom(...askedKeys), fc.array(fc.constantFrom(...expectedTexts), { maxLength: 3 })).map(([key, values]) => ({ [key]: values })),
  { minKeys: 1, maxKeys: 2 },
);

const principalText = fc.constantFrom(...callers.slice(0, 9), own, other);
const principal: Arbitrary<NonNullable<StatementDocument['Principal']>> = fc.oneof(
  fc.constant('*' as const),
  fc.record(
    { AWS: fc.oneof(principalText, fc.array(principalText, { maxLength: 3 }), fc.constant('*')), Service: fc.constantFrom('s3.amazonaws.com', 'ec2.amazonaws.com', '*'), Federated: fc.constantFrom(federation, 'accounts.google.com') },
    { requiredKeys: ['AWS'] },
  ),
  fc.constantFrom({ Service: 's3.amazonaws.com' }, { Federated: federation }),
);
/** The one way to leave a session out. */
const sessionException = fc.constant({ AWS: [`arn:aws:sts::${own}:assumed-role/app/one`, `arn:aws:iam::${own}:role/app`, own] });

function oneOrMany(values: readonly [string, ...string[]]): Arbitrary<string | readonly string[]> {
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, fc.array(fc.constantFrom(...values), { maxLength: 3 }));
}

function mostly<Value>(value: Arbitrary<Value>): Arbitrary<Value | undefined> {
  return fc.option(value, { nil: undefined, freq: 6 });
}

type Place = 'identity' | 'resource' | 'rcp';

function statement(place: Place): Arbitrary<StatementDocument> {
  const who: Arbitrary<Partial<StatementDocument>> =
    place === 'identity'
      ? fc.constant({})
      : fc.oneof(
          { weight: 5, arbitrary: principal.map((Principal) => ({ Principal })) },
          { weight: 1, arbitrary: fc.oneof(principal, sessionException).map((NotPrincipal) => ({ NotPrincipal })) },
        );
  const action: Arbitrary<Partial<StatementDocument>> = fc.oneof(
    { weight: 4, arbitrary: oneOrMany(['*', ...actionPatterns]).map((Action) => ({ Action })) },
    { weight: 1, arbitrary: oneOrMany([...actionPatterns]).map((NotAction) => ({ NotAction })) },
  );
  const resource: Arbitrary<Partial<StatementDocument>> = fc.oneof(
    { weight: 4, arbitrary: oneOrMany(['*', ...resourcePatterns]).map((Resource) => ({ Resource })) },
    { weight: 1, arbitrary: oneOrMany([...resourcePatterns]).map((NotResource) => ({ NotResource })) },
    { weight: place === 'resource' ? 2 : 0, arbitrary: fc.constant({}) },
  );
  const effect = place === 'rcp' ? fc.constant('Deny' as const) : fc.oneof({ weight: 7, arbitrary: fc.constant('Allow' as const) }, { weight: 3, arbitrary: fc.constant('Deny' as const) });
  return fc
    .tuple(effect, who, action, resource, fc.option(condition, { nil: undefined, freq: 3 }))
    .map(([Effect, ...parts]) => {
      const [whom, what, where, Condition] = parts;
      return { Effect, ...whom, ...what, ...where, ...(Condition === undefined ? {} : { Condition }) };
    });
}

export function document(place: Place, maxLength = 3): Arbitrary<PolicyDocument> {
  return fc
    .tuple(fc.constantFrom('2012-10-17' as const, '2012-10-17' as const, '2008-10-17' as const, undefined), fc.array(statement(place), { maxLength }))
    .map(([Version, Statement]) => ({ ...(Version === undefined ? {} : { Version }), Statement }));
}

function sometimes<Value>(value: Arbitrary<Value>): Arbitrary<Value | undefined> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

export const policySet: Arbitrary<PolicySet<PolicyDocument>> = fc
  .record({
    identityPolicies: mostly(fc.array(document('identity'), { maxLength: 2 })),
    resourcePolicy: mostly(document('resource')),
    permissionsBoundary: sometimes(document('identity', 2)),
    sessionPolicies: sometimes(fc.array(document('identity', 2), { maxLength: 2 })),
    serviceControlPolicies: sometimes(fc.array(fc.array(document('identity', 2), { maxLength: 2 }), { maxLength: 2 })),
    resourceControlPolicies: sometimes(fc.array(fc.array(document('rcp', 2), { maxLength: 2 }), { maxLength: 2 })),
    vpcEndpointPolicy: sometimes(document('resource', 2)),
  })
  .map(withoutUndefined);

function withoutUndefined(set: { readonly [Key in keyof PolicySet]: PolicySet<PolicyDocument>[Key] | undefined }): PolicySet<PolicyDocument> {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}

const contextValue: Arbitrary<ContextValue> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...texts), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(true, false, 5, 12) },
);

export const context: Arbitrary<Readonly<Record<string, ContextValue>>> = fc.dictionary(fc.constantFrom(...contextKeys), contextValue, { maxKeys: 4 });

export const request: Arbitrary<AccessRequest> = fc
  .record({
    principal: fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...callers) }, { weight: 1, arbitrary: fc.constant({ Federated: federation }) }),
    action: fc.constantFrom(...actions),
    resource: fc.constantFrom(...resources),
    resourceAccount: fc.constantFrom(undefined, undefined, own, other),
    context,
  })
  .map(({ resourceAccount, ...rest }) => ({ ...rest, ...(resourceAccount === undefined ? {} : { resourceAccount }) }));
