import { literalText } from '../model/pattern.ts';
import type { ActionElement } from '../model/policy.ts';
import type { CompileContext } from './compile-context.ts';
import { compilePattern, type TextTest } from './pattern.ts';
import type { RequestView } from './request-view.ts';
import { NO, not, or, YES, type Tri } from './tri.ts';

/** Whether an action element covers an action, given in lower case. */
export type ActionTest = (action: string, request: RequestView) => Tri;

/**
 * Actions match without regard to case, and wildcards stand anywhere.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function compileActions(element: ActionElement, context: CompileContext): ActionTest {
  const names = new Set<string>();
  const patterns: TextTest[] = [];
  for (const { pattern } of element.entries) {
    const literal = literalText(pattern);
    if (literal !== undefined) names.add(literal.toLowerCase());
    else patterns.push(compilePattern(pattern, { wildcards: true, variables: 'none', lowerCase: true }, context));
  }
  const covers: ActionTest = (action, request) => {
    if (names.has(action)) return YES;
    let result: Tri = NO;
    for (const test of patterns) {
      result = or(result, test(action, request));
      if (result === YES) return YES;
    }
    return result;
  };
  if (element.kind === 'Action') return covers;
  return (action, request) => not(covers(action, request));
}

/** An element that could not be read restricts nothing. */
export const anyAction: ActionTest = () => YES;

