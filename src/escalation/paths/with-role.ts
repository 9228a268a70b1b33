import type { EscalationPath, PathStep, Slot } from './path.ts';
import { passRole } from './sources.ts';

/**
 * What the paths share on which a service runs something with a role. `passed` may differ from the
 * service that the role has to trust.
 */
export function passTo(service: string, passed: string | readonly string[] = service): PathStep {
  return { action: 'iam:PassRole', on: ['role'], context: { 'iam:PassedToService': passed }, effect: { kind: 'none' }, text: `passes the role {role} to \`${service}\`` };
}

/** The service takes the role on, and with it whatever runs there has its credentials. */
export function runsAs(service: string, what: string): PathStep {
  return { action: 'sts:AssumeRole', on: ['role'], by: { service }, effect: { kind: 'become', slot: 'role' }, text: `${what} has the credentials of the role {role}` };
}

/** A role that a service may take on. */
export function roleFor(service: string): Slot {
  return { kind: 'principal', of: 'role', supposed: { trusts: { service }, administrator: true } };
}

export function call(action: string, on: readonly string[], text: string): PathStep {
  return { action, on, effect: { kind: 'none' }, text };
}

export interface ServicePath extends Pick<EscalationPath, 'id' | 'title' | 'catalogue' | 'sources' | 'awaits'> {
  readonly service: string;
  readonly passed?: string | readonly string[];
  readonly slots: Readonly<Record<string, Slot>>;
  readonly calls: readonly PathStep[];
  /** What runs with the role in the end. */
  readonly what: string;
}

/** A role is passed to something new, or newly passed to something that is there. */
export function passing({ service, passed, slots, calls, what, sources, ...path }: ServicePath): EscalationPath {
  return { ...path, sources: [...sources, passRole], slots: { role: roleFor(service), ...slots }, steps: [passTo(service, passed), ...calls, runsAs(service, what)] };
}

/** Something that is there runs with a role already: nobody passes one. */
export function takingOver({ service, slots, calls, what, ...path }: ServicePath): EscalationPath {
  return { ...path, slots: { ...slots, role: roleFor(service) }, steps: [...calls, runsAs(service, what)] };
}
