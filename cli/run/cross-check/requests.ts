import { holdersIn, type Holder } from '../../../src/crosscheck/holders.ts';
import type { SimulationQuestion } from '../../../src/crosscheck/simulate/question.ts';
import type { PolicySet } from '../../../src/model/policy-set.ts';
import type { Policy } from '../../../src/model/policy.ts';
import type { CrossCheckCommandOptions } from '../../commands/cross-check.ts';
import { UsageError } from '../../usage-error.ts';
import { readRequests } from '../evaluate/requests.ts';
import { policyFiles } from '../policy-files.ts';
import type { ReadAll } from './sources.ts';

/** The requests of a user's file, with the policies that decide each. */
export function questionsOfFile({ sources, failures }: ReadAll, options: CrossCheckCommandOptions): readonly SimulationQuestion[] {
  if (options.requests === undefined) return [];
  const holders = sources.flatMap(holdersIn);
  const layers = namedLayers(options);
  const { principalId } = options;
  const named = principalId === undefined ? undefined : holders.find(({ id }) => id === principalId);
  if (principalId !== undefined && named === undefined) throw new UsageError(`there is no principal \`${principalId}\`: ${listOf(holders)}`);
  const only = named ?? (holders.length === 1 ? holders[0] : undefined);
  const asked = { requests: options.requests, format: options.format };
  return readRequests(asked, only?.arn).map(({ request, place }) => {
    const holder = named ?? holders.find(({ arn }) => arn !== undefined && arn === request.principal) ?? only;
    if (holder === undefined && holders.length > 0) throw new UsageError(`${place}: say with \`--principal-id\` whose policies decide: ${listOf(holders)}`);
    const policies = together(holder?.policies ?? {}, layers);
    if (Object.keys(policies).length === 0) throw new UsageError('name the policies that decide the requests: a file, `--policy` or `--live`');
    const target = holder === undefined ? 'the policies named' : `${holder.id}${madeUp(holder)}`;
    const live = options.live === undefined || holder?.arn === undefined || Object.keys(layers).some((layer) => layer !== 'resourcePolicy') ? {} : { livePrincipal: holder.arn };
    return { request, origin: place, target, policies, ...live, ...(failures.length > 0 ? { incomplete: true } : {}) };
  });
}

function namedLayers({ policy, boundary, resourcePolicy, scp }: CrossCheckCommandOptions): PolicySet<Policy> {
  const files = policyFiles();
  return {
    ...(policy === undefined ? {} : { identityPolicies: policy.map((path) => files.policy(path, 'identity')) }),
    ...(boundary === undefined ? {} : { permissionsBoundary: files.policy(boundary, 'identity') }),
    ...(resourcePolicy === undefined ? {} : { resourcePolicy: files.policy(resourcePolicy, 'resource') }),
    ...(scp === undefined ? {} : { serviceControlPolicies: scp.map((level) => level.split(',').map((path) => files.policy(path, 'scp'))) }),
  };
}

function together(own: PolicySet<Policy>, named: PolicySet<Policy>): PolicySet<Policy> {
  const identityPolicies = [...(own.identityPolicies ?? []), ...(named.identityPolicies ?? [])];
  return { ...own, ...named, ...(own.identityPolicies === undefined && named.identityPolicies === undefined ? {} : { identityPolicies }) };
}

function madeUp({ values }: Holder): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? '' : ` (with ${pairs.join(' ')})`;
}

function listOf(holders: readonly Holder[]): string {
  return holders.length === 0 ? 'there are none' : `there are ${holders.map(({ id }) => `\`${id}\``).join(', ')}`;
}
