import { parsePattern } from '../model/pattern.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { PatternEntry, Policy, Statement } from '../model/policy.ts';
import { parsePolicy } from '../model/parse/parse-policy.ts';
import type { Policies } from './layers.ts';
import { disjoint, implies, readSet, type ProverOptions } from './prover.ts';
import { areApart, isInside, patternText } from './pattern-relations.ts';

export interface AllowedResources {
  /**
   * Every request for one of the actions that is allowed is for a resource of one of these patterns (`*` and `?`), and
   * none of them is inside another. Where a variable or a template value stands in a policy, a `*` stands here.
   */
  readonly patterns: readonly string[];
  /**
   * Whether each resource of the patterns is allowed: for every request that meets the conditions of the statement
   * which the pattern is from. Otherwise some may be denied, or limited by another policy.
   */
  readonly exact: boolean;
}

/** More patterns than these are given as they stand, and not looked into. */
const patternLimit = 200;

/**
 * Which resources policies leave for one action or several (`s3:GetObject`, `s3:*`), denies and limits considered. No
 * pattern says that nothing is allowed. Of what can't be read as an action nothing is known, so that it is not `exact`.
 */
export function allowedResources(policies: Policies, actions: string | readonly string[], options: ProverOptions): AllowedResources {
  const set = readSet(policies);
  const asked = askedFor(actions);
  const grants = grantsOf(set);
  const candidates = grants.flatMap(({ layer, statement }) => narrowed(entriesOf(statement), set).map((entry): Candidate => ({ layer, statement, entry })));
  const open = grantingLayers(set).some(({ policies: layer }) => layer.some(({ unseen, statements }) => unseen.length > 0 || statements.some(({ problems }) => problems.length > 0)));
  if (candidates.length > patternLimit) return { patterns: open ? ['*'] : textsOf(candidates), exact: false };
  const left = candidates.filter((candidate) => disjoint(withOnly(candidate, set), askedSet(set, asked), { ...options, vacuity: false }).verdict !== 'holds');
  if (open) return { patterns: ['*'], exact: false };
  return { patterns: textsOf(left), exact: isReadable(asked) && left.every((candidate) => isWhole(candidate, set, asked, options)) };
}

type GrantingLayer = 'identityPolicies' | 'resourcePolicy';

interface Candidate {
  readonly layer: GrantingLayer;
  readonly statement: Statement;
  readonly entry: PatternEntry;
}

function grantingLayers({ identityPolicies = [], resourcePolicy }: PolicySet<Policy>): readonly { readonly layer: GrantingLayer; readonly policies: readonly Policy[] }[] {
  return [
    { layer: 'identityPolicies', policies: identityPolicies },
    { layer: 'resourcePolicy', policies: resourcePolicy === undefined ? [] : [resourcePolicy] },
  ];
}

function grantsOf(set: PolicySet<Policy>): readonly { readonly layer: GrantingLayer; readonly statement: Statement }[] {
  return grantingLayers(set).flatMap(({ layer, policies }) => policies.flatMap(({ statements }) => allowing(statements).map((statement) => ({ layer, statement }))));
}

function allowing(statements: readonly Statement[]): readonly Statement[] {
  return statements.filter(({ effect }) => effect === 'Allow');
}

/** A statement without Resource, as in a trust policy, is about all, and one of all but some is taken to be. */
function entriesOf({ resource, loc }: Statement): readonly PatternEntry[] {
  return resource?.kind === 'Resource' ? resource.entries : [{ pattern: parsePattern(['*'], { wildcards: true, variables: 'none' }), loc }];
}

/**
 * The patterns as far as each limiting policy lets them through, where one of two patterns is inside the other. Whom a
 * resource's policy lets in may be bound by none of them.
 */
