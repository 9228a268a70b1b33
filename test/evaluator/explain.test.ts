import { describe, expect, it } from 'vitest';
import { evaluate } from 'policy-lint';
import type { AccessRequest } from '../../src/model/access-request.ts';
import type { Evaluation } from '../../src/model/evaluation.ts';
import type { StatementDocument } from '../../src/model/generated/policy-document.generated.ts';

const request: AccessRequest = {
  principal: 'arn:aws:iam::111122223333:user/ann',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::bucket/key',
  resourceAccount: '111122223333',
  context: { 'aws:SourceIp': '192.0.2.1', 'aws:TagKeys': ['a', 'b'] },
};

function explained(statement: Partial<StatementDocument>): Evaluation {
  const document = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*', ...statement } } as const;
  return evaluate({ identityPolicies: [document] }, request, { explain: true });
}

describe('an explanation', () => {
  it('costs nothing when nobody asks', () => {
    const evaluation = evaluate({ Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { Bool: { 'x:k': 'true' } } } }, request);
    expect(evaluation).toEqual({ decision: 'implicitDeny', decidedBy: { kind: 'nothingAllows' }, matchedStatements: [], missingContextKeys: [], errors: [] });
  });

  it.each<readonly [string, Partial<StatementDocument>, object]>([
    ['the action', { Action: ['s3:Put*', 'ec2:*'] }, { element: 'Action', requested: 's3:getobject', expected: ['s3:Put*', 'ec2:*'] }],
    ['the resource', { Resource: 'arn:aws:s3:::other/*' }, { element: 'Resource', requested: 'arn:aws:s3:::bucket/key', expected: ['arn:aws:s3:::other/*'] }],
    [
      'the first condition that fails',
      { Condition: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] }, 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'c'] } } },
      { element: 'Condition', requested: ['a', 'b'], expected: ['a', 'c'] },
    ],
    ['a condition on an absent key', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } }, { element: 'Condition', expected: ['true'] }],
  ])('names %s', (_name, statement, because) => {
    const [entry] = explained(statement).explanation ?? [];
    expect(entry?.outcome === 'matches').toBe(false);
    expect(entry?.because ?? {}).toMatchObject(because);
  });

  it('names the principal, and the layer and level', () => {
    const evaluation = evaluate(
      {
        identityPolicies: [],
        resourcePolicy: { Statement: { Effect: 'Allow', Principal: { AWS: ['arn:aws:iam::111122223333:user/zoe'] }, Action: '*', Resource: '*' } },
        serviceControlPolicies: [[{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }], []],
      },
      request,
      { explain: true },
    );
    expect(evaluation.decidedBy).toEqual({ kind: 'layer', layer: 'serviceControlPolicies', level: 1 });
    expect(evaluation.explanation?.map(({ outcome, because }) => ({ outcome, because }))).toEqual([
      { outcome: 'matches', because: undefined },
      {
        outcome: 'doesNotMatch',
        because: { element: 'Principal', requested: 'arn:aws:iam::111122223333:user/ann', expected: ['arn:aws:iam::111122223333:user/zoe'] },
      },
    ]);
  });

  it('lists the keys that policies ask for and the request lacks, once and as first written', () => {
    const { missingContextKeys } = explained({
      Resource: ['arn:aws:s3:::bucket/key', 'arn:aws:s3:::${aws:PrincipalTag/Team}/*'],
      Condition: { StringEquals: { 'S3:Prefix': '${aws:PrincipalTag/team}', 'aws:username': 'ann' }, Null: { 's3:prefix': 'false' } },
    });
    expect(missingContextKeys).toEqual(['aws:PrincipalTag/Team', 'S3:Prefix']);
  });

  it('says unknown before an unknown, but what fails before that', () => {
    const document = { Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { 'x:k': 'a', 'aws:SourceIp': 'other' } } } } as const;
    const one = { ...request, unknownKeys: ['x:k'] };
    const failing = evaluate(document, one, { explain: true });
    expect(failing.explanation?.[0]?.because).toMatchObject({ requested: ['192.0.2.1'] });
    const open = evaluate({ Statement: { ...document.Statement, Condition: { StringEquals: { 'x:k': 'a' } } } }, one, { explain: true });
    expect(open.explanation?.[0]?.outcome).toBe('unknown');
  });
});
