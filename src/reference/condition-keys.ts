import { conditionKeyInfo } from './condition-key-type.ts';
import { readBaked, remembered, rememberedOnce } from './data.ts';
import { globalConditionKeys } from './global-condition-keys.ts';
import { keyNames } from './key-names.ts';
import { action, service } from './services.ts';
import type { Action, ConditionKeyInfo, Service } from './types.ts';

interface ListedKey extends ConditionKeyInfo {
  readonly services: readonly string[];
}

const globalKeys = keyNames(globalConditionKeys());

/** Every key of every service, from the one file that has them all. */
const listedKeys = rememberedOnce(() => {
  const { services, keys } = readBaked('condition-keys');
  return keyNames(
    keys.map(([name, type, positions]): ListedKey => ({
      ...conditionKeyInfo(name, type),
      services: positions.flatMap((position) => services[position] ?? []),
    })),
  );
});

const keysOfService = remembered((prefix: string) => keyNames(service(prefix)?.conditionKeys.values() ?? []));

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
  const own = prefix === undefined ? undefined : keysOfService(prefix.toLowerCase()).find(name);
  return own ?? globalKeys.find(name) ?? listedKeys().find(name) ?? federatedKey(name);
}

/** The prefixes of the services that list a key, sorted. Global keys that no service lists have none. */
export function servicesWithConditionKey(name: string): readonly string[] {
  return listedKeys().find(name)?.services ?? [];
}

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

function listedNames({ conditionKeys, resourceTypes }: Service, { conditionKeys: ownKeys, resourceTypes: uses }: Action) {
  const names = new Set(ownKeys);
  for (const use of uses) {
    for (const name of use.conditionKeys) names.add(name);
    for (const name of resourceTypes.get(use.name.toLowerCase())?.conditionKeys ?? []) names.add(name);
  }
  return keyNames([...names].flatMap((name) => conditionKeys.get(name.toLowerCase()) ?? []));
}

function federatedKey(name: string): ConditionKeyInfo | undefined {
  const colon = name.lastIndexOf(':');
  const provider = name.slice(0, Math.max(colon, 0));
  const type = federatedClaims.get(name.slice(colon + 1).toLowerCase());
  // A provider's URL has a host with a dot, which no service prefix has.
  return type !== undefined && /^[^/]+\.[^/]/.test(provider) ? conditionKeyInfo(name, type) : undefined;
}

/** The keys of a federated session stay with it in the requests that it makes of other services. */
function isFederated(name: string): boolean {
  const prefix = name.slice(0, name.indexOf(':')).toLowerCase();
  return prefix === 'saml' || prefix.includes('.');
}
