import type { EscalationPath, Slot } from './path.ts';
import { docs } from './sources.ts';
import { call, passing, takingOver } from './with-role.ts';

const api = (action: string): string => docs(`AWSEC2/latest/APIReference/API_${action}.html`);
const service = 'ec2.amazonaws.com';
const what = 'code on the instance';

const running: Readonly<Record<string, Slot>> = { instance: { kind: 'workload', form: 'instance', role: 'role' } };
const surroundings: Readonly<Record<string, Slot>> = {
  image: { kind: 'given', form: 'image', everywhere: true },
  subnet: { kind: 'given', form: 'subnet', everywhere: true },
  securityGroup: { kind: 'given', form: 'securityGroup', everywhere: true },
  networkInterface: { kind: 'new', form: 'networkInterface' },
  volume: { kind: 'new', form: 'volume' },
};

export const ec2Paths: readonly EscalationPath[] = [
  passing({
    id: 'ec2-run-instances',
    title: 'passes a role to a new EC2 instance',
    catalogue: ['pathfinding/ec2-001', 'cloudsplaining/CreateEC2WithExistingIP', 'rhino/3'],
    sources: [api('RunInstances'), docs('AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html')],
    service,
    slots: { instance: { kind: 'new', form: 'instance' }, ...surroundings },
    // One call, which AWS authorizes against each of the resources that it takes or makes.
    calls: [call('ec2:RunInstances', ['instance', 'image', 'subnet', 'securityGroup', 'networkInterface', 'volume'], 'starts an instance that runs a script of its own')],
    what,
  }),
  passing({
    id: 'ec2-request-spot-instances',
    title: 'passes a role to a new spot instance',
    catalogue: ['pathfinding/ec2-003', 'cloudsplaining/PassExistingRoleToNewEC2SpotInstance'],
    sources: [api('RequestSpotInstances')],
    service,
    slots: { request: { kind: 'new', form: 'spotRequest' }, image: { kind: 'given', form: 'image', everywhere: true } },
    calls: [call('ec2:RequestSpotInstances', ['request', 'image'], 'requests a spot instance that runs a script of its own')],
    what,
  }),
  takingOver({
    id: 'ec2-modify-user-data',
    title: 'changes the start script of an EC2 instance',
    catalogue: ['pathfinding/ec2-002', 'cloudsplaining/ModifyEC2InstanceUserDataThenRestart'],
    sources: [api('ModifyInstanceAttribute'), docs('AWSEC2/latest/UserGuide/user-data.html')],
    service,
    slots: running,
    calls: [
      call('ec2:StopInstances', ['instance'], 'stops the instance {instance}'),
      call('ec2:ModifyInstanceAttribute', ['instance'], 'changes the start script of {instance}'),
      call('ec2:StartInstances', ['instance'], 'starts {instance} again'),
    ],
    what,
  }),
  takingOver({
    id: 'ec2-modify-launch-template',
    awaits: 'an instance is started from the launch template',
    title: 'changes the launch template that instances are started from',
    catalogue: ['pathfinding/ec2-004', 'cloudsplaining/ModifyExistingEC2LaunchTemplate'],
    sources: [api('CreateLaunchTemplateVersion'), api('ModifyLaunchTemplate')],
    service,
    slots: { template: { kind: 'workload', form: 'launchTemplate', role: 'role' } },
    calls: [
      call('ec2:CreateLaunchTemplateVersion', ['template'], 'writes a version of the launch template {template} with a script of its own'),
      call('ec2:ModifyLaunchTemplate', ['template'], 'makes that version the default'),
    ],
    what: 'code on the next instance that is started from it',
  }),
  takingOver({
    id: 'ec2-instance-connect',
    awaits: 'the instance can be reached over the network',
    title: 'signs in to an EC2 instance',
    catalogue: ['pathfinding/ec2instanceconnect-003', 'cloudsplaining/EC2InstanceConnectSendSSHPublicKey'],
    sources: [docs('ec2-instance-connect/latest/APIReference/API_SendSSHPublicKey.html'), docs('AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html')],
    service,
    slots: running,
    calls: [
      call('ec2:DescribeInstances', ['*'], 'finds instances'),
      call('ec2-instance-connect:SendSSHPublicKey', ['instance'], 'puts a key of its own on the instance {instance} and signs in'),
    ],
    what,
  }),
  takingOver({
    id: 'ssm-start-session',
    title: 'opens a session on an EC2 instance',
    catalogue: ['pathfinding/ssm-001'],
    sources: [docs('systems-manager/latest/APIReference/API_StartSession.html'), docs('AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html')],
    service,
    slots: running,
    calls: [call('ssm:StartSession', ['instance'], 'opens a session on the instance {instance}')],
    what,
  }),
  takingOver({
    id: 'ssm-send-command',
    title: 'runs a command on an EC2 instance',
    catalogue: ['pathfinding/ssm-002'],
    sources: [docs('systems-manager/latest/APIReference/API_SendCommand.html'), docs('AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html')],
    service,
    slots: { ...running, document: { kind: 'given', form: 'sharedDocument', everywhere: true } },
    calls: [call('ssm:SendCommand', ['instance', 'document'], 'runs a command on the instance {instance}')],
    what,
  }),
  ...(['start-session', 'send-command'] as const).map((verb) =>
    takingOver({
      id: `ssm-${verb}-managed-node`,
      title: verb === 'start-session' ? 'opens a session on a managed node' : 'runs a command on a managed node',
      catalogue: [],
      sources: [docs('systems-manager/latest/userguide/hybrid-multicloud-service-role.html')],
      service: 'ssm.amazonaws.com',
      slots: { node: { kind: 'workload', form: 'managedNode', role: 'role' }, document: { kind: 'given', form: 'sharedDocument', everywhere: true } },
      calls: [
        verb === 'start-session'
          ? call('ssm:StartSession', ['node'], 'opens a session on the managed node {node}')
          : call('ssm:SendCommand', ['node', 'document'], 'runs a command on the managed node {node}'),
      ],
      what: 'code on the node',
    }),
  ),
];
