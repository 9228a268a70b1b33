import { docs, iamApi } from './sources.ts';
import type { EscalationPath, PathStep } from './path.ts';

/** Paths on which somebody widens the permissions that they hold. */
export const ownPermissionPaths: readonly EscalationPath[] = [
  {
    id: 'iam-create-policy-version',
    title: 'writes a new version of a policy that is attached to it',
    catalogue: ['pathfinding/iam-001', 'cloudsplaining/CreateNewPolicyVersion', 'rhino/1'],
    sources: [iamApi('CreatePolicyVersion'), docs('IAM/latest/UserGuide/access_policies_managed-versioning.html')],
    slots: { policy: { kind: 'ownPolicy' } },
    // A new version is the default one when the request says so; that takes no second permission.
    steps: [{ action: 'iam:CreatePolicyVersion', on: ['policy'], effect: { kind: 'rewrite', slot: 'policy' }, text: 'makes a version of the policy {policy} that allows everything its default' }],
  },
  {
    id: 'iam-set-default-policy-version',
    title: 'brings back an older version of a policy that is attached to it',
    catalogue: ['cloudsplaining/SetExistingDefaultPolicyVersion', 'rhino/2'],
    sources: [iamApi('SetDefaultPolicyVersion'), docs('IAM/latest/UserGuide/access_policies_managed-versioning.html')],
    slots: { policy: { kind: 'versionedPolicy' } },
    steps: [{ action: 'iam:SetDefaultPolicyVersion', on: ['policy'], effect: { kind: 'rewrite', slot: 'policy' }, text: 'makes an older version of the policy {policy} its default' }],
  },
  ...(['user', 'role'] as const).flatMap((kind): readonly EscalationPath[] => {
    const [Kind, attachRow, putRow] = kind === 'user' ? (['User', ['pathfinding/iam-008', 'cloudsplaining/AttachUserPolicy', 'rhino/7'], ['pathfinding/iam-007', 'cloudsplaining/PutUserPolicy', 'rhino/10']] as const) : (['Role', ['pathfinding/iam-009', 'cloudsplaining/AttachRolePolicy', 'rhino/9'], ['pathfinding/iam-005', 'cloudsplaining/PutRolePolicy', 'rhino/12']] as const);
    const attach: PathStep = { action: `iam:Attach${Kind}Policy`, on: ['self'], effect: { kind: 'grant', slot: 'self' }, text: 'attaches a policy to itself' };
    return [
      { id: `iam-attach-${kind}-policy-self`, title: 'attaches a policy to itself', catalogue: attachRow, sources: [iamApi(`Attach${Kind}Policy`)], slots: { self: { kind: 'self', of: kind } }, steps: [attach] },
      {
        id: `iam-put-${kind}-policy-self`,
        title: 'writes an inline policy for itself',
        catalogue: putRow,
        sources: [iamApi(`Put${Kind}Policy`)],
        slots: { self: { kind: 'self', of: kind } },
        steps: [{ action: `iam:Put${Kind}Policy`, on: ['self'], effect: { kind: 'grant', slot: 'self' }, text: 'writes itself an inline policy that allows everything' }],
      },
      {
        id: `iam-create-policy-attach-${kind}-policy-self`,
        title: 'writes a policy and attaches it to itself',
        catalogue: [],
        sources: [iamApi('CreatePolicy'), iamApi(`Attach${Kind}Policy`)],
        slots: { self: { kind: 'self', of: kind }, policy: { kind: 'new', form: 'policy' } },
        steps: [
          { action: 'iam:CreatePolicy', on: ['policy'], effect: { kind: 'create', slot: 'policy' }, text: 'writes the policy {policy}, which allows everything' },
          { ...attach, context: { 'iam:PolicyARN': '{policy}' }, text: 'attaches {policy} to itself' },
        ],
      },
      {
        id: `iam-delete-${kind}-permissions-boundary-self`,
        title: 'removes its own permissions boundary',
        catalogue: [],
        sources: [iamApi(`Delete${Kind}PermissionsBoundary`), docs('IAM/latest/UserGuide/access_policies_boundaries.html')],
        slots: { self: { kind: 'self', of: kind } },
        steps: [{ action: `iam:Delete${Kind}PermissionsBoundary`, on: ['self'], effect: { kind: 'removeBoundary', slot: 'self' }, text: 'removes its own permissions boundary' }],
      },
    ];
  }),
  {
    id: 'iam-attach-group-policy',
    title: 'attaches a policy to a group that it is in',
    catalogue: ['pathfinding/iam-010', 'cloudsplaining/AttachGroupPolicy', 'rhino/8'],
    sources: [iamApi('AttachGroupPolicy')],
    slots: { group: { kind: 'ownGroup' } },
    steps: [{ action: 'iam:AttachGroupPolicy', on: ['group'], effect: { kind: 'grant', slot: 'group' }, text: 'attaches a policy to the group {group}, which it is in' }],
  },
  {
    id: 'iam-put-group-policy',
    title: 'writes an inline policy for a group that it is in',
    catalogue: ['pathfinding/iam-011', 'cloudsplaining/PutGroupPolicy', 'rhino/11'],
    sources: [iamApi('PutGroupPolicy')],
    slots: { group: { kind: 'ownGroup' } },
    steps: [{ action: 'iam:PutGroupPolicy', on: ['group'], effect: { kind: 'grant', slot: 'group' }, text: 'writes the group {group}, which it is in, an inline policy that allows everything' }],
  },
  {
    id: 'iam-add-user-to-group',
    title: 'joins a group with more permissions',
    catalogue: ['pathfinding/iam-013', 'cloudsplaining/AddUserToGroup', 'rhino/13'],
    sources: [iamApi('AddUserToGroup')],
    slots: { group: { kind: 'principal', of: 'group', supposed: { administrator: true } }, self: { kind: 'self', of: 'user' } },
    steps: [{ action: 'iam:AddUserToGroup', on: ['group'], effect: { kind: 'join', group: 'group', user: 'self' }, text: 'adds itself to the group {group}' }],
  },
];
