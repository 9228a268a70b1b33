import type { EscalationPath, Slot } from './path.ts';
import { docs } from './sources.ts';
import { call, passing, takingOver } from './with-role.ts';

const glue = 'glue.amazonaws.com';
const glueApi = docs('glue/latest/dg/aws-glue-api.html');
const glueRole = docs('glue/latest/dg/create-service-policy.html');
const newJob: Readonly<Record<string, Slot>> = { job: { kind: 'new', form: 'glueJob' } };
const someJob: Readonly<Record<string, Slot>> = { job: { kind: 'given', form: 'glueJob', everywhere: false } };
const newTrigger: Readonly<Record<string, Slot>> = { trigger: { kind: 'new', form: 'glueTrigger' } };
const createJob = call('glue:CreateJob', ['job'], 'makes the job {job} with a script of its own');
const updateJob = call('glue:UpdateJob', ['job'], 'gives the job {job} the role and a script of its own');
const startJob = call('glue:StartJobRun', ['job'], 'starts the job {job}');
const trigger = call('glue:CreateTrigger', ['trigger'], 'has the trigger {trigger} start the job {job}');
const inJob = 'code in the job';

const gluePaths: readonly EscalationPath[] = [
  passing({
    id: 'glue-create-dev-endpoint',
    title: 'passes a role to a new Glue development endpoint',
    catalogue: ['pathfinding/glue-001', 'cloudsplaining/PassExistingRoleToNewGlueDevEndpoint', 'rhino/19'],
    sources: [docs('glue/latest/dg/aws-glue-api-dev-endpoint.html'), glueRole],
    service: glue,
    slots: {},
    calls: [call('glue:CreateDevEndpoint', ['*'], 'makes a development endpoint with a key of its own')],
    what: 'whoever signs in to the endpoint',
  }),
  takingOver({
    id: 'glue-update-dev-endpoint',
    title: 'signs in to a Glue development endpoint',
    catalogue: ['pathfinding/glue-002', 'cloudsplaining/UpdateExistingGlueDevEndpoint', 'rhino/20'],
    sources: [docs('glue/latest/dg/aws-glue-api-dev-endpoint.html')],
    service: glue,
    slots: { endpoint: { kind: 'workload', form: 'glueEndpoint', role: 'role' } },
    calls: [call('glue:UpdateDevEndpoint', ['endpoint'], 'puts a key of its own on the development endpoint {endpoint}')],
    what: 'whoever signs in to the endpoint',
  }),
  ...(
    [
      ['glue-create-job-start', 'passes a role to a new Glue job and starts it', ['pathfinding/glue-003', 'cloudsplaining/PassExistingRoleToNewGlueJobThenRun'], newJob, [createJob, startJob]],
      ['glue-create-job-trigger', 'passes a role to a new Glue job and has a trigger start it', ['pathfinding/glue-004', 'cloudsplaining/PassExistingRoleToNewGlueJobViaTrigger'], { ...newJob, ...newTrigger }, [createJob, trigger]],
      ['glue-update-job-start', 'passes a role to a Glue job and starts it', ['pathfinding/glue-005', 'cloudsplaining/PassExistingRoleToUpdatedGlueJobThenRun'], someJob, [updateJob, startJob]],
      ['glue-update-job-trigger', 'passes a role to a Glue job and has a trigger start it', ['pathfinding/glue-006', 'cloudsplaining/PassExistingRoleToUpdatedGlueJobViaTrigger'], { ...someJob, ...newTrigger }, [updateJob, trigger]],
    ] as const
  ).map(([id, title, catalogue, slots, calls]) => passing({ id, title, catalogue, sources: [glueApi, glueRole], service: glue, slots, calls, what: inJob })),
  passing({
    id: 'glue-create-session',
    title: 'passes a role to a Glue interactive session',
    catalogue: [],
    sources: [docs('glue/latest/dg/glue-is-security.html')],
    service: glue,
    slots: { session: { kind: 'new', form: 'glueSession' } },
    calls: [call('glue:CreateSession', ['session'], 'opens the session {session}'), call('glue:RunStatement', ['session'], 'runs code of its own in it')],
    what: 'code in the session',
  }),
];

const pipelinePaths: readonly EscalationPath[] = [
  passing({
    id: 'datapipeline-create-pipeline',
    awaits: 'the account uses AWS Data Pipeline already, which is closed to new customers',
    title: 'passes a role to a new Data Pipeline pipeline',
    // Two of the rows leave out a step; a pipeline runs only when it has a definition and is active.
    catalogue: ['pathfinding/datapipeline-001', 'cloudsplaining/PassExistingRoleToNewDataPipeline', 'rhino/22'],
    sources: [docs('datapipeline/latest/APIReference/API_ActivatePipeline.html'), docs('datapipeline/latest/DeveloperGuide/dp-iam-roles.html')],
    service: 'datapipeline.amazonaws.com',
    slots: { pipeline: { kind: 'new', form: 'pipeline' } },
    calls: [
      call('datapipeline:CreatePipeline', ['*'], 'makes a pipeline'),
      call('datapipeline:PutPipelineDefinition', ['pipeline'], 'has the pipeline {pipeline} run commands of its own'),
      call('datapipeline:ActivatePipeline', ['pipeline'], 'starts the pipeline'),
    ],
    what: 'the pipeline',
  }),
  passing({
    id: 'states-create-state-machine',
    title: 'passes a role to a new Step Functions state machine',
    catalogue: [],
    sources: [docs('step-functions/latest/apireference/API_CreateStateMachine.html'), docs('step-functions/latest/dg/supported-services-awssdk.html')],
    service: 'states.amazonaws.com',
    slots: { machine: { kind: 'new', form: 'stateMachine' } },
    calls: [
      call('states:CreateStateMachine', ['machine'], 'makes the state machine {machine}, which calls any API'),
      call('states:StartExecution', ['machine'], 'starts {machine}'),
    ],
    what: 'the state machine',
  }),
];

export const dataServicePaths: readonly EscalationPath[] = [...gluePaths, ...pipelinePaths];
