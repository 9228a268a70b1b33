import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { evaluate, managedPolicy, parsePolicy, readSource, type PolicyInput } from 'policy-lint';
import { describe, expect, it } from 'vitest';
import { findEscalation, type EscalationReport, type EscalationState } from '../../src/escalation/index.ts';
import { arn, document, allow, trust } from './support.ts';

function identityPolicies(template: string, id: string): readonly PolicyInput[] {
  const path = fileURLToPath(new URL(`../../fixtures/templates/${template}`, import.meta.url));
  const principal = readSource(path, readFileSync(path, 'utf8')).principals.find((each) => each.id === id);
  return (principal?.attachments ?? []).flatMap(({ source, awsManagedArn }) => {
    const managed = awsManagedArn === undefined ? undefined : parsePolicy(managedPolicy(awsManagedArn)?.document).policy;
    return source?.policy ?? managed ?? [];
  });
}

function search(template: string, id: string, principal: string, state: EscalationState = {}): EscalationReport {
  return findEscalation({ principal, policies: { identityPolicies: identityPolicies(template, id) } }, state);
}

const calls = (report: EscalationReport): readonly (readonly string[])[] =>
  (report.escalations[0]?.steps ?? []).map(({ request }) => [request.action, request.resource]);

describe("DoiT's installer", () => {
  const report = search('doit/support-gateway-installer.yaml', 'InstallerUser', arn('user', 'installer'));

  it('becomes an administrator through a role of its own', () => {
    expect(report.escalations[0]).toMatchObject({ paths: ['iam-create-role-attach-role-policy'], certainty: 'shown', gains: { kind: 'administrator' }, assumptions: [] });
    expect(calls(report)).toEqual([
      ['iam:CreateRole', arn('role', 'escalation')],
      ['iam:AttachRolePolicy', arn('role', 'escalation')],
      ['sts:AssumeRole', arn('role', 'escalation')],
    ]);
  });

  it('needs no sts:AssumeRole of its own, since the role names it', () => {
    const [, , assume] = report.escalations[0]?.steps ?? [];
    if (assume === undefined) throw new Error('no third step');
    const own = identityPolicies('doit/support-gateway-installer.yaml', 'InstallerUser');
    expect(evaluate({ identityPolicies: own }, assume.request).decision).not.toBe('allowed');
    expect(evaluate({ identityPolicies: own, resourcePolicy: trust({ AWS: arn('user', 'installer') }) }, assume.request).decision).toBe('allowed');
  });

  it('does so with the placeholder of the guide, too', () => {
    const guide: unknown = JSON.parse(readFileSync(new URL('../../fixtures/policies/doit/support-gateway-installer.json', import.meta.url), 'utf8'));
    const { policy } = parsePolicy(guide);
    if (policy === undefined) throw new Error('no policy');
    const [found] = findEscalation({ policies: { identityPolicies: [policy] } }).escalations.filter(({ steps }) => steps.length === 3);
    expect(found?.gains).toMatchObject({ kind: 'administrator', as: 'arn:aws:iam::CUSTOMER_AWS_ACCOUNT_ID:role/escalation' });
  });

  it('says which values it took for what the template leaves open', () => {
    expect(report.parameters).toEqual({ 'AWS::Partition': 'aws', 'AWS::AccountId': '111122223333' });
  });
});

describe.each(['management-role.yaml', 'management-role-any-provider.yaml'])("DoiT's management role in %s", (template) => {
  it('becomes an administrator through a role with its prefix', () => {
    const report = search(`doit/${template}`, 'AssumeableRole', arn('role', 'DoiT_Management_Role_DO-NOT-DELETE'));
    expect(report.escalations[0]).toMatchObject({ certainty: 'shown', gains: { kind: 'administrator' } });
    expect(calls(report)).toEqual([
      ['iam:CreateRole', arn('role', 'DoiT-Support-x')],
      ['iam:AttachRolePolicy', arn('role', 'DoiT-Support-x')],
      ['sts:AssumeRole', arn('role', 'DoiT-Support-x')],
    ]);
  });
});

describe("DoiT's support gateway", () => {
  it('opens no path of its own', () => {
    const report = search('doit/support-gateway.yaml', 'SupportGatewayRole', arn('role', 'DoiT-Support-Gateway'));
    expect(report).toMatchObject({ administrator: false, escalations: [] });
  });
});

describe('SST', () => {
  it('v2 becomes an administrator through a role with a bootstrap name', () => {
    const report = search('sst/sst-v2-deployer.yaml', 'Deployer', arn('user', 'deployer'));
    expect(report.escalations[0]).toMatchObject({ certainty: 'shown', gains: { kind: 'administrator' } });
    expect(calls(report)[0]).toEqual(['iam:CreateRole', arn('role', 'cdk-hnb659fds-cfn-exec-role-x')]);
  });

  it('v3 is an administrator from the start', () => {
    expect(search('sst/sst-v3-deployer.yaml', 'Deployer', arn('role', 'deployer'))).toMatchObject({ administrator: true, escalations: [] });
  });
});

describe("DeepSQL's support user", () => {
  const instance = 'arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0';
  const role = arn('role', 'DeepSqlInstance');
  const seen: EscalationState = {
    principals: [
      {
        kind: 'role',
        arn: role,
        identityPolicies: identityPolicies('deepsql/deepsql-stack.yaml', 'InstanceRole'),
        trust: trust({ Service: 'ec2.amazonaws.com' }),
      },
    ],
    workloads: [{ arn: instance, roleArn: role, tags: { 'deepsql:managed': 'true' } }],
  };

  it('can do nothing with IAM, but has what the instance has once it is on it', () => {
    const report = search('deepsql/deepsql-stack.yaml', 'SupportUser', arn('user', 'deepsql-support'), seen);
    expect(report.escalations.filter(({ certainty }) => certainty === 'shown')).toMatchObject([
      { paths: ['ssm-start-session'], gains: { kind: 'permissions', as: role } },
    ]);
    expect(report.escalations.flatMap(({ steps }) => steps.map(({ request }) => request.action)).filter((action) => action.startsWith('iam:'))).toEqual([]);
  });

  it.each([
    ['another tag', { ...seen, workloads: [{ arn: instance, roleArn: role, tags: { 'deepsql:managed': 'false' } }] }],
    ['another Region', { ...seen, workloads: [{ arn: instance.replace('us-east-1', 'eu-west-1'), roleArn: role, tags: { 'deepsql:managed': 'true' } }] }],
  ])('gets nowhere with an instance with %s', (_, state) => {
    const report = search('deepsql/deepsql-stack.yaml', 'SupportUser', arn('user', 'deepsql-support'), state);
    expect(report.escalations.filter(({ certainty }) => certainty === 'shown')).toEqual([]);
  });

  it('has all that the instance may do where that is everything', () => {
    const privileged = { ...seen, principals: [{ kind: 'role' as const, arn: role, identityPolicies: [document(allow('*'))], trust: trust({ Service: 'ec2.amazonaws.com' }) }] };
    const report = search('deepsql/deepsql-stack.yaml', 'SupportUser', arn('user', 'deepsql-support'), privileged);
    expect(report.escalations[0]).toMatchObject({ certainty: 'shown', gains: { kind: 'administrator', as: role } });
  });
});
