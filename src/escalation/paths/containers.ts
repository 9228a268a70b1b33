import type { EscalationPath, Slot } from './path.ts';
import { docs } from './sources.ts';
import { call, passing, takingOver } from './with-role.ts';

const api = (action: string): string => docs(`AmazonECS/latest/APIReference/API_${action}.html`);
const tasks = 'ecs-tasks.amazonaws.com';
const what = 'code in the task';

const definition: Readonly<Record<string, Slot>> = { definition: { kind: 'new', form: 'taskDefinition' } };
const register = call('ecs:RegisterTaskDefinition', ['definition'], 'registers the task definition {definition} with a container of its own');
const run = call('ecs:RunTask', ['definition'], 'runs a task of {definition}');

/** In a cluster of its own, or in one that is there. */
const newCluster: Readonly<Record<string, Slot>> = { cluster: { kind: 'new', form: 'cluster' } };
const createCluster = call('ecs:CreateCluster', ['cluster'], 'makes the cluster {cluster}');
const newService: Readonly<Record<string, Slot>> = { service: { kind: 'new', form: 'ecsService' } };
const createService = call('ecs:CreateService', ['service'], 'makes the service {service}, which runs tasks of {definition}');

/** App Runner's own policy for its users names the first, the role's trust policy has to name the second. */
const apprunner = { passed: ['apprunner.amazonaws.com', 'tasks.apprunner.amazonaws.com'], service: 'tasks.apprunner.amazonaws.com' } as const;
const apprunnerApi = (action: string): string => docs(`apprunner/latest/api/API_${action}.html`);
const apprunnerRoles = docs('apprunner/latest/dg/security_iam_service-with-iam.html');

export const containerPaths: readonly EscalationPath[] = [
  passing({
    id: 'ecs-create-cluster-create-service',
    title: 'passes a role to an ECS service in a new cluster',
    catalogue: ['pathfinding/ecs-001', 'cloudsplaining/PassExistingRoleToNewECSClusterServiceTask'],
    sources: [api('CreateCluster'), api('CreateService'), api('RegisterTaskDefinition')],
    service: tasks,
    slots: { ...definition, ...newCluster, ...newService },
    calls: [createCluster, register, createService],
    what,
  }),
  passing({
    id: 'ecs-create-cluster-run-task',
    title: 'passes a role to an ECS task in a new cluster',
    catalogue: ['pathfinding/ecs-002', 'cloudsplaining/PassExistingRoleToNewECSClusterRunTask'],
    sources: [api('CreateCluster'), api('RunTask'), api('RegisterTaskDefinition')],
    service: tasks,
    slots: { ...definition, ...newCluster },
    calls: [createCluster, register, run],
    what,
  }),
  passing({
    id: 'ecs-create-service',
    awaits: 'a cluster is there that runs the task',
    title: 'passes a role to an ECS service',
    catalogue: ['pathfinding/ecs-003', 'cloudsplaining/PassExistingRoleToNewECSService'],
    sources: [api('CreateService'), api('RegisterTaskDefinition')],
    service: tasks,
    slots: { ...definition, ...newService },
    calls: [register, createService],
    what,
  }),
  passing({
    id: 'ecs-run-task',
    awaits: 'a cluster is there that runs the task',
    title: 'passes a role to an ECS task',
    catalogue: ['pathfinding/ecs-004', 'cloudsplaining/PassExistingRoleToNewECSTaskViaRunTask'],
    sources: [api('RunTask'), api('RegisterTaskDefinition')],
    service: tasks,
    slots: definition,
    calls: [register, run],
    what,
  }),
  passing({
    id: 'ecs-start-task',
    awaits: 'a cluster with a container instance is there that runs the task',
    title: 'passes a role to an ECS task on an instance of its choice',
    catalogue: ['pathfinding/ecs-005', 'cloudsplaining/PassExistingRoleToNewECSTaskViaStartTask'],
    sources: [api('StartTask'), api('RegisterTaskDefinition')],
    service: tasks,
    slots: definition,
    calls: [register, call('ecs:StartTask', ['definition'], 'starts a task of {definition}')],
    what,
  }),
  takingOver({
    id: 'ecs-execute-command',
    title: 'runs a command in an ECS task',
    catalogue: ['cloudsplaining/ECSExecuteCommandOnRunningTask'],
    sources: [api('ExecuteCommand'), docs('AmazonECS/latest/developerguide/ecs-exec.html')],
    service: tasks,
    slots: { task: { kind: 'workload', form: 'task', role: 'role' }, cluster: { kind: 'given', form: 'cluster', everywhere: false } },
    calls: [call('ecs:DescribeTasks', ['task'], 'finds the task {task}'), call('ecs:ExecuteCommand', ['task', 'cluster'], 'runs a command in the task {task}')],
    what,
  }),
  passing({
    id: 'apprunner-create-service',
    title: 'passes a role to a new App Runner service',
    catalogue: ['pathfinding/apprunner-001', 'cloudsplaining/PassExistingRoleToNewAppRunnerService'],
    sources: [apprunnerApi('CreateService'), apprunnerRoles],
    ...apprunner,
    slots: { service: { kind: 'new', form: 'runnerService' } },
    calls: [call('apprunner:CreateService', ['service'], 'makes the service {service} with a container of its own')],
    what: 'code in the service',
  }),
  takingOver({
    id: 'apprunner-update-service',
    title: 'changes what an App Runner service runs',
    catalogue: ['pathfinding/apprunner-002'],
    sources: [apprunnerApi('UpdateService'), apprunnerRoles],
    service: apprunner.service,
    slots: { service: { kind: 'workload', form: 'runnerService', role: 'role' } },
    calls: [call('apprunner:UpdateService', ['service'], 'has the service {service} run a container of its own')],
    what: 'code in the service',
  }),
];
