import { describe, expect, it } from 'vitest';
import { lintPolicy, type PolicyType } from 'policy-lint';

/**
 * What AWS's reference of checks says in its examples and remarks, check by check: what is found, and what
 * is not; and that a check is about the policy types that it speaks of.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
function codes(statement: object | readonly object[], type: PolicyType = 'identity', resourceType?: string): readonly string[] {
  const document = { Version: '2012-10-17', Statement: statement };
  const findings = lintPolicy(document, { type, preset: 'access-analyzer', ...(resourceType === undefined ? {} : { resourceType }) });
  return [...new Set(findings.flatMap(({ accessAnalyzerCode }) => accessAnalyzerCode ?? []))].sort();
}

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::amzn-s3-demo-bucket/*' };
const deny = { ...allow, Effect: 'Deny' };
const trust = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' };
const bucket = 'AWS::S3::Bucket';
const inBucket = { ...allow, Principal: { AWS: '111122223333' } };

describe('the examples of the check reference', () => {
  it.each([
    ['an account in the ARN of a bucket', { ...allow, Resource: 'arn:aws:s3::111122223333:amzn-s3-demo-bucket' }, ['ARN_ACCOUNT_NOT_ALLOWED']],
    ['a Region in an ARN of IAM', { ...allow, Action: 'iam:GetRole', Resource: 'arn:aws:iam:us-east-1:111122223333:role/jane' }, ['ARN_REGION_NOT_ALLOWED']],
    ['an account that is no twelve digits', { ...allow, Action: 'iam:GetRole', Resource: 'arn:aws:iam::1111222233:role/jane' }, ['INVALID_ARN_ACCOUNT']],
    ['a resource without `arn:`', { ...allow, Resource: 'aws:s3:::amzn-s3-demo-bucket' }, ['INVALID_ARN_PREFIX']],
    ['a resource type that the service does not have', { ...allow, Action: 'sts:GetFederationToken', Resource: 'arn:aws:sts::111122223333:federated/jane' }, ['INVALID_ARN_RESOURCE']],
    ['a service in capitals', { ...allow, Resource: 'arn:aws:S3:::amzn-s3-demo-bucket/*' }, ['INVALID_ARN_SERVICE_CASE']],
    ['a key in two cases', { ...allow, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-0aa11bb22cc33dd44', 'aws:sourceVPC': 'vpc-0aa11bb22cc33dd44' } } }, ['DUPLICATE_KEYS_WITH_DIFFERENT_CASE']],
    ['a Boolean with two values', { ...allow, Condition: { Bool: { 'aws:SecureTransport': ['true', 'false'] } } }, ['INVALID_CONDITION_MULTIPLE_BOOLEAN']],
    ['an action and what its pattern includes', { ...allow, Action: ['iam:Get*', 'iam:List*', 'iam:GetCredentialReport'], Resource: '*' }, ['REDUNDANT_ACTION']],
    ['patterns that only overlap', { ...allow, Action: ['iam:Get*', 'iam:List*', 'iam:*CredentialReport'], Resource: '*' }, []],
    ['roles and the beginning of their names', { ...allow, Action: 'iam:GetRole', Resource: ['arn:aws:iam::111122223333:role/jane-admin', 'arn:aws:iam::111122223333:role/jane-s3only', 'arn:aws:iam::111122223333:role/jane*'] }, ['REDUNDANT_RESOURCE']],
    ['two ages of a session', { ...allow, Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': ['2700', '3600'] } } }, ['REDUNDANT_CONDITION_VALUE_NUM']],
    ['a wildcard in the name of a service', { ...allow, Action: 'codebuild:StartBuild', Resource: 'arn:aws:*code*:us-east-1:111122223333:*' }, ['WILDCARD_IN_SERVICE_NAME']],
    ['a wildcard that `StringEquals` takes literally', { ...allow, Condition: { StringEquals: { 'aws:PrincipalTag/job-category': 'admin-*' } } }, ['WILDCARD_WITHOUT_LIKE_OPERATOR']],
    ['one that `StringLike` does not', { ...allow, Condition: { StringLike: { 'aws:PrincipalTag/job-category': 'admin-*' } } }, []],
    ['passing roles whose names begin with a service', { ...allow, Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/Service*' }, []],
    ['passing any role', { ...allow, Action: 'iam:PassRole', Resource: '*' }, ['PASS_ROLE_WITH_STAR_IN_RESOURCE']],
    ['passing any role to one service', { ...allow, Action: 'iam:PassRole', Resource: '*', Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }, []],
    ['creating roles by `iam:Create*`', { ...allow, Action: 'iam:Create*', Resource: '*' }, ['CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE']],
    ['a Deny by a tag that the service does not send', { ...deny, Action: ['appmesh:DeleteMesh', 'route53domains:DeleteDomain'], Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/status': 'Confidential' } } }, ['DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE']],
    ['a Deny by a tag that it sends', { ...deny, Action: ['appmesh:DeleteMesh', 'backup:DeleteBackupPlan'], Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/status': 'Confidential' } } }, []],
    ['`NotAction` by a tag', { Effect: 'Deny', NotAction: 'iam:*', Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/status': 'Confidential' } } }, ['DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE']],
    ['an address of a VPC without the VPC', { ...allow, Condition: { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/24' } } }, ['MISSING_PAIRED_CONDITION_KEYS']],
    ['an address of a VPC with it', { ...allow, Condition: { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/24' }, StringEquals: { 'aws:SourceVpc': 'vpc-0aa11bb22cc33dd44' } } }, []],
    ['private and public addresses', { ...allow, Condition: { IpAddress: { 'aws:SourceIp': ['10.0.0.0/24', '203.0.113.0/24'] } } }, ['PRIVATE_IP_ADDRESS_SUBSET']],
    ['bits behind the mask', { ...allow, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.5/24' } } }, ['IMPROVE_IP_RANGE']],
    ['`Null` with a set operator', { ...allow, Condition: { 'ForAllValues:Null': { 'aws:TagKeys': 'true' } } }, ['NULL_WITH_QUALIFIER']],
    ['a prefix that a Deny names', { ...deny, Action: 's3:ListBucket', Resource: 'arn:aws:s3:::amzn-s3-demo-bucket', Condition: { StringLike: { 's3:prefix': 'private/*' } } }, ['S3_PREFIX_IN_NEGATIVE_CONTEXT']],
    ['a Deny of all prefixes but some', { ...deny, Action: 's3:ListBucket', Resource: 'arn:aws:s3:::amzn-s3-demo-bucket', Condition: { StringNotLike: { 's3:prefix': 'public/*' } } }, []],
    ['attributes without `dynamodb:Select`', { ...allow, Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:*:*:table/orders', Condition: { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['id'] } } }, ['DYNAMODB_ATTRIBUTES_WITHOUT_SELECT']],
    ['an action that the key does not come with', { ...allow, Action: ['s3:ListBucket', 's3:ListBucketMultipartUploads'], Resource: 'arn:aws:s3:::amzn-s3-demo-bucket', Condition: { StringLike: { 's3:prefix': 'home/*' } } }, ['UNSUPPORTED_ACTION_FOR_CONDITION_KEY']],
    ['actions with wildcards, which are not looked at', { ...allow, Action: 's3:List*', Resource: 'arn:aws:s3:::amzn-s3-demo-bucket', Condition: { StringLike: { 's3:prefix': 'home/*' } } }, []],
    ['an ARN that a string operator compares', { ...allow, Condition: { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } } }, ['STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS']],
  ] as const)('%s', (_, statement, expected) => {
    expect(codes(statement)).toEqual(expected);
  });
});

describe('the types of policies', () => {
  it.each([
    ['a principal in an identity-based policy', 'identity', undefined, inBucket, ['UNSUPPORTED_PRINCIPAL']],
    ['a principal in a bucket policy', 'resource', bucket, inBucket, []],
    ['a principal in a service control policy', 'scp', undefined, { ...deny, Principal: '*' }, ['SCP_SYNTAX_ERROR_PRINCIPAL']],
    ['actions of another service in a bucket policy', 'resource', bucket, { ...inBucket, Action: 'kms:Decrypt' }, ['UNSUPPORTED_ACTION_IN_POLICY']],
    ['resources of another service in a bucket policy', 'resource', bucket, { ...inBucket, Resource: 'arn:aws:kms:us-east-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef' }, ['UNSUPPORTED_RESOURCE_ARN_IN_POLICY']],
    ['a provider in a bucket policy', 'resource', bucket, { ...inBucket, Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/idp' } }, ['FEDERATED_PRINCIPAL_NOT_SUPPORTED']],
    ['a key of the resource in its own policy', 'resource', bucket, { ...inBucket, Condition: { StringEquals: { 's3:ResourceAccount': '111122223333' } } }, ['IRRELEVANT_CONDITION_KEY_IN_POLICY']],
    ['the same key in an identity-based policy', 'identity', undefined, { ...allow, Condition: { StringEquals: { 's3:ResourceAccount': '111122223333' } } }, []],
    ['a service without its source', 'resource', bucket, { ...inBucket, Action: 's3:PutObject', Principal: { Service: 'cloudtrail.amazonaws.com' } }, ['RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL']],
    ['a role that trusts an account', 'trust', undefined, trust, []],
    ['a role with a resource', 'trust', undefined, { ...trust, Resource: '*' }, ['ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE']],
    ['a role that trusts everybody but some', 'trust', undefined, { Effect: 'Allow', NotPrincipal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }, ['ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL']],
    ['a bucket that trusts everybody but some', 'resource', bucket, { ...allow, NotPrincipal: { AWS: '111122223333' } }, ['ALLOW_WITH_NOT_PRINCIPAL']],
    ['a role and its session', 'trust', undefined, { ...trust, Principal: { AWS: ['arn:aws:iam::111122223333:role/build', 'arn:aws:sts::111122223333:assumed-role/build/ci'] } }, ['REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY']],
    ['a SAML provider with web identities', 'trust', undefined, { Effect: 'Allow', Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/idp' }, Action: 'sts:AssumeRoleWithWebIdentity' }, ['MISMATCHED_ACTION_FOR_PRINCIPAL']],
    ['Roles Anywhere without two of its actions', 'trust', undefined, { ...trust, Principal: { Service: 'rolesanywhere.amazonaws.com' }, Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:rolesanywhere:us-east-1:111122223333:trust-anchor/a' } } }, ['MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY']],
    ['workflows of any repository', 'trust', undefined, { Effect: 'Allow', Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } } }, ['MISSING_GITHUB_REPO_CONDITION_KEY']],
    ['an Allow of something in a resource control policy', 'rcp', undefined, { ...allow, Principal: '*' }, ['RCP_SYNTAX_ERROR_ALLOW']],
    ['an Allow of everything there', 'rcp', undefined, { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }, []],
    ['`NotAction` in a resource control policy', 'rcp', undefined, { Effect: 'Deny', Principal: '*', NotAction: 's3:*', Resource: '*' }, ['RCP_SYNTAX_ERROR_NOTACTION']],
    ['principals in a resource control policy', 'rcp', undefined, { ...deny, Principal: { AWS: '111122223333' } }, ['RCP_SYNTAX_ERROR_PRINCIPAL']],
    ['a service that resource control policies do not reach', 'rcp', undefined, { Effect: 'Deny', Principal: '*', Action: 'ec2:*', Resource: '*' }, ['RCP_SYNTAX_ERROR_ACTION']],
    ['principals of AWS that are not excepted', 'rcp', undefined, { ...deny, Principal: '*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }, ['RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY']],
    ['passing any role in a service control policy', 'scp', undefined, { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' }, []],
  ] as const)('%s', (_, type, resourceType, statement, expected) => {
    expect(codes(statement, type, resourceType)).toEqual(expected);
  });
});
