import { credentialPaths } from './iam-credentials.ts';
import { ownPermissionPaths } from './iam-own-permissions.ts';
import { rolePaths } from './iam-roles.ts';
import type { EscalationPath } from './path.ts';

/** All known paths, in the order in which they are tried and reported. */
export const PATHS: readonly EscalationPath[] = [...ownPermissionPaths, ...credentialPaths, ...rolePaths];
