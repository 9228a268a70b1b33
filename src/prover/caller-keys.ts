import type { RequestPrincipal } from '../model/request-principal.ts';
import type { Setting } from './domain.ts';
import { globOf, twelveDigits } from './patterns.ts';
import { anyRun, glob, textParts, type Glob, type GlobPart, type GlobUnion } from './text/glob.ts';
import { CharacterClass } from './text/symbols.ts';
import type { Unions } from './text/unions.ts';

/**
 * Whether a key that follows from the caller is there; undefined for all other keys, and where AWS does not say.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function callerKeyPresence(id: string, principal: RequestPrincipal): boolean | undefined {
  const { kind } = principal;
  const isIdentity = kind === 'user' || kind === 'roleSession' || kind === 'federatedUser' || kind === 'root' || kind === 'otherArn';
  switch (id) {
    case 'aws:principalarn':
    case 'kms:calleraccount':
      return isIdentity;
    // Later versions of the page have `anonymous` there, earlier ones say nothing of such a caller.
    case 'aws:principalaccount':
      return kind === 'anonymous' ? undefined : isIdentity;
    case 'aws:principaltype':
      return isIdentity && kind !== 'otherArn' ? true : kind === 'anonymous' ? true : undefined;
    case 'aws:username':
      return kind === 'user';
    case 'aws:userid':
      return kind === 'service' || kind === 'federated' || kind === 'canonicalUser' || kind === 'otherArn' ? undefined : true;
    case 'aws:principalisawsservice':
      return kind === 'anonymous' || kind === 'federated' ? undefined : true;
    case 'aws:principalservicename':
      return kind === 'service';
    default:
      return undefined;
  }
}

/** What a text is in, and what it is not in. */
export interface Bounds {
  readonly within: readonly GlobUnion[];
  readonly without: readonly GlobUnion[];
}

const someText: readonly GlobPart[] = [
  { kind: 'one', of: CharacterClass.noColon },
  { kind: 'run', of: CharacterClass.noColon },
];

/** The values of a key that follows from the caller; undefined for all other keys. */
export function callerValues(id: string, setting: Setting, unions: Unions): Bounds | undefined {
  const only = (...globs: readonly Glob[]): Bounds => ({ within: [unions.of(globs)], without: [] });
  const text = (value: string): Glob => glob(textParts(value));
  const { principal, account, exact } = setting.caller;
  switch (id) {
    case 'aws:principalarn':
      return callerArns(setting, unions.of.bind(unions));
    case 'aws:principalaccount':
      if (principal.kind === 'anonymous') return only(text('anonymous'));
      return accounts(setting, unions);
    case 'kms:calleraccount':
      return accounts(setting, unions);
    case 'aws:principaltype':
      return only(text(principalTypes[principal.kind] ?? ''));
    case 'aws:username':
      return exact && principal.kind === 'user' ? only(text(principal.name)) : only(glob(someText));
    case 'aws:userid':
      return only(glob(userIds(principal, account)));
    case 'aws:principalisawsservice':
      return only(text(principal.kind === 'service' ? 'true' : 'false'));
    case 'aws:principalservicename':
      return exact && principal.kind === 'service' ? only(text(principal.service)) : { within: [], without: [] };
    default:
      return undefined;
  }
}

function accounts({ caller: { account }, callers }: Setting, unions: Unions): Bounds {
  const text = (value: string): Glob => glob(textParts(value));
  if (account !== undefined) return { within: [unions.of([text(account)])], without: [] };
  return { within: [unions.of([glob(twelveDigits)])], without: [unions.of(callers.accounts.map(text))] };
}

/**
 * A user's unique ID; of a session the role's, a colon and the session's name; of a federated user the account, a
 * colon and the name; of the root user the account.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
function userIds(principal: RequestPrincipal, account: string | undefined): readonly GlobPart[] {
  switch (principal.kind) {
    case 'user':
      return someText;
    case 'roleSession':
      return [...someText, ...textParts(':'), ...(principal.sessionName === undefined ? someText : textParts(principal.sessionName))];
    case 'federatedUser':
      return [...(account === undefined ? twelveDigits : textParts(account)), ...textParts(':'), ...someText];
    case 'root':
      return account === undefined ? twelveDigits : textParts(account);
    case 'anonymous':
    case 'federated':
    case 'service':
    case 'canonicalUser':
    case 'otherArn':
      return [anyRun];
  }
}

const principalTypes: Readonly<Partial<Record<RequestPrincipal['kind'], string>>> = {
  roleSession: 'AssumedRole',
  root: 'Account',
  user: 'User',
  federatedUser: 'FederatedUser',
  anonymous: 'Anonymous',
};

/** The ARNs that `aws:PrincipalArn` can have for a caller of the class; of a session it is the role's. */
function callerArns({ caller, callers }: Setting, union: (globs: readonly Glob[]) => GlobUnion): Bounds {
  const { principal, exact } = caller;
  const account = caller.account ?? '#';
  const only = (...globs: readonly Glob[]): Bounds => ({ within: [union(globs)], without: [] });
  if (principal.kind === 'roleSession' && exact) return only(glob(textParts(principal.roleArn)));
  if (exact && 'arn' in principal) return only(globOf(principal.arn));
  const named = [...callers.named].filter((text) => text.startsWith('arn:')).map((text) => glob(textParts(text)));
  const without = [union(named), ...(caller.account === undefined ? [union(callers.accounts.map((other) => globOf(`arn:*:*::${other}:*`)))] : [])];
  switch (principal.kind) {
    case 'user':
      return { ...only(globOf(`arn:aws*:iam::${account}:user/*`)), without };
    case 'roleSession': {
      const linked = globOf(`arn:aws*:iam::${account}:role/aws-service-role/*`);
      if (principal.roleArn.includes(':role/aws-service-role/')) return { ...only(linked), without };
      return { ...only(globOf(`arn:aws*:iam::${account}:role/*`)), without: [...without, union([linked])] };
    }
    case 'federatedUser':
      return { ...only(globOf(`arn:aws*:sts::${account}:federated-user/*`)), without };
    case 'root':
    case 'otherArn':
    case 'anonymous':
    case 'federated':
    case 'service':
    case 'canonicalUser':
      return { within: [], without: [] };
  }
}
