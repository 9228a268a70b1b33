import { conditionKey, conditionKeyOfAction, servicesWithConditionKey } from '../../reference/condition-keys.ts';
import { service } from '../../reference/services.ts';

/**
 * Keys that the Service Authorization Reference lists for fewer actions than the guides of their services
 * use them with.
 *
 * Source: https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html (the products that
 * `aws-marketplace:Subscribe` may be about)
 */
const USED_MORE_WIDELY = new Set(['aws-marketplace:productid']);

/** Whether, as far as AWS documents, no request for the action ever carries the key. */
export function neverCarries(action: string, key: string): boolean {
  return !USED_MORE_WIDELY.has(key.toLowerCase()) && conditionKeyOfAction(action, key) === 'notListed' && isPlaced(key);
}

/** By documented name. */
const placed = new Map<string, boolean>();

/**
 * Whether the reference says of any action that its requests carry the key. Of some keys, such as
 * `iottwinmaker:linkedServices`, it only says that the service has them.
 */
function isPlaced(key: string): boolean {
  const name = conditionKey(key)?.name;
  if (name === undefined) return false;
  const known = placed.get(name);
  if (known !== undefined) return known;
  const found = servicesWithConditionKey(key).some((prefix) =>
    Array.from(service(prefix)?.actions.values() ?? []).some((action) => conditionKeyOfAction(`${prefix}:${action.name}`, key) === 'listed'),
  );
  placed.set(name, found);
  return found;
}
