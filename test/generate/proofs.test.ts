import { compare } from 'policy-lint';
import { describe, expect, test } from 'vitest';
import type { AssembledPolicy } from '../../src/generate/assemble.ts';
import { decider } from '../../src/generate/decide.ts';
import { generatedPolicy, type GeneratedPolicy } from '../../src/generate/generated-policy.ts';
import { prove } from '../../src/generate/prove.ts';
import { needsOf } from '../../src/generate/requests.ts';
import type { PolicyDocument, StatementDocument } from '../../src/model/generated/policy-document.generated.ts';
import { KINDS } from './kinds.ts';

const generated = new Map<string, GeneratedPolicy>();
function of(name: string): GeneratedPolicy {
  const known = generated.get(name) ?? generatedPolicy(KINDS[name]?.() ?? expect.fail(name));
  generated.set(name, known);
  return known;
}

/** The documents without one action on one resource. */
function without(policies: readonly AssembledPolicy[], sid: string, action: string, resource: string): readonly PolicyDocument[] {
  return policies.map(({ document }) => ({
    ...document,
    Statement: [document.Statement].flat().flatMap((statement): readonly StatementDocument[] => {
      if (statement.Sid !== sid) return [statement];
      const actions = [statement.Action ?? []].flat();
      const resources = [statement.Resource ?? []].flat();
      const others = actions.filter((each) => each !== action);
      const rest = resources.filter((each) => each !== resource);
      return [
        ...(others.length > 0 ? [{ ...statement, Action: others }] : []),
        ...(rest.length > 0 ? [{ ...statement, Action: action, Resource: rest }] : []),
      ];
    }),
  }));
}

describe.each(Object.keys(KINDS))('%s', (name) => {
  test('is proved', () => {
    expect(of(name).proof.failures).toEqual([]);
    expect(of(name).proof.requests).toBeGreaterThan(0);
  });

  test('has no exception without a reason', () => {
    expect(of(name).proof.accepted.filter(({ reason }) => reason === '')).toEqual([]);
  });

  test('without any one permission a named request is refused', () => {
    const { generation, policies } = of(name);
    const needs = needsOf(generation.permissions, generation.environment);
    const survived = policies
      .flatMap(({ statements }) => statements.flatMap(({ document, grants }) => grants.map((grant) => ({ sid: document.Sid, grant }))))
      .filter(({ sid, grant }) => {
        const decide = decider(without(policies, sid, grant.action, grant.resource));
        return needs.filter((need) => need.request.action === grant.action).every(({ request }) => decide(request) === 'allowed');
      });
    expect(survived).toEqual([]);
  });

  test('one permission more leaves the bound', () => {
    const { generation, policies } = of(name);
    const statement = { Sid: 'More', Effect: 'Allow' as const, Action: 'iam:CreateAccessKey', Resource: `arn:aws:iam::${generation.environment.account}:user/*` };
    const more: AssembledPolicy = { document: { Version: '2012-10-17', Statement: [statement] }, statements: [{ document: statement, grants: [] }] };
    const { failures } = prove(generation, [...policies, more]);
    expect(failures.map(({ check }) => check)).toContain('at most');
  });

  test('a policy of the user that is narrower is a bound too', () => {
    const { generation, policies } = of(name);
    const bound = { name: '`bound.json`', document: { Version: '2012-10-17' as const, Statement: [{ Effect: 'Allow' as const, Action: 's3:GetObject', Resource: '*' }] } };
    const [failure] = prove(generation, policies, [bound]).failures;
    expect(failure).toMatchObject({ check: 'at most', message: expect.stringContaining('`bound.json`') as string });
    expect(failure?.request).toBeDefined();
  });
});

test('a finding without an exception is a failure', () => {
  const { generation, policies } = of('cfn-exec');
  const { failures } = prove({ ...generation, exceptions: [] }, policies);
  expect(failures.map(({ check }) => check)).toContain('rules');
});

test('the split policies allow together what one would', () => {
  const { policies } = of('cfn-exec');
  expect(policies.length).toBeGreaterThan(1);
  const one: PolicyDocument = { Version: '2012-10-17', Statement: policies.flatMap(({ document }) => document.Statement) };
  expect(compare({ identityPolicies: policies.map(({ document }) => document) }, one).relation).toBe('equivalent');
});
