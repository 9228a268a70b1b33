import { isAnything } from '../model/pattern.ts';
import type { ResourceElement } from '../model/policy.ts';
import type { CompileContext } from './compile-context.ts';
import { compilePattern, type TextTest } from './pattern.ts';
import type { RequestView } from './request-view.ts';
import { NO, not, or, YES, type Tri } from './tri.ts';

export type ResourceTest = (request: RequestView) => Tri;

/**
 * The whole ARN is matched as one text. Whether a wildcard inside an ARN segment crosses a colon is
 * not documented: it does where that makes an Allow apply, and does not where that makes a Deny apply.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function compileResources(element: ResourceElement, context: CompileContext): ResourceTest {
  const negated = element.kind === 'NotResource';
  if (element.entries.some(({ pattern }) => isAnything(pattern))) return () => (negated ? NO : YES);
  const options = {
    wildcards: true,
    variables: context.variables ? 'all' : 'none',
    withinSegments: (context.effect === 'Deny') !== negated,
  } as const;
  const tests: readonly TextTest[] = element.entries.map(({ pattern }) => compilePattern(pattern, options, context));
  const [only] = tests;
  if (only !== undefined && tests.length === 1 && !negated) return (request) => only(request.resource, request);
  const covers: ResourceTest = (request) => {
    let result: Tri = NO;
    for (const test of tests) {
      result = or(result, test(request.resource, request));
      if (result === YES) return YES;
    }
    return result;
  };
  return negated ? (request) => not(covers(request)) : covers;
}
