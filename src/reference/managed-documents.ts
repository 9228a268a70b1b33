import { parsePolicy } from '../model/parse/parse-policy.ts';
import type { Policy } from '../model/policy.ts';
import { remembered } from './data.ts';
import { managedPolicy } from './managed-policies.ts';

const parsed = remembered((name: string) => parsePolicy(managedPolicy(name)?.document, { type: 'identity' }).policy);

/** The document of an AWS managed policy, parsed; undefined for one that the reference doesn't have. */
export function managedPolicyDocument(arnOrName: string): Policy | undefined {
  const known = managedPolicy(arnOrName);
  return known === undefined ? undefined : parsed(known.name);
}
