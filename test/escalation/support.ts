import { ARN_FORMS } from '../../src/escalation/arn-forms.ts';
import { exampleArn } from '../../src/escalation/concretize.ts';
import type { EscalationPath, EscalationState, EscalationTarget, KnownPrincipal, KnownWorkload } from '../../src/escalation/index.ts';
import type { Place } from '../../src/escalation/world.ts';
import type { PolicyDocument, PolicyInput } from 'policy-lint';

export const ACCOUNT = '111122223333';
export const PLACE: Place = { partition: 'aws', account: ACCOUNT, region: 'us-east-1' };

export function arn(kind: 'user' | 'role' | 'group' | 'policy', name: string): string {
  return `arn:aws:iam::${ACCOUNT}:${kind}/${name}`;
}

export function document(...statements: object[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements } as PolicyDocument;
}

export function allow(action: string | readonly string[], resource: string | readonly string[] = '*', condition?: object): object {
  return { Effect: 'Allow', Action: action, Resource: resource, ...(condition === undefined ? {} : { Condition: condition }) };
}

export function deny(action: string | readonly string[], resource: string | readonly string[] = '*', condition?: object): object {
  return { ...allow(action, resource, condition), Effect: 'Deny' };
}

export const administrator: PolicyDocument = document(allow('*'));

export function trust(principal: object, condition?: object): PolicyDocument {
  return document({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...(condition === undefined ? {} : { Condition: condition }) });
}

/** A target and a state in which a path is open, with its actions granted one statement each. */
export interface Scene {
  readonly target: EscalationTarget;
  readonly state: EscalationState;
}

/** The target's actions of a path: what comes after it has become somebody else is not its own. */
export function callerActions({ steps }: EscalationPath): readonly string[] {
  const became = steps.findIndex(({ effect }) => effect.kind === 'become');
  const own = steps.slice(0, became === -1 ? steps.length : became + 1);
  return [...new Set(own.filter(({ by }) => by === undefined).map(({ action }) => action))];
}

/** Whether the caller gets into the role because the path makes the role trust it. */
export function grantsItselfTrust(path: EscalationPath): boolean {
  return path.steps.some(({ effect }) => (effect.kind === 'create' || effect.kind === 'trust') && effect.trust === 'caller');
}

export function sceneOf(path: EscalationPath): Scene {
  const slots = Object.entries(path.slots);
  const kind = slots.some(([, slot]) => slot.kind === 'self' && slot.of === 'role') ? 'role' : 'user';
  const self = arn(kind, 'holder');
  const own = path.steps.some(({ effect }) => effect.kind === 'removeBoundary');
  const outside = path.detourOf === undefined ? [] : [deny('sts:AssumeRole')];
  const policy = document(...(own ? [allow('*')] : callerActions(path).map((action) => allow(action))), ...outside);
  const principals: KnownPrincipal[] = [];
  const workloads: KnownWorkload[] = [];
  const managed = new Map<PolicyInput, string>();
  const groups: string[] = [];
  for (const [name, slot] of slots) {
    if (slot.kind === 'ownPolicy') managed.set(policy, arn('policy', 'own'));
    if (slot.kind === 'ownGroup') {
      groups.push(arn('group', 'own'));
      principals.push({ kind: 'group', arn: arn('group', 'own'), identityPolicies: [] });
    }
    if (slot.kind === 'principal') {
      const trusts = slot.supposed?.trusts;
      const hasPolicy = slots.some(([, other]) => other.kind === 'policyOf' && other.principal === name);
      const inside = document(allow('ec2:DescribeInstances'));
      const held = slot.supposed?.administrator === false ? inside : administrator;
      principals.push({
        kind: slot.of,
        arn: arn(slot.of, `seen-${name}`),
        identityPolicies: [held],
        ...(hasPolicy ? { managedPolicyArns: new Map<PolicyInput, string>([[held, arn('policy', 'of-role')]]) } : {}),
        ...(slot.of === 'role' ? { trust: trust(trusts === undefined ? { Service: 'example.amazonaws.com' } : trusts === 'caller' ? { AWS: ACCOUNT } : { Service: trusts.service }) } : {}),
      });
    }
    if (slot.kind === 'workload') workloads.push({ arn: exampleArn(ARN_FORMS[slot.form], PLACE, `seen-${name}`), roleArn: arn('role', `seen-${slot.role}`) });
  }
  const boundary = own ? { permissionsBoundary: document(allow(callerActions(path))), boundaryArn: undefined } : {};
  return {
    target: {
      principal: self,
      policies: { identityPolicies: [policy], ...(own ? { permissionsBoundary: boundary.permissionsBoundary ?? administrator } : {}) },
      managedPolicyArns: managed,
      groups,
    },
    state: { principals, workloads },
  };
}

/** The scene with other statements of the caller's. */
export function withStatements(scene: Scene, ...statements: object[]): Scene {
  const [former] = scene.target.policies.identityPolicies ?? [];
  const policy = document(...statements);
  const arns = new Map([...(scene.target.managedPolicyArns ?? [])].map(([known, name]) => [known === former ? policy : known, name]));
  return { ...scene, target: { ...scene.target, policies: { ...scene.target.policies, identityPolicies: [policy] }, managedPolicyArns: arns } };
}

export function withBoundary(scene: Scene, boundary: PolicyDocument): Scene {
  return { ...scene, target: { ...scene.target, policies: { ...scene.target.policies, permissionsBoundary: boundary } } };
}
