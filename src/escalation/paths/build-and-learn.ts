import type { EscalationPath, Slot } from './path.ts';
import { docs } from './sources.ts';
import { call, passing, takingOver } from './with-role.ts';

const codebuild = 'codebuild.amazonaws.com';
const codebuildApi = (action: string): string => docs(`codebuild/latest/APIReference/API_${action}.html`);
const newProject: Readonly<Record<string, Slot>> = { project: { kind: 'new', form: 'codebuildProject' } };
const someProject: Readonly<Record<string, Slot>> = { project: { kind: 'workload', form: 'codebuildProject', role: 'role' } };
const createProject = call('codebuild:CreateProject', ['project'], 'makes the project {project} with commands of its own');
/** A build's commands can be given with the request. */
const build = call('codebuild:StartBuild', ['project'], 'builds {project} with commands of its own');
const batch = call('codebuild:StartBuildBatch', ['project'], 'builds {project} as a batch, with commands of its own');

const codeBuildPaths: readonly EscalationPath[] = [
  ...(
    [
      ['codebuild-create-project-build', 'passes a role to a new CodeBuild project and builds it', ['pathfinding/codebuild-001', 'cloudsplaining/PassExistingRoleToNewCodeBuildProjectThenBuild'], build, 'StartBuild'],
      ['codebuild-create-project-batch', 'passes a role to a new CodeBuild project and builds it as a batch', ['pathfinding/codebuild-004', 'cloudsplaining/PassExistingRoleToNewCodeBuildProjectThenBuildBatch'], batch, 'StartBuildBatch'],
    ] as const
  ).map(([id, title, catalogue, start, action]) =>
    passing({ id, title, catalogue, sources: [codebuildApi('CreateProject'), codebuildApi(action)], service: codebuild, slots: newProject, calls: [createProject, start], what: 'code in the build' }),
  ),
  ...(
    [
      ['codebuild-start-build', 'builds a CodeBuild project with commands of its own', ['pathfinding/codebuild-002'], build, 'StartBuild'],
      ['codebuild-start-build-batch', 'builds a CodeBuild project as a batch, with commands of its own', ['pathfinding/codebuild-003'], batch, 'StartBuildBatch'],
    ] as const
  ).map(([id, title, catalogue, start, action]) =>
    takingOver({ id, title, catalogue, sources: [codebuildApi(action)], service: codebuild, slots: someProject, calls: [start], what: 'code in the build' }),
  ),
];

const sagemaker = 'sagemaker.amazonaws.com';
const sagemakerApi = (action: string): string => docs(`sagemaker/latest/APIReference/API_${action}.html`);
const newNotebook: Readonly<Record<string, Slot>> = { notebook: { kind: 'new', form: 'notebook' } };
const someNotebook: Readonly<Record<string, Slot>> = { notebook: { kind: 'workload', form: 'notebook', role: 'role' } };
const createNotebook = call('sagemaker:CreateNotebookInstance', ['notebook'], 'makes the notebook instance {notebook}');
const openNotebook = call('sagemaker:CreatePresignedNotebookInstanceUrl', ['notebook'], 'opens the notebook instance {notebook}');
const inNotebook = 'code in the notebook';

