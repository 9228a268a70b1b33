import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluator/index.ts';
import type { PolicyDocument, StatementDocument } from '../../src/model/generated/policy-document.generated.ts';
import type { AccessRequest } from '../../src/model/access-request.ts';
import type { Evaluation } from '../../src/model/evaluation.ts';
import { asTemplate, asTemplates } from '../oracle/template.ts';

const ann = 'arn:aws:iam::111111111111:user/ann';
const request: AccessRequest = { principal: ann, action: 's3:GetObject', resource: 'arn:aws:s3:::b/ann/a', resourceAccount: '111111111111' };

function answer(statement: Partial<StatementDocument>, extra: Partial<AccessRequest> = {}): Evaluation {
  const document: PolicyDocument = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', ...(statement.NotResource === undefined ? { Resource: '*' } : {}), ...statement } };
  return evaluate(asTemplates({ identityPolicies: [document] }), { ...request, ...extra });
}

describe('unresolved template values', () => {
  it.each<readonly [string, Partial<StatementDocument>, Evaluation['decision'], readonly string[] | undefined]>([
    ['a bucket that may be this one', { Resource: 'arn:aws:s3:::⟦any⟧/*' }, 'dependsOn', ['any']],
    ['an ARN in front of a variable', { Resource: '⟦plain⟧/${aws:username}/*' }, 'dependsOn', ['plain']],
    ['an ARN in front of the wrong ending', { Resource: '⟦plain⟧/zoe/*' }, 'implicitDeny', undefined],
    ['an account where the resource has none', { Resource: 'arn:aws:s3::⟦account⟧:b/*' }, 'implicitDeny', undefined],
    ['one of few values, some of which match', { Resource: 'arn:aws:s3:::b/⟦choice⟧/a' }, 'dependsOn', ['choice']],
    ['one of few values, none of which matches', { Resource: 'arn:aws:s3:::b/x⟦choice⟧' }, 'implicitDeny', undefined],
    ['an action', { Action: '⟦any⟧' }, 'dependsOn', ['any']],
    ['an action of another service', { Action: 'ec2:⟦any⟧' }, 'implicitDeny', undefined],
    ['a list among known values', { Action: ['s3:GetObject', '⟦list⟧'] }, 'allowed', undefined],
    ['a condition value', { Condition: { StringEquals: { 'aws:username': '⟦any⟧' } } }, 'dependsOn', ['any']],
    ['a condition value on an absent key', { Condition: { StringEquals: { 'x:k': '⟦any⟧' } } }, 'implicitDeny', undefined],
    ['one of few numbers', { Condition: { NumericLessThan: { 'x:k': '⟦choice⟧' } } }, 'implicitDeny', undefined],
    ['an excluded resource', { NotResource: '⟦plain⟧' }, 'dependsOn', ['plain']],
  ])('%s', (_name, statement, decision, dependsOn) => {
    const evaluation = answer(statement);
    expect(evaluation.decision).toBe(decision);
    expect(evaluation.dependsOn).toEqual(dependsOn);
  });
});

