import { literalPattern, type Pattern } from '../../model/pattern.ts';
import { actionPatternCovers } from './statement-cover.ts';

/**
 * Actions that the Service Authorization Reference had at some time between August 2024 and December 2025, and has no
 * more: of services that were taken back or changed. And those of AWS CloudHSM Classic, which is closed. A test holds them
 * against the editions that are at hand.
 *
 * Source: https://docs.aws.amazon.com/cloudhsm/classic/APIReference/Welcome.html
 */
export const WITHDRAWN: Readonly<Record<string, string>> = {
  account: 'GetChallengeQuestions PutChallengeQuestions',
  aidevops: 'GetOperatorAppTeams HandleServiceRegistrationCallback InitiateServiceRegistration InvokeAgent SendChatMessage UpdateOperatorAppTeams',
  artifact: 'DownloadAgreement Get',
  'aws-marketplace': 'CompleteTask DescribeTask ListTasks UpdateTask',
  braket: 'AccessBraketFeature',
  cloud9: 'ValidateEnvironmentName',
  cloudhsm: 'AddTagsToResource CreateHapg CreateLunaClient DeleteHapg DeleteLunaClient DescribeHapg DescribeHsm DescribeLunaClient GetConfig ListAvailableZones ListHapgs ListHsms ListLunaClients ListTagsForResource ModifyHapg ModifyHsm ModifyLunaClient RemoveTagsFromResource',
  dms: 'CancelMetadataModelAssessment CancelMetadataModelExport DescribeDataProviders DescribeExtensionPackAssociations DescribeInstanceProfiles DescribeMetadataModelAssessments DescribeMetadataModelConversions DescribeMetadataModelExportsAsScript DescribeMetadataModelExportsToTarget DescribeMigrationProjects DisassociateExtensionPack ModifyConversionConfiguration ModifyDataProvider ModifyInstanceProfile ModifyMigrationProject StartExtensionPackAssociation StartMetadataModelExportAsScript',
  dsql: 'CreateMultiRegionClusters DeleteMultiRegionClusters',
  iotfleetwise: 'BatchCreateVehicle BatchUpdateVehicle',
  lambda: 'GetPublicAccessBlockConfig PutPublicAccessBlockConfig',
  'network-security-director': 'GetNetworkSecurityScan StartNetworkSecurityScan',
  one: 'DeleteUser',
  qapps: 'CreatePresignedUrl ImportDocumentToQApp ImportDocumentToQAppSession',
  qbusiness: 'AddUserLicenses CreateLicense GetLicense ListUserLicenses RemoveUserLicenses',
  'route53-recovery-control-config': 'DescribeRoutingControlByName',
  'sagemaker-unified-studio-mcp': 'CallPrivilegedTool CallReadOnlyTool InvokeMcp',
  securityagent: 'AddControl BatchGetAgentInstances BatchGetSecurityTestContentMetadata BatchGetTasks CreateAgentInstance CreateDocumentReview DeleteAgentInstance DeleteControl DescribeFindings GetCodeReviewTask GetControl GetDocReviewTask GetDocumentReview GetDocumentReviewArtifact GetLoginSessionCredentials HandleOneTimeLoginSession ListAgentInstanceTasks ListAgentInstances ListControls ListDocumentReviewComments ListDocumentReviews ListTasks StartPentestExecution StopPentestExecution ToggleManagedControl UpdateAgentInstance UpdateControl',
  sso: 'DeletePermissionsPolicy DescribeDirectories DescribePermissionsPolicies DescribeTrusts GetPermissionsPolicy UpdateDirectoryAssociation',
  trustedadvisor: 'CreateEngagement CreateEngagementAttachment CreateEngagementCommunication GetEngagement GetEngagementAttachment GetEngagementType ListEngagementCommunications ListEngagementTypes ListEngagements UpdateEngagement UpdateEngagementStatus',
};

/** Services that it had at that time, and has no more. */
const WITHDRAWN_SERVICES: ReadonlySet<string> = new Set(['application-cost-profiler', 'aws-mcp', 'supportrecommendations']);

/** Whether AWS's reference once had the service. */
export function isWithdrawnService(prefix: string): boolean {
  return WITHDRAWN_SERVICES.has(prefix);
}

/** The withdrawn actions of a service that a pattern stands for, as AWS wrote them. */
export function withdrawnActions(prefix: string, pattern: Pattern): readonly string[] {
  return withdrawnOf(prefix).filter((full) => actionPatternCovers(pattern, literalPattern(full)));
}

/** All of a service, with its prefix. */
export function withdrawnOf(prefix: string): readonly string[] {
  // A policy may name a service `constructor`.
  const names = Object.hasOwn(WITHDRAWN, prefix) ? (WITHDRAWN[prefix] ?? '') : '';
  return names.split(' ').flatMap((name) => (name === '' ? [] : `${prefix}:${name}`));
}
