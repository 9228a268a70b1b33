/** A page of AWS's documentation. */
export function docs(path: string): string {
  return `https://docs.aws.amazon.com/${path}`;
}

/** The page of an IAM action. */
export function iamApi(action: string): string {
  return docs(`IAM/latest/APIReference/API_${action}.html`);
}

/** That a role's trust policy which names a caller of its own account lets that caller in. */
export const sameAccountTrust: string = docs('IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html');

/** What passing a role to a service takes. */
export const passRole: string = docs('IAM/latest/UserGuide/id_roles_use_passrole.html');
