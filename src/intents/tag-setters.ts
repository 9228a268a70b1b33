import { evaluate } from '../evaluator/index.ts';
import type { IntentResult } from '../model/intent-result.ts';
import { member, type LocatedNode } from '../model/located.ts';
import { parsePolicy } from '../model/parse/parse-policy.ts';
import type { Policy } from '../model/policy.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { SourceFile, SourcePrincipal } from '../model/policy-source.ts';
import { disjoint } from '../prover/index.ts';
import { remembered } from '../prover/remembered.ts';
import { arnPatternsOf, expandAction, service } from '../reference/index.ts';
import type { AskOptions } from './ask.ts';
import { allowedActionPatterns, serviceOf, summariesOf } from './expand/mentioned-actions.ts';
import { itemsOf, stringsOf } from './nodes.ts';
import { askedBy } from './principal-layer.ts';
import { matchesName } from './targets/names.ts';
import { principalVariant } from './targets/principal-target.ts';

/**
 * An intent that rests on a tag holds as long as the tag does: adds who, of all principals in the sources,
 * may set or remove it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
 */
export function withTagSetters(result: IntentResult, node: LocatedNode, sources: readonly SourceFile[], options: AskOptions): IntentResult {
  if (result.verdict !== 'holds' || result.vacuous === true) return result;
  const tags = tagKeys(node);
  if (tags.size === 0) return result;
  const setters = findSetters(tags, taggingActions(node), sources, result.target.path, options);
  return { ...result, tagSetters: setters };
}

/** The resource tags that the intent asks for. */
function tagKeys(node: LocatedNode): ReadonlySet<string> {
  const keys = new Set<string>();
  const tags = member(node, 'tags');
  if (tags?.kind === 'object') for (const { key } of tags.members) keys.add(key);
  for (const statement of itemsOf(node)) {
    const condition = member(statement, 'Condition');
    if (condition?.kind !== 'object') continue;
    for (const operator of condition.members) {
      if (operator.value.kind !== 'object') continue;
      for (const { key } of operator.value.members) {
        const tag = /^[a-z0-9-]+:resourcetag\/(.*)$/is.exec(key)?.[1];
        // Tags whose keys begin like this are AWS's: nobody else can set them.
        if (tag !== undefined && !tag.toLowerCase().startsWith('aws:')) keys.add(tag);
      }
    }
  }
  return keys;
}

/**
 * Every action that sets or removes tags of what the intent is about: in the services of its resources and actions, and
 * where a statement that rests on a tag leaves the resources open, in those of its actions' resource types. A session
 * of Systems Manager is on an instance of EC2, and its tags are set there.
 */
function taggingActions(node: LocatedNode): readonly string[] {
  const services = new Set(['tag']);
  for (const statement of itemsOf(node)) {
    const actions = textsAt(statement, 'actions', 'Action');
    const resources = textsAt(statement, 'resources', 'Resource').map((text) => text.split(':')[2] ?? '');
    for (const text of [...actions.map((action) => action.split(':')[0] ?? ''), ...resources]) services.add(text);
    if (tagKeys(statement).size === 0 || (resources.length > 0 && resources.every((prefix) => service(prefix) !== undefined))) continue;
    if (actions.length === 0 || actions.some((action) => serviceOf(action) === undefined)) return taggingOf(['*']);
    for (const action of actions.flatMap(expandAction)) for (const arn of arnPatternsOf(action)) services.add(arn.split(':')[2] ?? '');
  }
  return taggingOf([...services].filter((prefix) => service(prefix) !== undefined));
}

function textsAt(statement: LocatedNode, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => stringsOf(member(statement, name)).map(({ text }) => (typeof text[0] === 'string' ? text[0] : '')));
}

function taggingOf(prefixes: readonly string[]): readonly string[] {
  const tagging = prefixes.flatMap((prefix) => summariesOf(`${prefix}:*`)).filter(({ accessLevel }) => accessLevel === 'Tagging');
  return [...new Set(tagging.map(({ action }) => action))].sort();
}

function findSetters(tags: ReadonlySet<string>, actions: readonly string[], sources: readonly SourceFile[], path: string, options: AskOptions): readonly string[] {
  const names = new Set<string>();
  const policy = taggingPolicy(tags, actions);
  for (const file of sources) {
    for (const principal of file.principals) {
      const name = file.path === path ? principal.id : `${principal.id} (${file.path})`;
      if (!names.has(name) && mayTag(principal, file, policy, options)) names.add(name);
    }
  }
  return [...names].sort();
}

/** What it takes to set one of the tags. */
interface TaggingPolicy {
  /** Tells the question apart from others. */
  readonly key: string;
  readonly actions: readonly string[];
  readonly services: ReadonlySet<string>;
  readonly set: PolicySet<Policy> | undefined;
}

const taggingPolicies = new Map<string, TaggingPolicy>();

function taggingPolicy(tags: ReadonlySet<string>, actions: readonly string[]): TaggingPolicy {
  const key = JSON.stringify([[...tags], actions]);
  let known = taggingPolicies.get(key);
  if (known === undefined) {
    const { policy } = parsePolicy({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: actions, Resource: '*', Condition: { 'ForAnyValue:StringEqualsIfExists': { 'aws:TagKeys': [...tags] } } }],
    });
    const lower = actions.map((action) => action.toLowerCase());
    known = { key, actions: lower, services: new Set(lower.flatMap((action) => serviceOf(action) ?? [])), set: policy === undefined ? undefined : { identityPolicies: [policy] } };
    taggingPolicies.set(key, known);
  }
  return known;
}

interface Tagger {
  readonly policies: PolicySet<Policy>;
  /** What its statements allow, before denies and conditions. */
  readonly patterns: readonly string[];
  readonly answers: Map<string, boolean>;
}

/** Every intent that rests on a tag asks the same of the same principals. */
const taggers = new WeakMap<SourcePrincipal, Tagger>();

/** Anything but a proof that it may not counts as that it may. */
function mayTag(principal: SourcePrincipal, file: SourceFile, policy: TaggingPolicy, options: AskOptions): boolean {
  const tagger = remembered(taggers, principal, () => readTagger(principal, file));
  const key = `${policy.key} ${options.domain ?? ''} ${options.budget ?? ''}`;
  const answer = tagger.answers.get(key) ?? canTag(tagger, policy, options);
  tagger.answers.set(key, answer);
  return answer;
}

function readTagger(principal: SourcePrincipal, file: SourceFile): Tagger {
  const { policies } = principalVariant(principal, file);
  return { policies: askedBy(policies, principal), patterns: allowedActionPatterns(policies.identityPolicies ?? []), answers: new Map() };
}

function canTag({ policies, patterns }: Tagger, { actions, services, set }: TaggingPolicy, options: AskOptions): boolean {
  const near = patterns.filter((pattern) => {
    const service = serviceOf(pattern);
    return service === undefined || services.has(service);
  });
  if (!matchesName(near, actions)) return false;
  return set === undefined || disjoint(policies, set, { ...options, evaluate, proofOnly: true, vacuity: false }).verdict !== 'holds';
}
