import type { Location } from '../../model/location.ts';
import type { Policy } from '../../model/policy.ts';
import type { PolicySet } from '../../model/policy-set.ts';
import type { SourceError } from '../../model/source-error.ts';
import type { LocatedNode } from '../../model/located.ts';
import type { TemplateText } from '../../model/unknown-value.ts';
import { boundPolicy, type TargetKind } from '../bound-policy.ts';
import { bySelf } from '../principal-layer.ts';
import { withTemplateValues, type TemplateValues } from '../template-values.ts';

/** What a shorthand is translated against. */
export interface ExpandContext {
  readonly target: TargetKind;
  readonly values: TemplateValues;
  /** All policies that can allow the target something. */
  readonly policies: readonly Policy[];
  /** The ARN of the target, if it is a principal. */
  readonly principalArn?: TemplateText;
  readonly report: (error: SourceError) => void;
}

/** What these statements allow; what is left out of a statement stands for everything. */
export function policyOf(statements: readonly LocatedNode[], loc: Location, context: ExpandContext): PolicySet<Policy> {
  const policy = boundPolicy(statements, context.target, loc, context.report);
  return context.target === 'identity' ? { identityPolicies: [policy] } : bySelf({ resourcePolicy: policy });
}

/** The same tree with the template's values in it. */
export function filled(node: LocatedNode, context: ExpandContext): LocatedNode {
  return withTemplateValues(node, context.values, context.report);
}
