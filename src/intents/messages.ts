import type { AccessRequest, ContextValue } from '../model/access-request.ts';
import type { IntentKind } from '../model/intent-result.ts';
import { action } from '../reference/index.ts';
import type { TargetKind } from './bound-policy.ts';
import type { Judgement } from './judgement.ts';

export interface Subject {
  readonly kind: IntentKind;
  readonly name: string;
  readonly target: TargetKind;
}

/** One sentence about a verdict. */
export function describeJudgement(judgement: Judgement, subject: Subject): string {
  switch (judgement.verdict) {
    case 'holds':
      return judgement.vacuous ? `${HOLDS[subject.kind]}: \`${subject.name}\` allows nothing that it speaks of` : HOLDS[subject.kind];
    case 'unknown':
      return judgement.message;
    case 'violated':
      return judgement.message ?? describeWitness(judgement.witness, subject);
  }
}

const HOLDS: Readonly<Record<IntentKind, string>> = {
  atMost: 'allows nothing beyond the bound',
  atLeast: 'allows all that is needed',
  never: 'allows none of it',
  regions: 'allows no request outside of the regions',
  readOnly: 'allows no action that writes',
  onlyResources: 'allows no other resource',
  requireTags: 'allows no resource without the tags',
  trustedPrincipals: 'lets in nobody else',
  notPublic: 'lets in no stranger',
  noPrivilegeEscalation: 'finds no way to more permissions',
  noNewAccess: 'allows nothing that the baseline does not allow',
};

const MISSES: Readonly<Record<IntentKind, string>> = {
  atMost: 'which is beyond the bound',
  atLeast: 'which it needs',
  never: 'which must never be allowed',
  regions: 'which is outside of the regions',
  readOnly: 'which writes',
  onlyResources: 'which is none of the resources',
  requireTags: 'which need not have the tags',
  trustedPrincipals: 'who is not trusted',
  notPublic: 'who is a stranger',
  noPrivilegeEscalation: 'which leads to more permissions',
  noNewAccess: 'which the baseline does not allow',
};

function describeWitness(witness: AccessRequest, { kind, name, target }: Subject): string {
  const what = `\`${witness.action}\` on \`${witness.resource}\`${describeContext(witness.context)}`;
  if (kind === 'atLeast') return `\`${name}\` does not allow ${what}, ${MISSES.atLeast}`;
  if (kind === 'readOnly') return `\`${name}\` allows ${what}, ${levelOf(witness.action)}`;
  if (target === 'identity') return `\`${name}\` allows ${what}, ${MISSES[kind]}`;
  const who = principalName(witness);
  return aboutCallers(kind) ? `\`${name}\` lets in \`${who}\`, ${MISSES[kind]}: ${what}` : `\`${name}\` lets \`${who}\` use ${what}, ${MISSES[kind]}`;
}

function levelOf(name: string): string {
  const level = action(name)?.action.accessLevel;
  return level === undefined ? MISSES.readOnly : `whose access level is ${level}`;
}

function aboutCallers(kind: IntentKind): boolean {
  return kind === 'trustedPrincipals' || kind === 'notPublic';
}

function describeContext(context: AccessRequest['context']): string {
  const entries = Object.entries(context ?? {});
  if (entries.length === 0) return '';
  return ` with ${entries.map(([key, value]) => `\`${key}\` = \`${describeValue(value)}\``).join(', ')}`;
}

function describeValue(value: ContextValue): string {
  return typeof value === 'object' ? value.join(', ') : String(value);
}

function principalName({ principal }: AccessRequest): string {
  return typeof principal === 'string' ? principal : (Object.values(principal)[0] ?? '');
}
