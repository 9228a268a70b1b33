import type { SourceFile } from '../../model/policy-source.ts';
import { withAttachedPolicies } from './attached-policies.ts';
import { withGroupPolicies } from './group-policies.ts';
import { withManagedPolicies } from './managed-policies.ts';
import { runNames, type RunNames } from './run-names.ts';

/** In their order: groups have what others attach to them before their members do. */
const STEPS: readonly ((files: readonly SourceFile[], names: RunNames) => readonly SourceFile[])[] = [withAttachedPolicies, withManagedPolicies, withGroupPolicies];

/**
 * The files of a run, each with what the others tell of its principals: the managed policies that they
 * make, the policies that they attach to principals which they don't make, and the groups of their users.
 */
export function joinFiles(files: readonly SourceFile[]): readonly SourceFile[] {
  return STEPS.reduce((joined, step) => step(joined, runNames(joined)), files);
}
