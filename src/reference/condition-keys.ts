import { conditionKeyInfo } from './condition-key-type.ts';
import { readBaked, remembered, rememberedOnce } from './data.ts';
import { globalConditionKeys } from './global-condition-keys.ts';
import { keyNames, type KeyNames } from './key-names.ts';
import { action, hasService, service } from './services.ts';
import type { Action, ConditionKeyInfo, Service } from './types.ts';

const globalKeys = keyNames(globalConditionKeys());

/** Every key of every service, from the one file that has them all. */
const listedKeys = rememberedOnce(() => {
  const { services, keys } = readBaked('condition-keys');
  return { services, names: keyNames(keys.map(([name, type, positions]) => ({ name, type, positions }))) };
});

const namesOfService = remembered((prefix: string) => keyNames(service(prefix)?.conditionKeys.values() ?? []));

/**
 * The claims that IAM reads from the token of any OpenID Connect provider; the key is the provider's
 * URL without its scheme, a colon and the claim.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
const federatedClaims: ReadonlyMap<string, string> = new Map([
  ['amr', 'ArrayOfString'],
  ['aud', 'String'],
  ['email', 'String'],
  ['oaud', 'String'],
  ['sub', 'String'],
]);

/**
 * What is known of a condition key, by the name that a policy uses: in any case, with the tag key or
 * other tail in place: `aws:ResourceTag/team`. `undefined` for a key that AWS does not document.
 *
 * @param prefix the service whose meaning goes first, where several services give the key one
 */
export function conditionKey(name: string, prefix?: string): ConditionKeyInfo | undefined {
  return (
    (prefix === undefined ? undefined : keyOfService(prefix, name)) ??
    globalKeys.find(name) ??
    keyOfService(prefixOf(name), name) ??
    listedKey(name) ??
    federatedKey(name)
  );
}

/** The prefixes of the services that list a key, sorted. Global keys that no service lists have none. */
export function servicesWithConditionKey(name: string): readonly string[] {
  const { services, names } = listedKeys();
  const positions = names.find(name)?.positions ?? [];
  const known = servicesAt.get(positions) ?? positions.flatMap((position) => services[position] ?? []);
  servicesAt.set(positions, known);
  return known;
}

const servicesAt = new WeakMap<readonly number[], readonly string[]>();

/**
 * Whether requests for an action can carry a key. `listed`: the service says so, for the action or for
 * a resource type that it takes. `anyService`: the key is a global one, or one of federated sessions,
 * which no service needs to list. `notListed`: neither; the key is absent from every such request, as
 * far as AWS documents. `undefined` for an action that is not known.
 */
export function conditionKeyOfAction(full: string, name: string): 'listed' | 'anyService' | 'notListed' | undefined {
  const found = action(full);
  if (found === undefined) return undefined;
  if (listedNames(found.service, found.action).find(name) !== undefined) return 'listed';
  return globalKeys.find(name) !== undefined || isFederated(name) ? 'anyService' : 'notListed';
}

/** Of the actions that were asked about last; those of large services have hundreds of keys. */
const namesOfActions = new Map<Action, KeyNames<{ readonly name: string }>>();

/** The names of the keys that a service lists for an action and for the resource types that it takes. */
function listedNames(owner: Service, listed: Action): KeyNames<{ readonly name: string }> {
  const known = namesOfActions.get(listed);
  if (known !== undefined) return known;
  const names = readNames(owner, listed);
  if (namesOfActions.size >= 500) namesOfActions.clear();
  namesOfActions.set(listed, names);
  return names;
}

function readNames({ resourceTypes }: Service, { conditionKeys, resourceTypes: uses }: Action): KeyNames<{ readonly name: string }> {
  const ofTypes = uses.flatMap((use) => [...use.conditionKeys, ...(resourceTypes.get(use.name.toLowerCase())?.conditionKeys ?? [])]);
  return keyNames([...new Set([...conditionKeys, ...ofTypes])].map((name) => ({ name })));
}

function keyOfService(prefix: string, name: string): ConditionKeyInfo | undefined {
  return hasService(prefix) ? namesOfService(prefix.toLowerCase()).find(name) : undefined;
}

/** A key that only other services than its own prefix list, or one of no service at all. */
function listedKey(name: string): ConditionKeyInfo | undefined {
  const found = listedKeys().names.find(name);
  return found === undefined ? undefined : conditionKeyInfo(found.name, found.type);
}

function federatedKey(name: string): ConditionKeyInfo | undefined {
  const colon = name.lastIndexOf(':');
  const type = federatedClaims.get(name.slice(colon + 1).toLowerCase());
  // A provider's URL has a host with a dot, which no service prefix has.
  return type !== undefined && /^[^/]+\.[^/]/.test(name.slice(0, Math.max(colon, 0))) ? conditionKeyInfo(name, type) : undefined;
}

/** The keys of a federated session stay with it in the requests that it makes of other services. */
function isFederated(name: string): boolean {
  const prefix = prefixOf(name);
  return prefix === 'saml' || prefix.includes('.');
}

function prefixOf(name: string): string {
  return name.slice(0, Math.max(name.indexOf(':'), 0)).toLowerCase();
}
