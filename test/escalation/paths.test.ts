import { evaluate } from 'policy-lint';
import { describe, expect, it } from 'vitest';
import { findEscalation, PATHS, type Escalation, type EscalationPath } from '../../src/escalation/index.ts';
import { action as referenceAction } from '../../src/reference/index.ts';
import { allow, callerActions, deny, document, grantsItselfTrust, sceneOf, withBoundary, withStatements, type Scene } from './support.ts';

/** What no scene can show: an older version of a policy, a thing without a part of its own, what others do. */
function supposes({ slots, awaits }: EscalationPath): boolean {
  return awaits !== undefined || Object.values(slots).some((slot) => slot.kind === 'versionedPolicy' || (slot.kind === 'given' && !slot.everywhere));
}

function removesBoundary({ steps }: EscalationPath): boolean {
  return steps.some(({ effect }) => effect.kind === 'removeBoundary');
}

function find(path: EscalationPath, { target, state }: Scene): Escalation | undefined {
  const { escalations } = findEscalation(target, state, { suppose: supposes(path), hops: 1 });
  return escalations.find(({ paths }) => paths[0] === path.id);
}

const statements = (path: EscalationPath): object[] => callerActions(path).map((action) => allow(action));
const outside = (path: EscalationPath): object[] => (path.detourOf === undefined ? [] : [deny('sts:AssumeRole')]);

/** Nobody can take a trust policy's word away but a deny: not a boundary, and no lack of an allow. */
function isGivenByTrust(path: EscalationPath, action: string): boolean {
  return action === 'sts:AssumeRole' && grantsItselfTrust(path);
}

describe.each(PATHS.map((path) => [path.id, path] as const))('%s', (_, path) => {
  const scene = sceneOf(path);

  it('is found where it is open', () => {
    const found = find(path, scene);
    expect(found).toMatchObject({ certainty: supposes(path) ? 'possible' : 'shown', gains: { kind: 'administrator' } });
    expect(found?.steps).toHaveLength(path.steps.reduce((count, { on }) => count + on.length, 0));
    expect(found?.allowedBy).toHaveLength(found?.steps.length ?? 0);
  });

  it('begins with a request that the target may make, and ends with one that it could not', () => {
    const found = find(path, scene);
    const [first] = found?.steps ?? [];
    if (found === undefined || first === undefined) throw new Error('not found');
    expect(evaluate(scene.target.policies, first.request).decision).toBe('allowed');
    expect(evaluate(scene.target.policies, { ...found.gains.witness, principal: scene.target.principal ?? '' }).decision).not.toBe('allowed');
  });

  it.each(callerActions(path))('is shut by a deny of %s', (action) => {
    expect(find(path, withStatements(scene, ...statements(path), ...outside(path), deny(action)))).toBeUndefined();
  });

  it.each(callerActions(path).filter((action) => !isGivenByTrust(path, action)))('is shut by a boundary without %s', (action) => {
    const boundary = removesBoundary(path) ? document(allow('ec2:*')) : document({ Effect: 'Allow', NotAction: action, Resource: '*' });
    expect(find(path, withBoundary(scene, boundary))).toBeUndefined();
  });

  it.each(callerActions(path).filter((action) => !isGivenByTrust(path, action)))('is shut by %s on something else', (action) => {
    const others = callerActions(path).filter((other) => other !== action);
    const elsewhere = withStatements(scene, ...others.map((other) => allow(other)), ...outside(path), allow(action, ['arn:aws:s3:::elsewhere', 'arn:aws:s3:::elsewhere/*']));
    expect(find(path, elsewhere)).toBeUndefined();
  });
});

describe('every path', () => {
  it('speaks of actions that AWS has, on resources that they support', () => {
    const unknown = PATHS.flatMap(({ id, steps }) =>
      steps.flatMap(({ action, on }) => {
        const known = referenceAction(action);
        if (known === undefined || `${known.service.prefix}:${known.action.name}` !== action) return [`${id}: ${action}`];
        return (on[0] === '*') === (known.action.resourceTypes.length === 0) ? [] : [`${id}: ${action} on ${on.join()}`];
      }),
    );
    expect(unknown).toEqual([]);
  });

  it('has an ID of its own, and names only slots that it has', () => {
    expect(new Set(PATHS.map(({ id }) => id)).size).toBe(PATHS.length);
    for (const { slots, steps, detourOf } of PATHS) {
      for (const { on, text } of steps) {
        for (const name of [...on.filter((slot) => slot !== '*'), ...[...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')]) expect(Object.keys(slots)).toContain(name);
      }
      if (detourOf !== undefined) expect(PATHS.map(({ id }) => id)).toContain(detourOf);
    }
  });

  it('names its sources', () => {
    for (const { sources } of PATHS) expect(sources.every((source) => source.startsWith('https://docs.aws.amazon.com/'))).toBe(true);
  });
});
