import { conditionKeyInfo } from './condition-key-type.ts';
import type { ConditionKeyInfo, ConditionKeyType } from './types.ts';

/**
 * The keys that a request to any service may carry, those of services among them that other services
 * see. Written by hand, in the page's order, since the service reference lists them for no service.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const documented: readonly (readonly [name: string, type: string])[] = [
  // Of the principal.
  ['aws:PrincipalArn', 'ARN'],
  ['aws:PrincipalAccount', 'String'],
  ['aws:PrincipalOrgPaths', 'ArrayOfString'],
  ['aws:PrincipalOrgID', 'String'],
  ['aws:PrincipalTag/${TagKey}', 'String'],
  ['aws:PrincipalIsAWSService', 'Bool'],
  ['aws:PrincipalServiceName', 'String'],
  ['aws:PrincipalServiceNamesList', 'ArrayOfString'],
  ['aws:PrincipalType', 'String'],
  ['aws:userid', 'String'],
  ['aws:username', 'String'],
  // Of a role session.
  ['aws:AssumedRoot', 'Bool'],
  ['aws:FederatedProvider', 'String'],
  ['aws:TokenIssueTime', 'Date'],
  ['aws:SignInSessionArn', 'ARN'],
  ['aws:MultiFactorAuthAge', 'Numeric'],
  ['aws:MultiFactorAuthPresent', 'Bool'],
  ['aws:ChatbotSourceArn', 'ARN'],
  ['aws:Ec2InstanceSourceVpc', 'String'],
  ['aws:Ec2InstanceSourcePrivateIPv4', 'IPAddress'],
  ['aws:SourceIdentity', 'String'],
  ['ec2:RoleDelivery', 'Numeric'],
  ['ec2:SourceInstanceArn', 'ARN'],
  ['glue:RoleAssumedBy', 'String'],
  ['glue:CredentialIssuingService', 'String'],
  ['codebuild:BuildArn', 'ARN'],
  ['codebuild:ProjectArn', 'ARN'],
  ['lambda:SourceFunctionArn', 'ARN'],
  ['ssm:SourceInstanceArn', 'ARN'],
  ['identitystore:UserId', 'String'],
  // Of the network.
  ['aws:SourceIp', 'IPAddress'],
  ['aws:SourceVpc', 'String'],
  ['aws:SourceVpcArn', 'ARN'],
  ['aws:SourceVpce', 'String'],
  ['aws:VpceAccount', 'String'],
  ['aws:VpceOrgID', 'String'],
  ['aws:VpceOrgPaths', 'ArrayOfString'],
  ['aws:VpcSourceIp', 'IPAddress'],
  // Of the resource.
  ['aws:ResourceAccount', 'String'],
  ['aws:ResourceOrgID', 'String'],
  ['aws:ResourceOrgPaths', 'ArrayOfString'],
  ['aws:ResourceTag/${TagKey}', 'String'],
  // Of the request.
  ['aws:CalledVia', 'ArrayOfString'],
  ['aws:CalledViaFirst', 'String'],
  ['aws:CalledViaLast', 'String'],
  ['aws:CalledViaAWSMCP', 'String'],
  ['aws:ViaAWSService', 'Bool'],
  ['aws:ViaAWSMCPService', 'Bool'],
  ['aws:CurrentTime', 'Date'],
  ['aws:EpochTime', 'Date'],
  ['aws:referer', 'String'],
  ['aws:RequestedRegion', 'String'],
  ['aws:RequestTag/${TagKey}', 'String'],
  ['aws:TagKeys', 'ArrayOfString'],
  ['aws:SecureTransport', 'Bool'],
  ['aws:SourceAccount', 'String'],
  ['aws:SourceArn', 'ARN'],
  ['aws:SourceOrgID', 'String'],
  ['aws:SourceOrgPaths', 'ArrayOfString'],
  ['aws:UserAgent', 'String'],
  ['aws:IsMcpServiceAction', 'Bool'],
  // Not on the page: the default policies of Amazon SNS topics have it.
  ['aws:SourceOwner', 'String'],
];

/** Second types on the same page: a number beside the date, and the ARN of a provider that is not AWS's own. */
const secondTypes: ReadonlyMap<string, readonly ConditionKeyType[]> = new Map<string, readonly ConditionKeyType[]>([
  ['aws:EpochTime', ['Numeric']],
  ['aws:FederatedProvider', ['ARN']],
]);

const keys: readonly ConditionKeyInfo[] = documented.map(([name, type]) => ({
  ...conditionKeyInfo(name, type),
  otherTypes: secondTypes.get(name) ?? [],
}));

/** The condition keys that a request to any service may carry. */
export function globalConditionKeys(): readonly ConditionKeyInfo[] {
  return keys;
}
