import type { AccessRequest } from '../../src/model/access-request.ts';
import type { Decision } from '../../src/model/evaluation.ts';
import { readPolicyInput } from '../../src/model/policy-input.ts';
import type { PolicyInput, PolicySet } from '../../src/model/policy-set.ts';
import type { Policy, PrincipalElement, Statement } from '../../src/model/policy.ts';
import type { PrincipalPattern } from '../../src/model/principal.ts';
import { callerOf, contextOf, resourceAccountOf, type Caller } from './context.ts';
import { holds, matchesText, type Context } from './conditions.ts';

/**
 * Decides a request by walking the parsed policies, with nothing prepared and nothing unknown. Slow and
 * plain on purpose: it shares no matching code with the evaluator, which is checked against it.
 */
export function interpret(set: PolicySet, given: AccessRequest, facts: { readonly onlyWildcard: boolean; readonly supportsRcp: boolean }): Decision {
  const request = facts.onlyWildcard ? { ...given, resource: '*' } : given;
  const caller = callerOf(request);
  const situation: Situation = { request, caller, context: contextOf(given), boundary: set.permissionsBoundary !== undefined };
  const iam = caller.account !== undefined;
  const scps = iam && caller.roleArn?.includes(':role/aws-service-role/') !== true ? (set.serviceControlPolicies ?? []) : [];
  const rcps = facts.supportsRcp && request.action.toLowerCase() !== 'kms:retiregrant' ? (set.resourceControlPolicies ?? []) : [];
  const identity = set.identityPolicies ?? [];
  const session = set.sessionPolicies;
  const boundary = set.permissionsBoundary === undefined ? undefined : [set.permissionsBoundary];
  const resource = set.resourcePolicy === undefined ? [] : [set.resourcePolicy];
  const endpoint = set.vpcEndpointPolicy === undefined ? undefined : [set.vpcEndpointPolicy];

  const everything = [...scps.flat(), ...rcps.flat(), ...identity, ...(session ?? []), ...(boundary ?? []), ...resource, ...(endpoint ?? [])];
  if (statementsOf(everything).some(({ statement, policy }) => statement.effect === 'Deny' && applies(statement, policy, situation))) return 'explicitDeny';

  const allowed = (policies: readonly PolicyInput[]): boolean =>
    statementsOf(policies).some(({ statement, policy }) => isGrant(statement) && applies(statement, policy, situation));
  if (!scps.every(allowed)) return 'implicitDeny';
  if (endpoint !== undefined && !allowed(endpoint)) return 'implicitDeny';

  const namings = new Set(
    statementsOf(resource)
      .filter(({ statement, policy }) => isGrant(statement) && applies(statement, policy, situation))
      .flatMap(({ statement }) => namingsOf(statement.principal, situation)),
  );
  if (!iam) return namings.has('direct') ? 'allowed' : 'implicitDeny';

  const isRoot = caller.type === 'root';
  const narrowed = (isRoot || boundary === undefined || allowed(boundary)) && (session === undefined || allowed(session));
  const own = isRoot || (allowed(identity) && (caller.type !== 'federatedUser' || session !== undefined));
  const callerSide = narrowed && (own || (set.identityPolicies === undefined && caller.type !== 'federatedUser'));
  const account = resourceAccountOf(given);
  if (account !== undefined && account !== caller.account) return namings.size > 0 && callerSide ? 'allowed' : 'implicitDeny';

  const guarded = set.resourcePolicy !== undefined && isGuarded(request);
  const granted =
    (!guarded && own && narrowed) || namings.has('direct') || (namings.has('role') && narrowed) || (namings.has('account') && callerSide);
  return granted ? 'allowed' : 'implicitDeny';
}

interface Situation {
  readonly request: AccessRequest;
  readonly caller: Caller;
  readonly context: Context;
  readonly boundary: boolean;
}

