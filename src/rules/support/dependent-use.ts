/**
 * When an action needs one that AWS lists as depended on. The Service Authorization Reference lists what any
 * request may need, that of a parameter which is mostly left out too.
 */
export type DependentUse =
  /** By each request, as far as AWS tells. */
  | 'always'
  /** By the first one in an account, which makes the service's own role. */
  | 'first'
  /** By a request with a parameter that may be left out: tags, a key of one's own, a role. */
  | 'optional';

export function dependentUse(action: string, dependent: string): DependentUse {
  const [prefix = '', name = ''] = action.split(':');
  const wanted = dependent.toLowerCase();
  if (wanted === 'iam:createservicelinkedrole') return 'first';
  if (wanted === 'iam:passrole') return TAKES_A_ROLE[prefix]?.split(' ').includes(name) === true ? 'always' : 'optional';
  return OPTIONAL.some(({ actions, dependents }) => dependents.test(wanted) && actions.test(action.toLowerCase())) ? 'optional' : 'always';
}

/** What only some parameters ask for, by the pages of the API operations. */
const OPTIONAL: readonly { readonly actions: RegExp; readonly dependents: RegExp }[] = [
  // Tags.
  { actions: /./, dependents: /:(?:tag|addtags|createtags|untag)/ },
  // Keys of one's own.
  { actions: /./, dependents: /^kms:/ },
  // `CapacityProviderConfig`.
  { actions: /^lambda:/, dependents: /^lambda:passcapacityprovider$/ },
  // `publish`.
  { actions: /^states:/, dependents: /^states:publishstatemachineversion$/ },
  // `MultiTenant`; `ManageMasterUserPassword`, `ManageAdminPassword` and their like.
  { actions: /^rds:/, dependents: /^rds:createtenantdatabase$/ },
  { actions: /^(?:rds|redshift|redshift-serverless|docdb-elastic):/, dependents: /^secretsmanager:/ },
  // An image that a parameter of Systems Manager names.
  { actions: /^ec2:/, dependents: /^ssm:getparameters$/ },
  // Logs that are turned on, an organization instead of an account.
  { actions: /./, dependents: /^logs:(?:\w*logdeliver\w*|createloggroup|putresourcepolicy|describe\w+)$/ },
  { actions: /^(?:cloudtrail|config):/, dependents: /^(?:organizations|iam):/ },
];

/**
 * The actions whose requests always pass a role: a parameter for it is required by the operation's model, as in
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
const TAKES_A_ROLE: Readonly<Record<string, string>> = {
  aiops: 'CreateInvestigationGroup',
  'backup-gateway': 'PutHypervisorPropertyMappings',
  backup: 'CreateBackupSelection CreateRestoreTestingSelection StartBackupJob StartCopyJob StartScanJob',
  'bedrock-agentcore': 'CreateAgentRuntime CreateGateway CreateOnlineEvaluationConfig UpdateAgentRuntime UpdateGateway',
  budgets: 'CreateBudgetAction',
  chime: 'CreateMediaInsightsPipelineConfiguration UpdateMediaInsightsPipelineConfiguration',
  cleanrooms: 'CreateConfiguredTableAssociation',
  cloudtrail: 'EnableFederation',
  codeconnections: 'CreateSyncConfiguration',
  'codestar-connections': 'CreateSyncConfiguration',
  dax: 'CreateCluster',
  deadline: 'CreateFleet CreateMonitor',
  dms: 'CreateDataMigration CreateFleetAdvisorCollector CreateMigrationProject StartReplicationTaskAssessmentRun',
  ds: 'EnableRoleAccess',
  ec2: 'AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation',
  ecs: 'CreateExpressGatewayService',
  'emr-serverless': 'StartJobRun',
  gamelift: 'CreateContainerFleet CreateGameServerGroup',
  iam: 'AddRoleToInstanceProfile',
  imagebuilder: 'CreateInfrastructureConfiguration CreateLifecyclePolicy DistributeImage UpdateInfrastructureConfiguration UpdateLifecyclePolicy',
  iot: 'CreateProvisioningTemplate CreateRoleAlias',
  kafka: 'CreateReplicator',
  kafkaconnect: 'CreateConnector',
  lambda: 'CreateCapacityProvider CreateFunction',
  logs: 'PutDestination',
  'neptune-graph': 'CreateGraphUsingImportTask StartExportTask StartImportTask',
  omics: 'StartRun',
  pcs: 'CreateComputeNodeGroup',
  pipes: 'CreatePipe UpdatePipe',
  quicksight: 'CreateVPCConnection UpdateVPCConnection',
  rds: 'AddRoleToDBCluster AddRoleToDBInstance CreateDBProxy RemoveRoleFromDBCluster RemoveRoleFromDBInstance RestoreDBClusterFromS3 RestoreDBInstanceFromS3',
  'resource-groups': 'StartTagSyncTask',
  rolesanywhere: 'CreateProfile',
  's3-outposts': 'PutReplicationConfiguration',
  s3: 'CreateJob PutReplicationConfiguration',
  'sagemaker-geospatial': 'ExportEarthObservationJob ExportVectorEnrichmentJob StartEarthObservationJob StartVectorEnrichmentJob',
  sagemaker: 'CreateAutoMLJob CreateAutoMLJobV2 CreateCompilationJob CreateDataQualityJobDefinition CreateEdgePackagingJob CreateFlowDefinition CreateImage CreateInferenceExperiment CreateInferenceRecommendationsJob CreateLabelingJob CreateMlflowApp CreateMlflowTrackingServer CreateModelBiasJobDefinition CreateModelExplainabilityJobDefinition CreateModelQualityJobDefinition CreateNotebookInstance CreateOptimizationJob CreatePipeline CreateProcessingJob CreateTrainingJob RenderUiTemplate',
  scheduler: 'CreateSchedule UpdateSchedule',
  securitylake: 'CreateCustomLogSource CreateDataLake',
  shield: 'AssociateDRTRole',
  states: 'CreateStateMachine',
  timestream: 'CreateScheduledQuery',
  transfer: 'CreateAccess CreateAgreement CreateConnector CreateUser',
};
