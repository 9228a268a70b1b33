import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleEngine } from '../../src/lint/engine.ts';
import { managedPolicy, managedPolicyNames } from '../../src/reference/managed-policies.ts';
import { rules } from '../../src/rules/index.ts';
import { INTERNAL_ERROR, runRules } from '../../src/rules/run-rules.ts';
import { sourceOf } from './rule-tester.ts';

/**
 * AWS's own policies are the yardstick: IAM Access Analyzer reports few things in them, mostly
 * suggestions, so that a check that fires on many of them is wrong. The bounds have room for policies
 * that AWS adds.
 */
const policies = managedPolicyNames().map((name) => ({ name, source: sourceOf(JSON.stringify(managedPolicy(name)?.document)) }));
const findings = policies.flatMap(({ name, source }) => runRules(source, { preset: 'access-analyzer' }).map((finding) => ({ name, ...finding })));

describe("AWS's managed policies", () => {
  it('are read without errors', () => {
    expect(policies.filter(({ source }) => source.errors.length > 0).map(({ name }) => name)).toEqual([]);
    expect(findings.filter((finding) => finding.ruleId === INTERNAL_ERROR)).toEqual([]);
  });

  it.each([
    ['error', 4],
    ['security', 3],
    ['warning', 5],
    ['suggestion', 10],
  ] as const)('have findings of severity %s in less than %i of 100', (severity, bound) => {
    const names = new Set(findings.filter((finding) => finding.severity === severity).map((finding) => finding.name));
    expect((names.size / policies.length) * 100).toBeLessThan(bound);
  });

  it('are never found by one check in more than 5 of 100', () => {
    const byCode = new Map<string, Set<string>>();
    for (const { accessAnalyzerCode: code, name } of findings) {
      if (code !== undefined) byCode.set(code, (byCode.get(code) ?? new Set()).add(name));
    }
    const frequent = [...byCode].filter(([, names]) => names.size > policies.length * 0.05).map(([code, names]) => `${code} ${names.size}`);
    expect(frequent).toEqual([]);
  });

  it.each([
    ['PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE', ['AdministratorAccess', 'IAMFullAccess']],
    ['CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE', ['AdministratorAccess', 'IAMFullAccess']],
    ['CREATE_SLR_WITH_STAR_IN_RESOURCE', ['PowerUserAccess', 'AlexaForBusinessFullAccess', 'AWSOrganizationsServiceTrustPolicy']],
    ['STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS', ['AmazonSecurityLakeAdministrator', 'AWSCodePipeline_FullAccess', 'AWSCodePipeline_ReadOnlyAccess', 'S3UnlockBucketPolicy', 'SQSUnlockQueuePolicy']],
    ['PASS_ROLE_WITH_STAR_IN_RESOURCE', ['AdministratorAccess-Amplify', 'AmazonElasticMapReduceFullAccess', 'AmazonDynamoDBFullAccesswithDataPipeline']],
    ['POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA', ['ReadOnlyAccess', 'AWSSupportServiceRolePolicy']],
  ])('have %s where the check reference says so', (code, names) => {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
    const found = new Set(findings.filter((finding) => finding.accessAnalyzerCode === code).map((finding) => finding.name));
    expect(names.filter((name) => !found.has(name))).toEqual([]);
  });

  it('are found by no rule more than 20 times whose page does not say why that is true', () => {
    const settings = Object.fromEntries(rules.map((rule) => [rule.meta.id, {}]));
    const counts = new Map<string, number>();
    for (const { source } of policies) {
      for (const { ruleId } of runRules(source, { rules, settings, engine: ruleEngine })) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
    }
    const frequent = [...counts].filter(([, count]) => count > 20).map(([id]) => id);
    expect(frequent).toContain('lone-wildcard-condition');
    const why = (id: string): string => /^## Why\n(.*?)^## /ms.exec(readFileSync(new URL(`../../docs/rules/${id}.md`, import.meta.url), 'utf8'))?.[1] ?? '';
    expect(frequent.filter((id) => !why(id).includes("AWS's own managed policies"))).toEqual([]);
  });
});
