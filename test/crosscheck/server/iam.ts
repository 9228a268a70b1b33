import type { IncomingMessage } from 'node:http';
import type { ServedRequest } from './server.ts';
import { readSignature } from './signature.ts';

type Kind = 'text' | 'texts' | 'documents' | 'context' | 'levels';

interface Model {
  readonly required: Readonly<Record<string, Kind>>;
  readonly optional: Readonly<Record<string, Kind>>;
}

const paging = { Marker: 'text', MaxItems: 'text' } as const;
const simulated = {
  PermissionsBoundaryPolicyInputList: 'documents',
  ResourceArns: 'texts',
  ResourcePolicy: 'text',
  ResourceOwner: 'text',
  CallerArn: 'text',
  ContextEntries: 'context',
  ResourceHandlingOption: 'text',
  ...paging,
} as const;

const of = (...names: readonly string[]): Model => ({ required: Object.fromEntries(names.map((name) => [name, 'text'])), optional: {} });
const listed = (...names: readonly string[]): Model => ({ ...of(...names), optional: paging });

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html */
const MODELS: Readonly<Record<string, Model>> = {
  SimulateCustomPolicy: { required: { PolicyInputList: 'documents', ActionNames: 'texts' }, optional: { ...simulated, OrderedOrganizationPolicyInputList: 'levels' } },
  SimulatePrincipalPolicy: { required: { PolicySourceArn: 'text', ActionNames: 'texts' }, optional: { ...simulated, PolicyInputList: 'documents' } },
  GetAccountAuthorizationDetails: { required: {}, optional: { Filter: 'texts', ...paging } },
  GetRole: of('RoleName'),
  ListRolePolicies: listed('RoleName'),
  GetRolePolicy: of('RoleName', 'PolicyName'),
  ListAttachedRolePolicies: listed('RoleName'),
  GetUser: of('UserName'),
  ListUserPolicies: listed('UserName'),
  GetUserPolicy: of('UserName', 'PolicyName'),
  ListAttachedUserPolicies: listed('UserName'),
  ListGroupsForUser: listed('UserName'),
  ListGroupPolicies: listed('GroupName'),
  GetGroupPolicy: of('GroupName', 'PolicyName'),
  ListAttachedGroupPolicies: listed('GroupName'),
  GetPolicy: of('PolicyArn'),
  GetPolicyVersion: of('PolicyArn', 'VersionId'),
};

/** A tree of the dotted names of a form: `A.member.1.B` is `{ A: [{ B }] }`. */
type Tree = Map<string, Tree | string>;

/** A request in AWS's Query protocol, or what is wrong with it. */
export function readIamRequest(incoming: IncomingMessage, body: string): ServedRequest | string {
  const signature = readSignature(incoming, 'iam');
  if (typeof signature === 'string') return signature;
  if (incoming.url !== '/') return `there is nothing at ${incoming.url ?? ''}`;
  const form = new URLSearchParams(body);
  const operation = form.get('Action') ?? '';
  const model = MODELS[operation];
  if (model === undefined) return `there is no operation \`${operation}\``;
  if (form.get('Version') !== '2010-05-08') return `there is no version ${form.get('Version') ?? ''}`;
  const tree: Tree = new Map();
  for (const [name, value] of form) {
    if (name === 'Action' || name === 'Version') continue;
    const wrong = put(tree, name.split('.'), value);
    if (wrong) return `\`${name}\` comes twice`;
  }
  const input: Record<string, unknown> = {};
  for (const [name, given] of tree) {
    const kind = model.required[name] ?? model.optional[name];
    if (kind === undefined) return `\`${name}\` is no parameter of ${operation}`;
    const value = read(kind, given);
    if (value === undefined) return `\`${name}\` is not as the model says`;
    input[name] = value;
  }
  const missing = Object.keys(model.required).find((name) => !(name in input));
  if (missing !== undefined) return `\`${missing}\` is missing`;
  return { service: 'iam', operation, input, region: signature.region };
}

function put(tree: Tree, [first = '', ...rest]: readonly string[], value: string): boolean {
  const known = tree.get(first);
  if (rest.length === 0) {
    tree.set(first, value);
    return known !== undefined;
  }
  if (typeof known === 'string') return true;
  const below: Tree = known ?? new Map<string, Tree | string>();
  tree.set(first, below);
  return put(below, rest, value);
}

function read(kind: Kind, given: Tree | string): unknown {
  switch (kind) {
    case 'text':
      return typeof given === 'string' && given !== '' ? given : undefined;
    case 'texts':
      return members(given, (item) => (typeof item === 'string' && item !== '' ? item : undefined));
    case 'documents':
      return members(given, document);
    case 'levels':
      return members(given, (item) => {
        const list = item instanceof Map ? item.get('ServiceControlPolicyInputList') : undefined;
        const documents = list === undefined ? undefined : members(list, document);
        return documents === undefined ? undefined : { ServiceControlPolicyInputList: documents };
      });
    case 'context':
      return members(given, contextEntry);
  }
}

/** Numbered from 1, with none left out. */
function members<Item>(given: Tree | string, readItem: (item: Tree | string) => Item | undefined): readonly Item[] | undefined {
  const numbered = given instanceof Map && given.size === 1 ? given.get('member') : undefined;
  if (!(numbered instanceof Map)) return undefined;
  const items: Item[] = [];
  for (let at = 1; at <= numbered.size; at += 1) {
    const item = numbered.get(String(at));
    const value = item === undefined ? undefined : readItem(item);
    if (value === undefined) return undefined;
    items.push(value);
  }
  return items;
}

/** What IAM takes as a policy document: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html */
function document(item: Tree | string): string | undefined {
  if (typeof item !== 'string' || item.length > 131_072 || !/^[\t\n\r\u0020-\u00FF]+$/.test(item)) return undefined;
  try {
    const value: unknown = JSON.parse(item);
    return typeof value === 'object' && value !== null ? item : undefined;
  } catch {
    return undefined;
  }
}

const TYPES = /^(?:string|numeric|boolean|ip|binary|date)(?:List)?$/;

function contextEntry(item: Tree | string): object | undefined {
  if (!(item instanceof Map)) return undefined;
  const name = item.get('ContextKeyName');
  const type = item.get('ContextKeyType');
  const given = item.get('ContextKeyValues');
  const values = given === undefined ? undefined : members(given, (value) => (typeof value === 'string' ? value : undefined));
  if (typeof name !== 'string' || name.length < 5 || typeof type !== 'string' || !TYPES.test(type) || values === undefined) return undefined;
  return { ContextKeyName: name, ContextKeyType: type, ContextKeyValues: values };
}
