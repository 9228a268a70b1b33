import { isAnything } from '../model/pattern.ts';
import { parsePolicy } from '../model/parse/parse-policy.ts';
import { readPolicyInput } from '../model/policy-input.ts';
import type { PolicyInput } from '../model/policy-set.ts';
import type { Policy, Statement } from '../model/policy.ts';
import { managedPolicy } from '../reference/managed-policies.ts';

/** A policy that allows nothing. */
export const nothing: Policy = { statements: [], unseen: [], loc: { pointer: '' } };

/** What whoever may write a policy writes. */
export const everything: Policy = document({ Effect: 'Allow', Action: '*', Resource: '*' });

/** As many trust policies are kept. */
const trustLimit = 1000;

const trusts = new Map<string, Policy>();

/**
 * A trust policy that lets one caller or service in. For the same one it is the same policy, as what is known of
 * policies, compiled ones among it, is remembered by them.
 */
export function trustPolicy(principal: { readonly AWS: string } | { readonly Service: string }): Policy {
  const key = JSON.stringify(principal);
  const known = trusts.get(key) ?? document({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' });
  if (trusts.size >= trustLimit) trusts.clear();
  trusts.set(key, known);
  return known;
}

/** A policy of one statement. */
function document(statement: object): Policy {
  return parsePolicy({ Version: '2012-10-17', Statement: [statement] }).policy ?? nothing;
}

const awsManaged = new Map<string, Policy | undefined>();

/** An AWS managed policy, as far as the reference has it. */
export function awsManagedPolicy(arn: string): Policy | undefined {
  if (!awsManaged.has(arn)) {
    const known = managedPolicy(arn);
    // What is not there is not kept: there is no end of names.
    if (known === undefined) return undefined;
    awsManaged.set(arn, parsePolicy(known.document).policy);
  }
  return awsManaged.get(arn);
}

export function parsed(input: PolicyInput): Policy {
  return readPolicyInput(input).policy;
}

/** Allows every action on every resource whatever the circumstances. */
export function allowsEverything(policies: readonly Policy[]): boolean {
  return policies.some(({ statements }) => statements.some((statement) => isAllowAll(statement)));
}

function isAllowAll({ effect, action, resource, conditions, problems }: Statement): boolean {
  if (effect !== 'Allow' || problems.length > 0 || conditions.length > 0) return false;
  const anyAction = action.kind === 'Action' && action.entries.some(({ pattern }) => isAnything(pattern) || pattern.text === '*:*');
  const anyResource = resource === undefined || (resource.kind === 'Resource' && resource.entries.some(({ pattern }) => isAnything(pattern)));
  return anyAction && anyResource;
}

/** Denies something, or may for all that is known. */
export function mayDeny(policies: readonly Policy[]): boolean {
  return policies.some(({ statements, unseen }) => unseen.length > 0 || statements.some(({ effect }) => effect === 'Deny'));
}
