import { buildAndLearnPaths } from './build-and-learn.ts';
import { cloudFormationPaths } from './cloudformation.ts';
import { containerPaths } from './containers.ts';
import { dataServicePaths } from './data-services.ts';
import { ec2Paths } from './ec2.ts';
import { credentialPaths } from './iam-credentials.ts';
import { ownPermissionPaths } from './iam-own-permissions.ts';
import { rolePaths } from './iam-roles.ts';
import { lambdaPaths } from './lambda.ts';
import type { EscalationPath } from './path.ts';

/** All known paths, in the order in which they are tried. */
export const PATHS: readonly EscalationPath[] = [
  ...ownPermissionPaths,
  ...credentialPaths,
  ...rolePaths,
  ...lambdaPaths,
  ...ec2Paths,
  ...containerPaths,
  ...cloudFormationPaths,
  ...dataServicePaths,
  ...buildAndLearnPaths,
];
