import { iamApi, docs, sameAccountTrust } from './sources.ts';
import type { EscalationPath, PathStep, Slot, Trust } from './path.ts';

const create = (trust: Trust): PathStep => ({
  action: 'iam:CreateRole',
  on: ['role'],
  effect: { kind: 'create', slot: 'role', trust },
  text: trust === 'caller' ? 'makes the role {role}, which trusts it' : 'makes the role {role}, which trusts a user of another account',
});
const retrust = (trust: Trust): PathStep => ({
  action: 'iam:UpdateAssumeRolePolicy',
  on: ['role'],
  effect: { kind: 'trust', slot: 'role', trust },
  text: trust === 'caller' ? 'makes the role {role} trust it' : 'makes the role {role} trust a user of another account',
});
const assume: PathStep = { action: 'sts:AssumeRole', on: ['role'], effect: { kind: 'become', slot: 'role' }, text: 'assumes the role {role}' };
const assumeOutside: PathStep = { ...assume, by: 'outsider', text: 'the user of the other account assumes the role {role}' };
const attach: PathStep = { action: 'iam:AttachRolePolicy', on: ['role'], effect: { kind: 'grant', slot: 'role' }, text: 'attaches a policy to the role {role}' };
const put: PathStep = { action: 'iam:PutRolePolicy', on: ['role'], effect: { kind: 'grant', slot: 'role' }, text: 'writes the role {role} an inline policy that allows everything' };
const writeVersion: PathStep = { action: 'iam:CreatePolicyVersion', on: ['policy'], effect: { kind: 'rewrite', slot: 'policy' }, text: 'makes a version that allows everything the default of the policy {policy}' };
const createPolicy: PathStep = { action: 'iam:CreatePolicy', on: ['policy'], effect: { kind: 'create', slot: 'policy' }, text: 'writes the policy {policy}, which allows everything' };
const attachNew: PathStep = { ...attach, context: { 'iam:PolicyARN': '{policy}' }, text: 'attaches the policy {policy} to the role {role}' };

const made: Slot = { kind: 'new', form: 'role' };
const newPolicy: Slot = { kind: 'new', form: 'policy' };
const policyOfRole: Slot = { kind: 'policyOf', principal: 'role' };
const trusting = (administrator: boolean): Slot => ({ kind: 'principal', of: 'role', supposed: { trusts: 'caller', administrator } });
const present = (administrator: boolean): Slot => ({ kind: 'principal', of: 'role', supposed: { administrator } });

/** Ways to enter a role whose trust policy one writes: as oneself, or through an account of one's own where the role's account does not let the caller. */
const entries = [
  { suffix: '', trust: 'caller', enter: assume, whose: 'itself' },
  { suffix: '-outside', trust: 'outsider', enter: assumeOutside, whose: 'another account' },
] as const;

function detour(suffix: string, of: string): { readonly detourOf?: string } {
  return suffix === '' ? {} : { detourOf: of };
}

const grants = [
  { name: 'attach-role-policy', steps: [attach], slots: {}, apis: ['AttachRolePolicy'], rows: ['pathfinding/iam-019', 'cloudsplaining/AttachRolePolicyThenUpdateAssumeRolePolicy'], what: 'attaches a policy to it' },
  { name: 'put-role-policy', steps: [put], slots: {}, apis: ['PutRolePolicy'], rows: ['pathfinding/iam-021', 'cloudsplaining/PutRolePolicyThenUpdateAssumeRolePolicy'], what: 'writes it an inline policy' },
  { name: 'create-policy-attach-role-policy', steps: [createPolicy, attachNew], slots: { policy: newPolicy }, apis: ['CreatePolicy', 'AttachRolePolicy'], rows: [], what: 'attaches a policy of its own to it' },
] as const;

