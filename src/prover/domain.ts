import type { RequestPrincipal } from '../model/request-principal.ts';
import { emptyCell, type Cell } from './cells.ts';
import { actionDimension } from './decision.ts';
import { atomsOf, type Formula } from './formula.ts';
import { allAddresses } from './operators/ip-address.ts';
import { anyArn, anyField, arnWith, globOf, someRegion, twelveDigits } from './patterns.ts';
import type { Question } from './question.ts';
import { everything } from './ranges.ts';
import { hasOwnAccount, type CallerClass, type Callers } from './scenario.ts';
import { resourceDimension } from './statement.ts';
import { glob, textParts, type Glob, type GlobPart, type GlobUnion } from './text/glob.ts';
import { CharacterClass } from './text/symbols.ts';
import type { KeyDimension } from './vocabulary.ts';

/** What a scenario says of a request before any policy is asked. */
export interface Setting {
  readonly caller: CallerClass;
  readonly callers: Callers;
  /** The shapes of ARNs that the action supports; undefined where any text is possible. */
  readonly resources: readonly Glob[] | undefined;
}

/** `service:Action`. */
const anyAction: Glob = glob([
  { kind: 'one', of: CharacterClass.slug },
  { kind: 'run', of: CharacterClass.slug },
  ...textParts(':'),
  { kind: 'one', of: CharacterClass.noColon },
  { kind: 'run', of: CharacterClass.noColon },
]);

/** The cell of a dimension, with what the domain says of it. */
export function startCell(dimension: string, setting: Setting, question: Question): Cell {
  const { unions, vocabulary, domain } = question;
  if (dimension === actionDimension) return { kind: 'text', presence: true, within: [unions.of([anyAction])], without: [] };
  if (dimension === resourceDimension) {
    return { kind: 'text', presence: true, within: setting.resources === undefined ? [] : [unions.of(setting.resources)], without: [] };
  }
  const key = vocabulary.keys.get(dimension);
  if (key === undefined) return emptyCell('flag');
  const presence = callerKeyPresence(key.id, setting.caller.principal);
  const at = presence === undefined ? {} : { presence };
  if (key.kind === 'list') return { kind: 'list', every: [], some: [], ...at };
  if (key.kind === 'ordered') return { kind: 'ordered', ranges: key.family === 'ipAddress' ? allAddresses : everything, ...at };
  const { within, without } = domain === 'typed' ? typedValues(key, setting, question) : { within: [], without: [] };
  return { kind: 'text', within, without, ...at };
}

/**
 * Keys that follow from the caller are there, or not, by its kind. All others may be there or not: that
 * a key never comes with an action is documented for no action.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
function callerKeyPresence(id: string, principal: RequestPrincipal): boolean | undefined {
  const { kind } = principal;
  const isIdentity = kind === 'user' || kind === 'roleSession' || kind === 'federatedUser' || kind === 'root' || kind === 'otherArn';
  switch (id) {
    case 'aws:principalarn':
    case 'aws:principalaccount':
    case 'kms:calleraccount':
      return isIdentity;
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

interface Bounds {
  readonly within: readonly GlobUnion[];
  readonly without: readonly GlobUnion[];
}

function typedValues(key: KeyDimension, setting: Setting, { unions }: Question): Bounds {
  const only = (...globs: readonly Glob[]): Bounds => ({ within: [unions.of(globs)], without: [] });
  const text = (value: string): Glob => glob(textParts(value));
  const { principal, account, exact } = setting.caller;
  switch (key.id) {
    case 'aws:principalarn':
      return callerArns(setting, unions.of.bind(unions));
    case 'aws:principalaccount':
    case 'kms:calleraccount':
      return account === undefined ? { ...only(glob(twelveDigits)), without: [unions.of(setting.callers.accounts.map(text))] } : only(text(account));
    case 'aws:resourceaccount':
      return only(glob(twelveDigits));
    case 'aws:principaltype':
      return only(text(principalTypes[principal.kind] ?? ''));
    case 'aws:username':
      return exact && principal.kind === 'user' ? only(text(principal.name)) : only(glob([{ kind: 'one', of: CharacterClass.noColon }, { kind: 'run', of: CharacterClass.noColon }]));
    case 'aws:userid':
      return principal.kind === 'root' && account !== undefined ? only(text(account)) : { within: [], without: [] };
    case 'aws:principalisawsservice':
      return only(text(principal.kind === 'service' ? 'true' : 'false'));
    case 'aws:principalservicename':
      return exact && principal.kind === 'service' ? only(text(principal.service)) : { within: [], without: [] };
    default:
      if (key.info?.type === 'Bool') return only(text('true'), text('false'));
      if (key.info?.type === 'ARN') return only(anyArn);
      return { within: [], without: [] };
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

/**
 * What ties dimensions together, as far as the policies ask for them: an ARN's region and account are
 * keys of the request, and the account relation of the scenario holds for the ARN.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function ties({ caller, callers }: Setting, goal: Formula, question: Question): Formula {
  const { formulas, unions, vocabulary, domain } = question;
  const facts: Formula[] = [...callerTies(caller, goal, question)];
  const resourceIn = (...globs: readonly Glob[]): Formula => formulas.atom({ kind: 'member', dimension: resourceDimension, union: unions.of(globs) });
  const present = (id: string): Formula => formulas.atom({ kind: 'present', dimension: id });
  const has = (id: string): boolean => vocabulary.keys.has(id);
  const inAccount = (account: string): Formula => resourceIn(arnWith(anyField, textParts(account)));
  const owned = resourceIn(arnWith(anyField, twelveDigits));
  if (has('aws:requestedregion')) facts.push(formulas.or([present('aws:requestedregion'), formulas.not(resourceIn(arnWith(someRegion, anyField)))]));
  if (has('aws:resourceaccount')) {
    facts.push(formulas.or([present('aws:resourceaccount'), formulas.not(owned)]));
    if (!caller.sameAccount) facts.push(present('aws:resourceaccount'));
    if (domain === 'typed') facts.push(...accountTies(caller, owned, goal, question));
  }
  if (caller.account !== undefined) {
    facts.push(caller.sameAccount ? formulas.or([inAccount(caller.account), formulas.not(owned)]) : formulas.not(inAccount(caller.account)));
  } else if (caller.sameAccount && hasOwnAccount(caller.principal)) for (const account of callers.accounts) facts.push(formulas.not(inAccount(account)));
  if (domain === 'typed') facts.push(...tagKeyTies(question));
  return formulas.and(facts);
}

/** Of the keys that the goal asks for, those that every request of the caller has, and those that none has. */
function callerTies({ principal }: CallerClass, goal: Formula, { formulas, vocabulary }: Question): readonly Formula[] {
  const asked = new Set([...atomsOf(goal)].map(({ dimension }) => dimension));
  return [...asked].flatMap((dimension) => {
    const presence = vocabulary.keys.has(dimension) ? callerKeyPresence(dimension, principal) : undefined;
    if (presence === undefined) return [];
    const present = formulas.atom({ kind: 'present', dimension });
    return [presence ? present : formulas.not(present)];
  });
}

