import { describe, expect, it } from 'vitest';
import { evaluate, parsePolicy } from 'policy-lint';
import type { AccessRequest } from '../../src/model/access-request.ts';
import type { Evaluation } from '../../src/model/evaluation.ts';
import type { PolicySet } from '../../src/model/policy-set.ts';

const request: AccessRequest = { principal: 'arn:aws:iam::111122223333:user/ann', action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', resourceAccount: '111122223333' };
const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' } as const;

/** Through text, as a malformed policy comes. */
function answer(statements: readonly object[], extra: Partial<AccessRequest> = {}): Evaluation {
  const { policy } = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
  if (policy === undefined) throw new Error('there is something to read');
  return evaluate({ identityPolicies: [policy] }, { ...request, ...extra });
}

describe('a malformed statement', () => {
  it.each<readonly [string, object]>([
    ['an unknown operator', { Condition: { StringEqual: { 'x:k': 'a' } } }],
    ['a condition that is no object', { Condition: 'x' }],
    ['Null with IfExists', { Condition: { NullIfExists: { 'x:k': 'true' } } }],
    ['an unknown element', { Resources: '*' }],
    ['both an element and its twin', { NotAction: 'ec2:*' }],
    ['an action without a service', { Action: 'GetObject' }],
    ['a value that is an object', { Condition: { StringEquals: { 'x:k': {} } } }],
    ['a resource that is a number', { Resource: 5 }],
  ])('%s: an Allow grants nothing, a Deny applies, and both are reported', (_name, wrong) => {
    const allow = answer([{ ...allowAll, ...wrong }]);
    expect(allow.decision).toBe('implicitDeny');
    expect(allow.errors).toHaveLength(1);
    expect(allow.errors[0]?.statement?.layer).toBe('identityPolicies');
    const deny = answer([allowAll, { ...allowAll, ...wrong, Effect: 'Deny' }]);
    expect(deny.decision).toBe('explicitDeny');
    expect(deny.errors).toHaveLength(1);
  });

  it('denies only on what could be read', () => {
    const wrong = { Effect: 'Deny', Resource: '*', Condition: { StringEqual: { 'x:k': 'a' } } };
    expect(answer([allowAll, { ...wrong, Action: 's3:Put*' }]).decision).toBe('allowed');
    expect(answer([allowAll, { ...wrong, Action: 's3:Get*' }]).decision).toBe('explicitDeny');
    const half = { ...wrong, Action: 's3:*', Condition: { ...wrong.Condition, StringEquals: { 'aws:username': 'zoe' } } };
    expect(answer([allowAll, half]).decision).toBe('allowed');
  });

  it('counts as a Deny without an effect', () => {
    expect(answer([allowAll, { Action: '*', Resource: '*' }]).decision).toBe('explicitDeny');
    expect(answer([allowAll, { ...allowAll, Effect: 'allow' }]).decision).toBe('explicitDeny');
  });

  it.each<readonly [string, object]>([
    ['a number', { NumericLessThan: { 'x:k': '12abc' } }],
    ['a date', { DateGreaterThan: { 'x:k': '2024-02-30' } }],
    ['an address', { NotIpAddress: { 'x:k': '10.0.0.0/33' } }],
    ['a Boolean', { Bool: { 'x:k': 'yes' } }],
    ['base64', { BinaryEquals: { 'x:k': 'a' } }],
  ])('reports %s that nothing compares with', (_name, Condition) => {
    const { errors } = answer([{ ...allowAll, Condition }]);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toMatch(/^`[^`]+` is .*so nothing compares with it$/);
  });

  it.each<readonly [string, PolicySet]>([
    ['an identity-based policy with a principal', { identityPolicies: [{ Statement: { ...allowAll, Principal: '*' } }] }],
    ['a resource-based policy without one', { resourcePolicy: { Statement: allowAll } }],
  ])('%s', (_name, policies) => {
    const evaluation = evaluate(policies, request);
    expect(evaluation.decision).toBe('implicitDeny');
    expect(evaluation.errors).not.toEqual([]);
  });

  it('takes policies parsed without regard to their place', () => {
    const { policy } = parsePolicy({ Statement: { ...allowAll, Principal: '*' } });
    if (policy === undefined) throw new Error('there is something to read');
    expect(evaluate({ identityPolicies: [policy] }, request).decision).toBe('implicitDeny');
    expect(evaluate({ resourcePolicy: policy }, request).decision).toBe('allowed');
  });
});

describe('an unreadable request', () => {
  it.each<readonly [string, Partial<Record<keyof AccessRequest, unknown>>, RegExp]>([
    ['principal', { principal: 'nobody' }, /^`nobody` is no principal/],
    ['missing principal', { principal: undefined }, /no `principal`/],
    ['action', { action: 'GetObject' }, /is no action/],
    ['action with a wildcard', { action: 's3:*' }, /without wildcards/],
    ['resource', { resource: '' }, /no `resource`/],
    ['account', { resourceAccount: '12' }, /12 digits/],
    ['context', { context: [] }, /`context`/],
    ['context value', { context: { 'x:k': null } }, /`x:k`/],
    ['unknown keys', { unknownKeys: 'x:k' }, /`unknownKeys`/],
  ])('%s', (_name, wrong, message) => {
    const evaluation = evaluate({ identityPolicies: [{ Statement: allowAll }] }, { ...request, ...wrong } as AccessRequest);
    expect(evaluation.decision).toBe('implicitDeny');
    expect(evaluation.decidedBy).toEqual({ kind: 'invalidRequest' });
    expect(evaluation.errors.map((error) => error.message)).toEqual([expect.stringMatching(message)]);
  });
});

describe('a malformed set of policies', () => {
  it('reports a layer of an unknown name', () => {
    const policies = { identityPolicies: [{ Statement: allowAll }], permissionBoundary: { Statement: [] } };
    expect(evaluate(policies as PolicySet, request).errors.map(({ message }) => message)).toEqual([expect.stringMatching(/^unknown layer `permissionBoundary`/)]);
  });

  it('takes a layer that is no list as one that allows nothing', () => {
    const policies: unknown = { identityPolicies: [{ Statement: allowAll }], serviceControlPolicies: { Statement: allowAll } };
    const evaluation = evaluate(policies as PolicySet, request);
    expect(evaluation.decision).toBe('implicitDeny');
    expect(evaluation.errors).toHaveLength(1);
  });
});
