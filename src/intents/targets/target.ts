import type { PolicyLabel } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { PolicySet } from '../../model/policy-set.ts';
import type { Policy } from '../../model/policy.ts';
import type { ConditionAssumption, SourceFile, SourcePolicy, SourcePrincipal } from '../../model/policy-source.ts';
import type { Assumption } from '../../model/verdict.ts';
import type { TemplateText } from '../../model/unknown-value.ts';
import type { TargetKind } from '../bound-policy.ts';

/** What an intent is judged on: one principal, policy or trust policy of one file. */
export interface Target {
  readonly kind: TargetKind;
  /** For reports: `SupportUser`. */
  readonly name: string;
  readonly logicalId?: string;
  readonly file: SourceFile;
  /** One for each form that the template's conditions give it; mostly one. */
  readonly variants: readonly TargetVariant[];
}

export interface TargetVariant {
  readonly when: readonly ConditionAssumption[];
  /** The layers that bear on it. */
  readonly policies: PolicySet<Policy>;
  /** Where each of these policies comes from. */
  readonly origins: ReadonlyMap<Policy, PolicyOrigin>;
  /** What has to be so for the verdict to be about everything that the target may do. */
  readonly assumptions: readonly Assumption[];
  readonly principal?: SourcePrincipal;
}

/** Where a policy is written, for reports. */
export interface PolicyOrigin {
  readonly label: PolicyLabel;
  /** As its file has it; missing for one that is in no file. */
  readonly source?: SourcePolicy;
  /** The file that its locations are offsets into. */
  readonly file: Pick<SourceFile, 'path' | 'text'>;
  /** For a policy that is in no file, such as AWS's own: where it is attached. */
  readonly attachedAt?: Location;
}

/** The ARN of a target that is a principal. */
export function principalArn(target: Target): TemplateText | undefined {
  return target.variants[0]?.principal?.arn;
}
