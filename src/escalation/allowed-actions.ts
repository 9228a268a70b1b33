import type { PolicySet } from '../model/policy-set.ts';
import type { ActionElement, Policy, Statement } from '../model/policy.ts';
import { patternMatches } from './glob.ts';
import { fromParts } from '../model/arn.ts';
import { literalText } from '../model/pattern.ts';

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

function actionTest(element: ActionElement): ActionTest {
  const names = new Set<string>();
  const patterns = element.entries.flatMap(({ pattern }) => {
    const literal = literalText(pattern);
    if (literal === undefined) {
      return [fromParts(pattern.parts.map((part) => (part.kind === 'literal' ? { kind: 'literal', text: part.text.toLowerCase() } : part)))];
    }
    names.add(literal.toLowerCase());
    return [];
  });
  const covers: ActionTest = (action) => names.has(action) || patterns.some((pattern) => patternMatches(pattern, action));
  if (element.kind === 'Action') return covers;
  // What an unresolved entry excludes is not known: it is taken to exclude nothing.
  const certain = patterns.filter((pattern) => !pattern.parts.some(({ kind }) => kind === 'unresolved'));
  return (action) => !names.has(action) && !certain.some((pattern) => patternMatches(pattern, action));
}

/** The statements of some policies that allow, or may allow, an action on something. */
export function statementsAllowing(policies: readonly Policy[], action: string): readonly Statement[] {
  return policies.flatMap(({ statements }) =>
    statements.filter(({ effect, problems, action: element }) => effect === 'Allow' && problems.length === 0 && coversAction(element, action)),
  );
}

/** Whether any policy allows, or may allow, an action on anything: a quick answer that is never wrongly no. */
export function mayAllowAction(policies: readonly Policy[], action: string): boolean {
  return policies.some(
    ({ statements, unseen }) =>
      unseen.length > 0 || statements.some(({ effect, problems, action: element }) => effect === 'Allow' && problems.length === 0 && coversAction(element, action)),
  );
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