function narrowed(entries: readonly PatternEntry[], { resourcePolicy, permissionsBoundary, sessionPolicies, serviceControlPolicies = [] }: PolicySet<Policy>): readonly PatternEntry[] {
  if (resourcePolicy !== undefined) return entries;
  const layers = [...(permissionsBoundary === undefined ? [] : [[permissionsBoundary]]), ...(sessionPolicies === undefined ? [] : [sessionPolicies]), ...serviceControlPolicies];
  return layers.reduce<readonly PatternEntry[]>((left, layer) => {
    if (layer.some(({ unseen }) => unseen.length > 0)) return left;
    const limits = layer.flatMap(({ statements }) => allowing(statements).flatMap(entriesOf));
    return left.flatMap((entry) => meet(entry, limits));
  }, entries);
}

function meet(entry: PatternEntry, limits: readonly PatternEntry[]): readonly PatternEntry[] {
  if (limits.some((limit) => isInside(entry.pattern, limit.pattern))) return [entry];
  const near = limits.filter(({ pattern }) => !areApart(entry.pattern, pattern));
  return near.every(({ pattern }) => isInside(pattern, entry.pattern)) ? near : [entry];
}

function grantOf(statement: Statement, entry: PatternEntry): Statement {
  if (statement.resource?.kind === 'NotResource') return statement;
  return { ...statement, resource: { kind: 'Resource', entries: [entry], keyLoc: entry.loc, loc: entry.loc } };
}

/** The set with this pattern in place of all that its layer grants. */
function withOnly({ layer, statement, entry }: Candidate, set: PolicySet<Policy>): PolicySet<Policy> {
  const left = (policy: Policy): Policy => ({
    ...policy,
    statements: policy.statements.flatMap((each) => (each === statement ? [grantOf(statement, entry)] : each.effect === 'Deny' ? [each] : [])),
  });
  if (layer === 'resourcePolicy') return set.resourcePolicy === undefined ? set : { ...set, resourcePolicy: left(set.resourcePolicy) };
  return { ...set, identityPolicies: (set.identityPolicies ?? []).map(left) };
}

/** Whether all of the pattern is allowed, under the conditions of its statement. */
function isWhole({ layer, statement, entry }: Candidate, set: PolicySet<Policy>, asked: Asked, options: ProverOptions): boolean {
  if (statement.resource?.kind === 'NotResource' || entry.pattern.parts.some(({ kind }) => kind === 'variable' || kind === 'unresolved')) return false;
  const [policy] = grantingLayers(set).flatMap(({ policies }) => policies.filter(({ statements }) => statements.includes(statement)));
  if (policy === undefined) return false;
  const alone: Policy = { ...policy, statements: [grantOf(statement, entry)] };
  const first: PolicySet<Policy> = layer === 'resourcePolicy' ? { resourcePolicy: alone } : { identityPolicies: [alone] };
  const verdict = implies({ ...first, vpcEndpointPolicy: asked.byAnyone }, set, options);
  return verdict.verdict === 'holds' && !verdict.vacuous;
}

/** Policies that allow the actions and nothing else. */
interface Asked {
  readonly byAnyone: Policy;
  readonly byHolders: Policy;
}

function askedFor(actions: string | readonly string[]): Asked {
  const nothing: Policy = { statements: [], unseen: [], loc: { pointer: '' } };
  const allow = (principal: object): Policy => parsePolicy({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*', ...principal }] }).policy ?? nothing;
  return { byAnyone: allow({ Principal: '*' }), byHolders: allow({}) };
}

function isReadable({ byAnyone: { statements } }: Asked): boolean {
  return statements.length > 0 && statements.every(({ problems }) => problems.length === 0);
}

function askedSet({ resourcePolicy }: PolicySet<Policy>, { byAnyone, byHolders }: Asked): PolicySet<Policy> {
  return resourcePolicy === undefined ? { identityPolicies: [byHolders] } : { resourcePolicy: byAnyone, vpcEndpointPolicy: byAnyone };
}

/** Those that are inside no other. */
function textsOf(candidates: readonly Candidate[]): readonly string[] {
  const patterns = new Map(candidates.map(({ entry: { pattern } }) => [patternText(pattern), pattern]));
  const entries = [...patterns];
  const outermost = entries.filter(([text, pattern], index) =>
    entries.every(([other, outer], position) => other === text || !isInside(pattern, outer) || (isInside(outer, pattern) && index < position)),
  );
  return outermost.map(([text]) => text).sort();
}
