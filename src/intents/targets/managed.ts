import { parsePolicy } from '../../model/parse/parse-policy.ts';
import type { Policy } from '../../model/policy.ts';
import { managedPolicy } from '../../reference/index.ts';

const parsed = new Map<string, Policy>();

/** The document of an AWS managed policy in its latest version, by ARN. */
export function awsManagedPolicy(arn: string): { readonly name: string; readonly policy: Policy } | undefined {
  const found = managedPolicy(arn);
  if (found === undefined) return undefined;
  let policy = parsed.get(found.arn);
  if (policy === undefined) {
    policy = parsePolicy(found.document, { type: 'identity' }).policy;
    if (policy === undefined) return undefined;
    parsed.set(found.arn, policy);
  }
  return { name: found.name, policy };
}
