import type { AccessRequest } from '../../src/model/access-request.ts';

/** What the caller's ARN says. */
export interface Caller {
  readonly type: 'user' | 'session' | 'role' | 'federatedUser' | 'root' | 'service' | 'anonymous' | 'federated';
  readonly text: string;
  readonly account?: string;
  readonly roleArn?: string;
  readonly name?: string;
}

export function callerOf({ principal }: AccessRequest): Caller {
  if (typeof principal !== 'string') return { type: 'federated', text: principal.Federated ?? '' };
  if (principal === 'anonymous') return { type: 'anonymous', text: principal };
  const [scheme, , service, , account = '', resource = ''] = principal.split(':');
  if (scheme !== 'arn') return { type: 'service', text: principal };
  const [kind, name = '', session] = resource.split('/');
  if (resource === 'root') return { type: 'root', text: principal, account };
  if (service === 'iam') return { type: kind === 'user' ? 'user' : 'role', text: principal, account, name, ...(kind === 'role' ? { roleArn: principal } : {}) };
  if (session === undefined) return { type: 'federatedUser', text: principal, account, name };
  return { type: 'session', text: principal, account, name: session, roleArn: `arn:aws:iam::${account}:role/${name}` };
}

export function resourceAccountOf({ resource, resourceAccount }: AccessRequest): string | undefined {
  return resourceAccount ?? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1];
}

const typeNames: Readonly<Partial<Record<Caller['type'], string>>> = {
  user: 'User',
  session: 'AssumedRole',
  role: 'AssumedRole',
  federatedUser: 'FederatedUser',
  root: 'Account',
  anonymous: 'Anonymous',
};

/** All condition keys of the request by lower-case name, those that follow from it included. */
export function contextOf(request: AccessRequest): ReadonlyMap<string, string | readonly string[]> {
  const caller = callerOf(request);
  const keys = new Map<string, string | readonly string[]>();
  const put = (key: string, value: string | undefined): void => {
    if (value !== undefined) keys.set(key, value);
  };
  const isIam = caller.account !== undefined;
  put('aws:principalarn', isIam ? (caller.roleArn ?? caller.text) : undefined);
  put('aws:principalaccount', caller.account);
  put('aws:principaltype', typeNames[caller.type]);
  put('aws:username', caller.type === 'user' ? caller.name : undefined);
  put('aws:principalisawsservice', caller.type === 'service' ? 'true' : isIam ? 'false' : undefined);
  put('aws:principalservicename', caller.type === 'service' ? caller.text : undefined);
  put('aws:resourceaccount', resourceAccountOf(request));
  put('aws:requestedregion', /^arn:[^:]*:[^:]*:([^:]+):/.exec(request.resource)?.[1]);
  if (caller.type === 'root') put('aws:userid', caller.account);
  if (caller.type === 'federatedUser') put('aws:userid', `${caller.account ?? ''}:${caller.name ?? ''}`);
  if (caller.type === 'anonymous') put('aws:userid', 'anonymous');
  for (const [key, value] of Object.entries(request.context ?? {})) {
    if (typeof value !== 'object') keys.set(key.toLowerCase(), String(value));
    else if (value.length > 0) keys.set(key.toLowerCase(), value);
    else keys.delete(key.toLowerCase());
  }
  // One tag under several names: the first that the request gives stands for those that it does not.
  const given = Object.keys(request.context ?? {}).map((key) => key.toLowerCase());
  const tagOf = (key: string): string | undefined => /^(?:aws|ec2|ssm):resourcetag\/(.*)$/.exec(key)?.[1];
  for (const tag of new Set(given.flatMap((key) => tagOf(key) ?? []))) {
    const value = keys.get(given.find((key) => tagOf(key) === tag) ?? '');
    for (const key of ['aws', 'ec2', 'ssm'].map((service) => `${service}:resourcetag/${tag}`)) {
      if (value !== undefined && !given.includes(key)) keys.set(key, value);
    }
  }
  return keys;
}
