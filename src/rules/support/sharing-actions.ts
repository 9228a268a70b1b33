import { expandAction } from '../../reference/actions.ts';
import { action } from '../../reference/services.ts';

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
const OF_PRINCIPALS: ReadonlySet<string> = new Set(['iam', 'sts', 'sso', 'sso-directory', 'identitystore', 'organizations', 'account', 'rds-db', 'iot']);

/** Of the actions on that level, those that give access, and not only take it away, tell of it or use it. */
const OPENS = /:(?:Add|Associate|Authorize|BatchGrant|Create|Disable|Enable|Grant|Modify|Put|Set|Update)(?:\w*(?:Polic(?:y|ies)|Permissions?|Acl|Shar(?:e|ing)\w*|Grant|PublicAccess\w*|OwnershipControls|SnapshotAttribute|ImageAttribute|(?:Snapshot|Endpoint|Queue|Topic)A(?:ccess|ttributes)|PolicyStatement|DBSecurityGroupIngress)(?:ForObjectLambda|ForOrganization)?)$/;

/** About something else by the same words. */
const OPENS_NOTHING: ReadonlySet<string> = new Set([
  'cloudformation:SetStackPolicy',
  'ec2:CreateCoipPoolPermission',
  'ec2:CreateLocalGatewayRouteTablePermission',
  'ec2:EnableImageBlockPublicAccess',
  'ec2:EnableSnapshotBlockPublicAccess',
  'glacier:SetDataRetrievalPolicy',
  'redshift:CreateSnapshotCopyGrant',
  'workspaces:ModifySelfservicePermissions',
]);

const byService = new Map<string, ReadonlyMap<string, string>>();

/** The actions of a service that open its resources to others, as AWS writes them, by their names in lower case. */
export function sharingActions(service: string): ReadonlyMap<string, string> {
  const known = byService.get(service);
  if (known !== undefined) return known;
  const managing = OF_PRINCIPALS.has(service) || /[*?]/.test(service) ? [] : expandAction(`${service}:*`).filter((full) => OPENS.test(full) && !OPENS_NOTHING.has(full) && action(full)?.action.accessLevel === 'Permissions management');
  const names = [...managing, ...SHARING_WRITES.filter((full) => full.startsWith(`${service}:`))];
  const actions = new Map(names.map((full) => [full.toLowerCase(), full]));
  byService.set(service, actions);
  return actions;
}
