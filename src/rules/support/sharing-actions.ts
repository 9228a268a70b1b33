import { actionSummaries } from '../../reference/actions.ts';

/**
 * Actions that open a resource to others and that the Service Authorization Reference takes for ordinary
 * writes: they change a resource's policy, share it, or make it public.
 *
 * Sources: the API reference of each service;
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
 * for the level `Permissions management`
 */
const SHARING_WRITES: readonly string[] = [
  'codeartifact:PutDomainPermissionsPolicy',
  'codeartifact:PutRepositoryPermissionsPolicy',
  'ds:ShareDirectory',
  'ec2:ModifyFpgaImageAttribute',
  'ec2:ModifyImageAttribute',
  'es:UpdateDomainConfig',
  'kinesis:PutResourcePolicy',
  'lambda:CreateFunctionUrlConfig',
  'lambda:UpdateFunctionUrlConfig',
  'logs:PutDestinationPolicy',
  'ram:AssociateResourceShare',
  'ram:CreateResourceShare',
  'rds:ModifyDBClusterSnapshotAttribute',
  'rds:ModifyDBSnapshotAttribute',
  'serverlessrepo:PutApplicationPolicy',
];

/** Who may do what is changed here, not who gets at a resource: `privilege-escalation` is about these. */
const OF_PRINCIPALS: ReadonlySet<string> = new Set(['iam', 'sts', 'sso', 'sso-directory', 'identitystore', 'organizations', 'account', 'rds-db']);

/** What takes access away, or only tells of it. */
const OPENS_NOTHING = /:(?:Batch)?(?:Delete|Deny|Describe|Disassociate|Get|List|Remove|Revoke)/;

const byService = new Map<string, readonly string[]>();

/** The actions of a service that open its resources to others, as AWS writes them. */
export function sharingActions(service: string): readonly string[] {
  const known = byService.get(service);
  if (known !== undefined) return known;
  const managing = OF_PRINCIPALS.has(service) ? [] : actionSummaries(`${service}:*`).filter(({ action: full, accessLevel }) => accessLevel === 'Permissions management' && !OPENS_NOTHING.test(full));
  const actions = [...managing.map((summary) => summary.action), ...SHARING_WRITES.filter((full) => full.startsWith(`${service}:`))];
  byService.set(service, actions);
  return actions;
}
