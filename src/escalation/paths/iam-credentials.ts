import { iamApi } from './sources.ts';
import type { EscalationPath, PathStep, Slot } from './path.ts';

/** A user who is there; to be of use one that was not seen has to be an administrator, unless the path makes it one. */
const privileged: Slot = { kind: 'principal', of: 'user', supposed: { administrator: true } };
const any: Slot = { kind: 'principal', of: 'user', supposed: { administrator: false } };

const become = { kind: 'become', slot: 'user' } as const;

const createAccessKey: PathStep = { action: 'iam:CreateAccessKey', on: ['user'], effect: become, text: 'makes an access key of the user {user} and acts as that user' };
const createLoginProfile: PathStep = { action: 'iam:CreateLoginProfile', on: ['user'], effect: become, text: 'gives the user {user} a password and signs in as that user' };
const attach: PathStep = { action: 'iam:AttachUserPolicy', on: ['user'], effect: { kind: 'grant', slot: 'user' }, text: 'attaches a policy to the user {user}' };
const put: PathStep = { action: 'iam:PutUserPolicy', on: ['user'], effect: { kind: 'grant', slot: 'user' }, text: 'writes the user {user} an inline policy that allows everything' };
const createUser: PathStep = { action: 'iam:CreateUser', on: ['user'], effect: { kind: 'create', slot: 'user' }, text: 'makes the user {user}' };

/** Paths on which somebody gets hold of a user's credentials. */
export const credentialPaths: readonly EscalationPath[] = [
  {
    id: 'iam-create-access-key',
    title: "makes an access key of another user's",
    catalogue: ['pathfinding/iam-002', 'cloudsplaining/CreateAccessKey', 'rhino/4'],
    sources: [iamApi('CreateAccessKey')],
    slots: { user: privileged },
    steps: [createAccessKey],
  },
  {
    id: 'iam-delete-and-create-access-key',
    title: "replaces one of another user's two access keys",
    catalogue: ['pathfinding/iam-003', 'cloudsplaining/CreateAndRotateAccessKey'],
    sources: [iamApi('DeleteAccessKey'), iamApi('CreateAccessKey')],
    slots: { user: privileged },
    // A user can have two keys at a time; with two there, one has to go first.
    steps: [{ action: 'iam:DeleteAccessKey', on: ['user'], effect: { kind: 'none' }, text: 'deletes one of the two access keys of the user {user}' }, createAccessKey],
  },
  {
    id: 'iam-create-login-profile',
    title: 'gives another user a password',
    catalogue: ['pathfinding/iam-004', 'cloudsplaining/CreateLoginProfile', 'rhino/5'],
    sources: [iamApi('CreateLoginProfile')],
    slots: { user: privileged },
    steps: [createLoginProfile],
  },
  {
    id: 'iam-update-login-profile',
    title: "changes another user's password",
    catalogue: ['pathfinding/iam-006', 'cloudsplaining/UpdateLoginProfile', 'rhino/6'],
    sources: [iamApi('UpdateLoginProfile')],
    slots: { user: privileged },
    steps: [{ action: 'iam:UpdateLoginProfile', on: ['user'], effect: become, text: 'changes the password of the user {user} and signs in as that user' }],
  },
  {
    id: 'iam-attach-user-policy-create-access-key',
    title: 'makes another user an administrator and acts as that user',
    catalogue: ['pathfinding/iam-015', 'cloudsplaining/AttachUserPolicyThenCreateAccessKey'],
    sources: [iamApi('AttachUserPolicy'), iamApi('CreateAccessKey')],
    slots: { user: any },
    steps: [attach, createAccessKey],
  },
  {
    id: 'iam-put-user-policy-create-access-key',
    title: 'writes another user an inline policy and acts as that user',
    catalogue: ['pathfinding/iam-018', 'cloudsplaining/PutUserPolicyThenCreateAccessKey'],
    sources: [iamApi('PutUserPolicy'), iamApi('CreateAccessKey')],
    slots: { user: any },
    steps: [put, createAccessKey],
  },
  ...(
    [
      ['attach', attach, 'access-key', createAccessKey],
      ['put', put, 'access-key', createAccessKey],
      ['attach', attach, 'login-profile', createLoginProfile],
      ['put', put, 'login-profile', createLoginProfile],
    ] as const
  ).map(
    ([verb, grant, credential, enter]): EscalationPath => ({
      id: `iam-create-user-${verb}-policy-${credential}`,
      title: 'makes a user who is an administrator and acts as that user',
      catalogue: [],
      sources: [iamApi('CreateUser'), iamApi(grant.action.slice(4)), iamApi(enter.action.slice(4))],
      slots: { user: { kind: 'new', form: 'user' } },
      steps: [createUser, grant, enter],
    }),
  ),
  {
    id: 'iam-create-user-add-to-group',
    title: 'makes a user, adds it to a group with more permissions and acts as that user',
    catalogue: [],
    sources: [iamApi('CreateUser'), iamApi('AddUserToGroup'), iamApi('CreateAccessKey')],
    slots: { user: { kind: 'new', form: 'user' }, group: { kind: 'principal', of: 'group', supposed: { administrator: true } } },
    steps: [createUser, { action: 'iam:AddUserToGroup', on: ['group'], effect: { kind: 'join', group: 'group', user: 'user' }, text: 'adds {user} to the group {group}' }, createAccessKey],
  },
];