function isGuarded({ action, resource }: AccessRequest): boolean {
  const service = action.toLowerCase().split(':')[0];
  if (service === 'kms') return resource !== '*';
  return service === 'sts' && resource.split(':')[2] === 'iam' && resource.split(':').slice(5).join(':').startsWith('role/');
}

function statementsOf(policies: readonly PolicyInput[]): readonly { readonly statement: Statement; readonly policy: Policy }[] {
  return policies.flatMap((input) => {
    const { policy } = readPolicyInput(input);
    return policy.statements.map((statement) => ({ statement, policy }));
  });
}

function isGrant(statement: Statement): boolean {
  return statement.effect === 'Allow' && statement.problems.length === 0;
}

function applies(statement: Statement, _policy: Policy, situation: Situation): boolean {
  const { request, context } = situation;
  const { action, resource, principal, conditions, effect } = statement;
  if (principal !== undefined && namingsFor(principal, effect, situation).length === 0) return false;
  const actions = action.entries.some(({ pattern }) => matchesText(lower(pattern), request.action.toLowerCase(), new Map()));
  if (actions === (action.kind === 'NotAction')) return false;
  if (resource !== undefined) {
    const crossing = (effect === 'Allow') === (resource.kind === 'Resource') ? 'anything' : 'segment';
    const covered = resource.entries.some(({ pattern }) => matchesText(pattern, request.resource, context, crossing));
    if (covered === (resource.kind === 'NotResource')) return false;
  }
  return conditions.every((clause) => clause.kind === 'test' && holds(clause, context, effect));
}

function lower(pattern: Statement['action']['entries'][number]['pattern']): typeof pattern {
  return { ...pattern, parts: pattern.parts.map((part) => (part.kind === 'literal' ? { ...part, text: part.text.toLowerCase() } : part)) };
}

type Naming = 'direct' | 'role' | 'account';

function namingsOf(principal: PrincipalElement | undefined, situation: Situation): readonly Naming[] {
  return principal === undefined ? [] : namingsFor(principal, 'Allow', situation);
}

function namingsFor({ kind, entries }: PrincipalElement, effect: 'Allow' | 'Deny', situation: Situation): readonly Naming[] {
  const { caller } = situation;
  const listed = entries.flatMap(({ pattern }) => naming(pattern, caller) ?? []);
  if (kind === 'Principal') return listed;
  if (effect === 'Allow') return listed.length > 0 ? [] : ['direct'];
  if (situation.boundary) return ['direct'];
  if (entries.some(({ pattern }) => pattern.kind === 'anyone' && (pattern.of === 'all' || pattern.of === 'AWS'))) return [];
  let needed: readonly Naming[] = ['direct'];
  if (caller.type === 'session') needed = ['direct', 'role', 'account'];
  else if (caller.type === 'role') needed = ['role', 'account'];
  else if (caller.type === 'root') needed = ['account'];
  return needed.every((one) => listed.includes(one)) ? [] : ['direct'];
}

function naming(pattern: PrincipalPattern, caller: Caller): Naming | undefined {
  const when = (named: boolean, as: Naming = 'direct'): Naming | undefined => (named ? as : undefined);
  switch (pattern.kind) {
    case 'anyone':
      return when(pattern.of === 'all' || pattern.of === 'AWS' || (pattern.of === 'Service' && caller.type === 'service') || (pattern.of === 'Federated' && caller.type === 'federated'));
    case 'account':
      return when(caller.account === pattern.accountId, 'account');
    case 'role':
      return when(caller.roleArn === pattern.arn, 'role');
    case 'user':
    case 'assumedRole':
    case 'federatedUser':
      return when(caller.text === pattern.arn);
    case 'service':
      return when(caller.type === 'service' && caller.text === pattern.service);
    case 'federated':
      return when(caller.type === 'federated' && caller.text === pattern.provider);
    case 'canonicalUser':
    case 'uniqueId':
    case 'otherArn':
    case 'unresolved':
    case 'invalid':
      return undefined;
  }
}
