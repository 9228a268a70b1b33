import type { SourceFile, SourcePrincipal } from '../model/policy-source.ts';
import type { NestedStack } from './cloudformation/nested-stacks.ts';
import { isOutside } from './cloudformation/principals/outside.ts';

/**
 * The file with users, roles and groups that its template hands to nested stacks, which may attach policies
 * to them, said to be partial.
 *
 * @param stacks those whose policies are not seen, or are attached to principals that the stacks don't make
 */
export function withHandedPrincipals(file: SourceFile, stacks: readonly NestedStack[]): SourceFile {
  const principals = file.principals.map((principal) => withReasons(principal, stacks));
  return principals.every((principal, index) => principal === file.principals[index]) ? file : { ...file, principals };
}

function withReasons(principal: SourcePrincipal, stacks: readonly NestedStack[]): SourcePrincipal {
  // Nothing attaches policies to a permission set but itself.
  if (principal.kind === 'permissionSet' || isOutside(principal)) return principal;
  const holders = stacks.filter(({ references }) => references.has(principal.id));
  return holders.length === 0 ? principal : { ...principal, partial: [...principal.partial, ...holders.map(({ logicalId }) => handedTo(logicalId))] };
}

/** Why a principal that a stack is given may have more policies. */
export function handedTo(logicalId: string): string {
  return `the stack \`${logicalId}\` is given it, and may attach policies to it`;
}

/** Whether stacks, as far as they are read, may attach policies to principals that they are given. */
export function mayAttach(files: readonly SourceFile[]): boolean {
  return files.some(({ principals, errors }) => principals.some(isOutside) || errors.some(({ code }) => code === 'unseen-part'));
}
