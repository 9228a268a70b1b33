import { conditionKeyOfAction } from '../../reference/condition-keys.ts';

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
  return !USED_MORE_WIDELY.has(key.toLowerCase()) && conditionKeyOfAction(action, key) === 'notListed';
}
