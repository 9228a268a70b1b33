import { evaluate, isEmpty, type PolicyDocument } from 'policy-lint';
import { describe, expect, it } from 'vitest';

const allow = (Action: string, Resource: string): PolicyDocument => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });

describe('a request for what the reference lists for no resource type', () => {
  it.each([
    ['logs:DescribeLogGroups', 'arn:aws:logs:*:*:log-group:*'],
    ['logs:DescribeLogGroups', 'arn:aws:logs:eu-west-1:111122223333:log-group::log-stream:'],
    ['elasticloadbalancing:AddTags', 'arn:aws:elasticloadbalancing:*:*:loadbalancer/app/web/*'],
  ])('is found for %s on %s', (action, resource) => {
    const policy = allow(action, resource);
    const verdict = isEmpty(policy);
    expect(verdict.verdict).toBe('violated');
    if (verdict.verdict === 'violated') expect(evaluate(policy, verdict.witness).decision).toBe('allowed');
  });

  it.each([
    ['iam:ListRoles', 'arn:aws:iam::*:role/*'],
    ['logs:DescribeLogGroups', 'arn:aws:logs:*:*:destination:*'],
  ])('does not exist for %s on %s', (action, resource) => {
    expect(isEmpty(allow(action, resource)).verdict).toBe('holds');
  });
});
