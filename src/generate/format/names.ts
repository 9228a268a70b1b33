/** `deployer`, or `deployer-2` for the second of several. */
export function policyName(name: string, position: number): string {
  return position === 0 ? name : `${name}-${position + 1}`;
}

/** As an identifier of CloudFormation or TypeScript: `cdk-deploy` becomes `CdkDeploy`. Never empty, never begins with a digit. */
export function pascalCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const joined = words.join('');
  return /^[A-Za-z]/.test(joined) ? joined : `Policy${joined}`;
}

/** As an identifier of Terraform: `cdk-deploy` becomes `cdk_deploy`. */
export function snakeCase(name: string): string {
  const joined = name.replaceAll(/[^A-Za-z0-9]+/g, '_').toLowerCase();
  return /^[a-z]/.test(joined) ? joined : `policy_${joined}`;
}