describe('parts that the template does not tell', () => {
  const allow = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
  const deny = { ...allow, Effect: 'Deny' } as const;
  it.each<readonly [string, readonly unknown[], Evaluation['decision']]>([
    ['a statement that may allow', ['⟦any⟧'], 'dependsOn'],
    ['a statement that may deny', [allow, '⟦any⟧'], 'dependsOn'],
    ['a statement beside a Deny', [allow, deny, '⟦any⟧'], 'explicitDeny'],
    ['an effect', [{ ...allow, Effect: '⟦any⟧' }], 'dependsOn'],
    ['a condition of an Allow', [{ ...allow, Condition: '⟦any⟧' }], 'dependsOn'],
    ['a condition of a Deny', [allow, { ...deny, Condition: '⟦any⟧' }], 'dependsOn'],
    ['the block of an operator', [{ ...allow, Condition: { StringEquals: '⟦any⟧' } }], 'dependsOn'],
    ['a condition of a statement for other actions', [{ ...allow, Action: 'ec2:*', Condition: '⟦any⟧' }], 'implicitDeny'],
    ['all statements', ['⟦list⟧'], 'dependsOn'],
  ])('%s', (_name, Statement, decision) => {
    const evaluation = evaluate({ identityPolicies: [asTemplate({ Version: '2012-10-17', Statement })] }, request);
    expect(evaluation.decision).toBe(decision);
    expect(evaluation.errors).toEqual([]);
  });

  it.each<readonly [string, unknown, string, Evaluation['decision']]>([
    ['an account that may be the caller\'s', { AWS: 'arn:aws:iam::⟦account⟧:root' }, ann, 'dependsOn'],
    ['an account that may be the caller\'s, as a number', { AWS: '⟦account⟧' }, ann, 'dependsOn'],
    ['an account is nobody without one', { AWS: '⟦account⟧' }, 'anonymous', 'implicitDeny'],
    ['text may be everyone', { AWS: '⟦any⟧' }, 'anonymous', 'dependsOn'],
    ['a name is not everyone', { AWS: '⟦plain⟧' }, 'anonymous', 'implicitDeny'],
    ['a name may be the caller\'s', { AWS: 'arn:aws:iam::111111111111:user/⟦plain⟧' }, ann, 'dependsOn'],
    ['a name in another account is not', { AWS: 'arn:aws:iam::222222222222:user/⟦plain⟧' }, ann, 'implicitDeny'],
    ['a service', { Service: '⟦plain⟧.amazonaws.com' }, 's3.amazonaws.com', 'dependsOn'],
    ['a service is no user', { Service: '⟦any⟧' }, ann, 'implicitDeny'],
  ])('as a principal, %s', (_name, Principal, principal, decision) => {
    const resourcePolicy = asTemplate({ Statement: { ...allow, Principal } });
    expect(evaluate({ resourcePolicy }, { ...request, principal }).decision).toBe(decision);
  });
});

describe('unknown condition keys', () => {
  it.each<readonly [string, StatementDocument['Condition'], readonly string[], Evaluation['decision']]>([
    ['the key itself', { StringEquals: { 'x:k': 'a' } }, ['X:K'], 'dependsOn'],
    ['a tag by another name for it', { StringEquals: { 'ssm:resourceTag/t': 'a' } }, ['aws:ResourceTag/t'], 'dependsOn'],
    ['all tags of the resource', { StringEquals: { 'ec2:ResourceTag/t': 'a' } }, ['aws:ResourceTag/*'], 'dependsOn'],
    ['all tags of the resource, but of the principal asked', { StringEquals: { 'aws:PrincipalTag/t': 'a' } }, ['aws:ResourceTag/*'], 'implicitDeny'],
    ['the tag keys of a request with unknown tags', { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } }, ['aws:RequestTag/*'], 'dependsOn'],
    ['a key that follows from the caller', { StringEquals: { 'aws:username': 'ann' } }, ['aws:username'], 'dependsOn'],
    ['a variable', { StringEquals: { 'aws:username': '${x:k}' } }, ['x:k'], 'dependsOn'],
    ['presence', { Null: { 'x:k': 'false' } }, ['x:k'], 'dependsOn'],
    ['a clause that fails anyway', { StringEquals: { 'x:k': 'a', 'aws:username': 'zoe' } }, ['x:k'], 'implicitDeny'],
  ])('%s', (_name, Condition, unknownKeys, decision) => {
    expect(answer({ ...(Condition === undefined ? {} : { Condition }) }, { unknownKeys }).decision).toBe(decision);
  });

  it('names what the answer hangs on, and nothing else', () => {
    const statement = { Condition: { StringEquals: { 'x:k': 'a' } } };
    expect(answer(statement, { unknownKeys: ['x:k', 'x:other'] }).dependsOn).toEqual(['x:k']);
  });
});