/** Paths on which somebody gets into a role. */
export const rolePaths: readonly EscalationPath[] = [
  {
    id: 'sts-assume-role',
    title: 'assumes a role with more permissions',
    catalogue: ['pathfinding/sts-001'],
    sources: [docs('STS/latest/APIReference/API_AssumeRole.html'), sameAccountTrust],
    slots: { role: trusting(true) },
    steps: [assume],
  },
  ...entries.flatMap(({ suffix, trust, enter, whose }): readonly EscalationPath[] => [
    ...grants.map(
      ({ name, steps, slots, apis, what }): EscalationPath => ({
        id: `iam-create-role-${name}${suffix}`,
        ...detour(suffix, `iam-create-role-${name}`),
        title: `makes a role that trusts ${whose}, ${what} and assumes it`,
        catalogue: [],
        sources: [iamApi('CreateRole'), ...apis.map(iamApi), sameAccountTrust],
        slots: { role: made, ...slots },
        steps: [create(trust), ...steps, enter],
      }),
    ),
    {
      id: `iam-update-assume-role-policy${suffix}`,
      ...detour(suffix, 'iam-update-assume-role-policy'),
      title: `makes a role trust ${whose} and assumes it`,
      catalogue: suffix === '' ? ['pathfinding/iam-012', 'cloudsplaining/UpdateRolePolicyToAssumeIt', 'rhino/14'] : [],
      sources: [iamApi('UpdateAssumeRolePolicy'), sameAccountTrust],
      slots: { role: present(true) },
      steps: [retrust(trust), enter],
    },
    ...grants.map(
      ({ name, steps, slots, apis, rows, what }): EscalationPath => ({
        id: `iam-${name}-update-assume-role-policy${suffix}`,
        ...detour(suffix, `iam-${name}-update-assume-role-policy`),
        title: `takes a role, ${what}, makes it trust ${whose} and assumes it`,
        catalogue: suffix === '' ? rows : [],
        sources: [...apis.map(iamApi), iamApi('UpdateAssumeRolePolicy'), sameAccountTrust],
        slots: { role: present(false), ...slots },
        steps: [...steps, retrust(trust), enter],
      }),
    ),
    {
      id: `iam-create-policy-version-update-assume-role-policy${suffix}`,
      ...detour(suffix, 'iam-create-policy-version-update-assume-role-policy'),
      title: `writes a new version of a role's policy, makes the role trust ${whose} and assumes it`,
      catalogue: suffix === '' ? ['pathfinding/iam-020', 'cloudsplaining/CreatePolicyVersionThenUpdateAssumeRolePolicy'] : [],
      sources: [iamApi('CreatePolicyVersion'), iamApi('UpdateAssumeRolePolicy'), sameAccountTrust],
      slots: { role: present(false), policy: policyOfRole },
      steps: [writeVersion, retrust(trust), enter],
    },
  ]),
  {
    id: 'iam-attach-role-policy-assume-role',
    title: 'attaches a policy to a role that trusts it and assumes the role',
    catalogue: ['pathfinding/iam-014'],
    sources: [iamApi('AttachRolePolicy'), sameAccountTrust],
    slots: { role: trusting(false) },
    steps: [attach, assume],
  },
  {
    id: 'iam-put-role-policy-assume-role',
    title: 'writes a role that trusts it an inline policy and assumes the role',
    catalogue: ['pathfinding/iam-017'],
    sources: [iamApi('PutRolePolicy'), sameAccountTrust],
    slots: { role: trusting(false) },
    steps: [put, assume],
  },
  {
    id: 'iam-create-policy-version-assume-role',
    title: 'writes a new version of the policy of a role that trusts it and assumes the role',
    catalogue: ['pathfinding/iam-016', 'cloudsplaining/CreatePolicyVersionThenAssumeRole'],
    sources: [iamApi('CreatePolicyVersion'), sameAccountTrust],
    slots: { role: trusting(false), policy: policyOfRole },
    steps: [writeVersion, assume],
  },
];
