import type { SourceFile } from '../../model/policy-source.ts';
import { withManagedPolicies } from './managed-policies.ts';
import { withAttachedPolicies } from './attached-policies.ts';
import { runNames } from './run-names.ts';

/**
 * The files of a run, each with what the others tell of its principals: the managed policies that they
 * make, and the policies that they attach to principals which they don't make.
 */
export function joinFiles(files: readonly SourceFile[]): readonly SourceFile[] {
  const attached = withAttachedPolicies(files, runNames(files));
  return withManagedPolicies(attached, runNames(attached));
}
