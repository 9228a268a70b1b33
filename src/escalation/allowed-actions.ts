import type { PolicySet } from '../model/policy-set.ts';
import type { ActionElement, PatternEntry, Policy, Statement } from '../model/policy.ts';
import { patternMatches } from './glob.ts';
import { fromParts } from '../model/arn.ts';
import { literalText, type Pattern } from '../model/pattern.ts';

type ActionTest = (lowerCaseAction: string) => boolean;

const tests = new WeakMap<ActionElement, ActionTest>();

/** Whether an element covers an action, as far as it is known: what a template leaves open may cover anything. */
export function coversAction(element: ActionElement, action: string): boolean {
  let test = tests.get(element);
  if (test === undefined) {
    test = actionTest(element);
    tests.set(element, test);
  }
  return test(action.toLowerCase());
}

function actionTest({ kind, entries }: ActionElement): ActionTest {
  const { names, patterns } = entriesTest(entries);
  if (kind === 'Action') return listedIn({ names, patterns });
  // What an unresolved entry excludes is not known: it is taken to exclude nothing.
  const certain = patterns.filter((pattern) => !pattern.parts.some(({ kind }) => kind === 'unresolved'));
  return (action) => !names.has(action) && !certain.some((pattern) => patternMatches(pattern, action));
}

interface EntriesTest {
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly Pattern[];
}

function entriesTest(entries: readonly PatternEntry[]): EntriesTest {
  const names = new Set<string>();
  const patterns: Pattern[] = [];
  for (const { pattern } of entries) {
    const literal = literalText(pattern);
    if (literal !== undefined) names.add(literal.toLowerCase());
    else patterns.push(fromParts(pattern.parts.map((part) => (part.kind === 'literal' ? { kind: 'literal', text: part.text.toLowerCase() } : part))));
  }
  return { names, patterns };
}

function listedIn({ names, patterns }: EntriesTest): ActionTest {
  return (action) => names.has(action) || patterns.some((pattern) => patternMatches(pattern, action));
}

const allowTests = new WeakMap<Policy, ActionTest>();

/** Whether some Allow statement of a policy covers an action, all of its lists taken together. */
function allowTest(policy: Policy): ActionTest {
  const known = allowTests.get(policy);
  if (known !== undefined) return known;
  const elements = policy.statements.flatMap(({ effect, problems, action }) => (effect === 'Allow' && problems.length === 0 ? [action] : []));
  const listed = listedIn(entriesTest(elements.flatMap(({ kind, entries }) => (kind === 'Action' ? entries : []))));
  const others = elements.filter(({ kind }) => kind === 'NotAction');
  // The same few dozen actions are asked about for each way to hold the policy.
  const answers = new Map<string, boolean>();
  const test: ActionTest = (action) => {
    let answer = answers.get(action);
    if (answer === undefined) {
      answer = listed(action) || others.some((element) => coversAction(element, action));
      answers.set(action, answer);
    }
    return answer;
  };
  allowTests.set(policy, test);
  return test;
}

/** The statements of some policies that allow, or may allow, an action on something. */
export function statementsAllowing(policies: readonly Policy[], action: string): readonly Statement[] {
  return policies.flatMap(({ statements }) =>
    statements.filter(({ effect, problems, action: element }) => effect === 'Allow' && problems.length === 0 && coversAction(element, action)),
  );
}

/** Whether any policy allows, or may allow, an action on anything: a quick answer that is never wrongly no. */
export function mayAllowAction(policies: readonly Policy[], lowerCaseAction: string): boolean {
  return policies.some((policy) => policy.unseen.length > 0 || allowTest(policy)(lowerCaseAction));
}

/** All policies of a set, whatever their layer. */
export function allPolicies(set: PolicySet<Policy>): readonly Policy[] {
  return [
    ...(set.identityPolicies ?? []),
    ...(set.permissionsBoundary === undefined ? [] : [set.permissionsBoundary]),
    ...(set.sessionPolicies ?? []),
    ...(set.resourcePolicy === undefined ? [] : [set.resourcePolicy]),
    ...(set.serviceControlPolicies ?? []).flat(),
    ...(set.resourceControlPolicies ?? []).flat(),
    ...(set.vpcEndpointPolicy === undefined ? [] : [set.vpcEndpointPolicy]),
  ];
}