const sageMakerPaths: readonly EscalationPath[] = [
  passing({
    id: 'sagemaker-create-notebook',
    title: 'passes a role to a new SageMaker notebook instance',
    catalogue: ['pathfinding/sagemaker-001', 'cloudsplaining/PassExistingRoleToNewSageMakerNotebookInstance'],
    sources: [sagemakerApi('CreateNotebookInstance')],
    service: sagemaker,
    slots: newNotebook,
    calls: [createNotebook],
    what: inNotebook,
  }),
  passing({
    id: 'sagemaker-create-notebook-open',
    title: 'passes a role to a new SageMaker notebook instance and opens it',
    catalogue: ['rhino/27'],
    sources: [sagemakerApi('CreateNotebookInstance'), sagemakerApi('CreatePresignedNotebookInstanceUrl')],
    service: sagemaker,
    slots: newNotebook,
    calls: [createNotebook, openNotebook],
    what: inNotebook,
  }),
  passing({
    id: 'sagemaker-create-training-job',
    title: 'passes a role to a SageMaker training job',
    catalogue: ['pathfinding/sagemaker-002', 'cloudsplaining/PassExistingRoleToNewSageMakerTrainingJob'],
    sources: [sagemakerApi('CreateTrainingJob')],
    service: sagemaker,
    slots: { job: { kind: 'new', form: 'trainingJob' } },
    calls: [call('sagemaker:CreateTrainingJob', ['job'], 'starts the training job {job} with a container of its own')],
    what: 'code in the job',
  }),
  passing({
    id: 'sagemaker-create-processing-job',
    title: 'passes a role to a SageMaker processing job',
    catalogue: ['pathfinding/sagemaker-003', 'cloudsplaining/PassExistingRoleToNewSageMakerProcessingJob'],
    sources: [sagemakerApi('CreateProcessingJob')],
    service: sagemaker,
    slots: { job: { kind: 'new', form: 'processingJob' } },
    calls: [call('sagemaker:CreateProcessingJob', ['job'], 'starts the processing job {job} with a container of its own')],
    what: 'code in the job',
  }),
  takingOver({
    id: 'sagemaker-open-notebook',
    title: 'opens a SageMaker notebook instance',
    catalogue: ['pathfinding/sagemaker-004', 'cloudsplaining/CreatePresignedSageMakerNotebookUrl', 'rhino/28'],
    sources: [sagemakerApi('CreatePresignedNotebookInstanceUrl')],
    service: sagemaker,
    slots: someNotebook,
    calls: [openNotebook],
    what: inNotebook,
  }),
  takingOver({
    id: 'sagemaker-notebook-lifecycle',
    title: 'changes the start script of a SageMaker notebook instance',
    catalogue: ['pathfinding/sagemaker-005', 'cloudsplaining/UpdateSageMakerNotebookLifecycleConfig'],
    sources: [sagemakerApi('CreateNotebookInstanceLifecycleConfig'), sagemakerApi('UpdateNotebookInstance')],
    service: sagemaker,
    slots: { ...someNotebook, lifecycle: { kind: 'new', form: 'notebookLifecycle' } },
    calls: [
      call('sagemaker:CreateNotebookInstanceLifecycleConfig', ['lifecycle'], 'writes the start script {lifecycle}'),
      call('sagemaker:StopNotebookInstance', ['notebook'], 'stops the notebook instance {notebook}'),
      call('sagemaker:UpdateNotebookInstance', ['notebook'], 'gives {notebook} the start script'),
      call('sagemaker:StartNotebookInstance', ['notebook'], 'starts {notebook} again'),
    ],
    what: inNotebook,
  }),
];

const agentcore = 'bedrock-agentcore.amazonaws.com';
const interpreterPage = docs('bedrock-agentcore/latest/devguide/code-interpreter-resource-session-management.html');
const interpret = [
  call('bedrock-agentcore:StartCodeInterpreterSession', ['interpreter'], 'opens a session of the code interpreter {interpreter}'),
  call('bedrock-agentcore:InvokeCodeInterpreter', ['interpreter'], 'runs code of its own in it'),
];

const agentCorePaths: readonly EscalationPath[] = [
  passing({
    id: 'bedrock-create-code-interpreter',
    title: 'passes a role to a new Bedrock AgentCore code interpreter',
    catalogue: ['pathfinding/bedrock-001', 'cloudsplaining/PassExistingRoleToNewBedrockCodeInterpreter'],
    sources: [interpreterPage],
    service: agentcore,
    slots: { interpreter: { kind: 'new', form: 'codeInterpreter' } },
    calls: [call('bedrock-agentcore:CreateCodeInterpreter', ['*'], 'makes a code interpreter'), ...interpret],
    what: 'code in the session',
  }),
  takingOver({
    id: 'bedrock-use-code-interpreter',
    title: 'runs code in a Bedrock AgentCore code interpreter',
    catalogue: ['pathfinding/bedrock-002', 'cloudsplaining/AccessExistingBedrockCodeInterpreterSession'],
    sources: [interpreterPage],
    service: agentcore,
    slots: { interpreter: { kind: 'workload', form: 'codeInterpreter', role: 'role' } },
    calls: interpret,
    what: 'code in the session',
  }),
];

export const buildAndLearnPaths: readonly EscalationPath[] = [...codeBuildPaths, ...sageMakerPaths, ...agentCorePaths];
