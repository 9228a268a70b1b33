import type { EscalationPath, PathStep, Slot } from './path.ts';
import { docs } from './sources.ts';
import { call, passing, takingOver } from './with-role.ts';

const api = (action: string): string => docs(`AWSCloudFormation/latest/APIReference/API_${action}.html`);
const serviceRole = docs('AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html');
const selfManaged = docs('AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html');
const service = 'cloudformation.amazonaws.com';
const what = 'what the template asks for';

const there: Readonly<Record<string, Slot>> = { stack: { kind: 'workload', form: 'stack', role: 'role' } };

/** A stack set's role only assumes another, which makes what the template asks for. */
const execution: Slot = { kind: 'principal', of: 'role', supposed: { trusts: 'caller', administrator: true } };
const assumeExecution: PathStep = { action: 'sts:AssumeRole', on: ['execution'], effect: { kind: 'become', slot: 'execution' }, text: 'what the template asks for is made with the role {execution}' };

function throughExecutionRole(path: EscalationPath): EscalationPath {
  return { ...path, slots: { ...path.slots, execution }, steps: [...path.steps, assumeExecution] };
}

export const cloudFormationPaths: readonly EscalationPath[] = [
  passing({
    id: 'cloudformation-create-stack',
    title: 'passes a role to a new CloudFormation stack',
    catalogue: ['pathfinding/cloudformation-001', 'cloudsplaining/PassExistingRoleToCloudFormation', 'rhino/21'],
    sources: [api('CreateStack'), serviceRole],
    service,
    slots: { stack: { kind: 'new', form: 'stack' } },
    calls: [call('cloudformation:CreateStack', ['stack'], 'makes the stack {stack} from a template of its own')],
    what,
  }),
  takingOver({
    id: 'cloudformation-update-stack',
    title: 'changes a CloudFormation stack that has a role',
    catalogue: ['pathfinding/cloudformation-002'],
    // The role stays with the stack: whoever may update it uses the role without the permission to pass it.
    sources: [api('UpdateStack'), serviceRole],
    service,
    slots: there,
    calls: [call('cloudformation:UpdateStack', ['stack'], 'changes the stack {stack} to a template of its own')],
    what,
  }),
  takingOver({
    id: 'cloudformation-execute-change-set',
    title: 'changes a CloudFormation stack that has a role, by a change set',
    catalogue: ['pathfinding/cloudformation-005', 'cloudsplaining/ExecuteCloudFormationChangeSet'],
    sources: [api('CreateChangeSet'), api('ExecuteChangeSet'), serviceRole],
    service,
    slots: there,
    calls: [
      call('cloudformation:CreateChangeSet', ['stack'], 'makes a change set of the stack {stack} from a template of its own'),
      call('cloudformation:ExecuteChangeSet', ['stack'], 'executes the change set'),
    ],
    what,
  }),
  throughExecutionRole(
    passing({
      id: 'cloudformation-create-stack-set',
      title: 'passes a role to a new CloudFormation stack set',
      catalogue: ['pathfinding/cloudformation-003', 'cloudsplaining/PassExistingRoleToNewCloudFormationStackSet'],
      sources: [api('CreateStackSet'), api('CreateStackInstances'), selfManaged],
      service,
      slots: { stackSet: { kind: 'new', form: 'stackSet' } },
      calls: [
        call('cloudformation:CreateStackSet', ['*'], 'makes a stack set from a template of its own'),
        call('cloudformation:CreateStackInstances', ['stackSet'], 'makes a stack of the set {stackSet}'),
      ],
      what: 'CloudFormation',
    }),
  ),
  throughExecutionRole(
    passing({
      id: 'cloudformation-update-stack-set',
      title: 'passes a role to a CloudFormation stack set',
      catalogue: ['pathfinding/cloudformation-004', 'cloudsplaining/PassRoleToUpdateCloudFormationStackSet'],
      sources: [api('UpdateStackSet'), selfManaged],
      service,
      slots: { stackSet: { kind: 'given', form: 'stackSet', everywhere: false } },
      calls: [call('cloudformation:UpdateStackSet', ['stackSet'], 'changes the stack set {stackSet} to a template of its own')],
      what: 'CloudFormation',
    }),
  ),
];
