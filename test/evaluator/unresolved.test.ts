import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluator/index.ts';
import type { PolicyDocument, StatementDocument } from '../../src/model/generated/policy-document.generated.ts';
import type { AccessRequest } from '../../src/model/access-request.ts';
import type { Evaluation } from '../../src/model/evaluation.ts';
import { asTemplates } from '../oracle/template.ts';

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