/**
 * `aws:ResourceAccount` is the account in the resource's ARN, where it has one; and the caller's account
 * or not, as the scenario says.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
 */
function accountTies(caller: CallerClass, owned: Formula, goal: Formula, { formulas, unions, letters, vocabulary }: Question): readonly Formula[] {
  const facts: Formula[] = [];
  for (const atom of atomsOf(goal)) {
    if (atom.kind !== 'member' || atom.dimension !== 'aws:resourceaccount') continue;
    const inArn = unions.of(atom.union.globs.map(({ parts }) => arnWith(anyField, parts.map(withoutColon))));
    const said = formulas.atom(atom);
    const written = formulas.atom({ kind: 'member', dimension: resourceDimension, union: inArn });
    const unowned = formulas.not(owned);
    facts.push(formulas.or([unowned, formulas.not(said), written]), formulas.or([unowned, said, formulas.not(written)]));
  }
  if (vocabulary.keys.has('aws:principalaccount') && hasOwnAccount(caller.principal)) {
    const own = unions.of([glob([{ kind: 'symbol', symbol: letters.variable('aws:principalaccount', false) }])]);
    const same = formulas.atom({ kind: 'member', dimension: 'aws:resourceaccount', union: own });
    const absent = formulas.not(formulas.atom({ kind: 'present', dimension: 'aws:resourceaccount' }));
    facts.push(caller.sameAccount ? formulas.or([absent, same]) : formulas.not(same));
  }
  return facts;
}

function withoutColon(part: GlobPart): GlobPart {
  return (part.kind === 'run' || part.kind === 'one') && part.of === CharacterClass.any ? { ...part, of: CharacterClass.noColon } : part;
}

/**
 * `aws:TagKeys` lists the tags that the request carries. The other way round does not hold: a request to
 * remove tags lists their keys and carries none.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-tagkeys
 */
function tagKeyTies({ formulas, unions, vocabulary }: Question): readonly Formula[] {
  if (vocabulary.keys.get('aws:tagkeys')?.kind !== 'list') return [];
  return [...vocabulary.keys.keys()].flatMap((id) => {
    const tag = /^aws:requesttag\/(.+)$/.exec(id)?.[1];
    if (tag === undefined) return [];
    const listed = formulas.atom({ kind: 'some', dimension: 'aws:tagkeys', union: unions.of([glob(textParts(tag, true))]), outside: false });
    const carried = formulas.atom({ kind: 'present', dimension: id });
    return [formulas.or([listed, formulas.not(carried)])];
  });
}
