import type { EscalationPath, Slot } from './path.ts';
import { docs } from './sources.ts';
import { call, passing, takingOver } from './with-role.ts';

const api = (action: string): string => docs(`lambda/latest/api/API_${action}.html`);
const service = 'lambda.amazonaws.com';
const what = 'code in the function {function}';

const made: Readonly<Record<string, Slot>> = { function: { kind: 'new', form: 'function' } };
const there: Readonly<Record<string, Slot>> = { function: { kind: 'workload', form: 'function', role: 'role' } };

const create = call('lambda:CreateFunction', ['function'], 'makes the function {function} with code of its own');
const updateCode = call('lambda:UpdateFunctionCode', ['function'], 'replaces the code of the function {function}');
const invoke = call('lambda:InvokeFunction', ['function'], 'invokes the function {function}');
const letIn = call('lambda:AddPermission', ['function'], 'lets another account invoke the function {function}');
const mapSource = call('lambda:CreateEventSourceMapping', ['*'], 'has a stream that is there invoke the function {function}');

export const lambdaPaths: readonly EscalationPath[] = [
  passing({
    id: 'lambda-create-function-invoke',
    title: 'passes a role to a new Lambda function and invokes it',
    catalogue: ['pathfinding/lambda-001', 'cloudsplaining/PassExistingRoleToNewLambdaThenInvoke', 'rhino/15'],
    sources: [api('CreateFunction'), api('Invoke')],
    service,
    slots: made,
    calls: [create, invoke],
    what,
  }),
  passing({
    id: 'lambda-create-function-event-source',
    awaits: 'a stream or queue is there that invokes the function',
    title: 'passes a role to a new Lambda function and has a stream invoke it',
    catalogue: ['pathfinding/lambda-002', 'cloudsplaining/PassExistingRoleToNewLambdaThenTriggerWithExistingDynamo'],
    sources: [api('CreateFunction'), api('CreateEventSourceMapping')],
    service,
    slots: made,
    calls: [create, mapSource],
    what,
  }),
  passing({
    id: 'lambda-create-function-new-table',
    title: 'passes a role to a new Lambda function and has a new DynamoDB table invoke it',
    catalogue: ['cloudsplaining/PassExistingRoleToNewLambdaThenTriggerWithNewDynamo', 'rhino/17'],
    sources: [api('CreateFunction'), api('CreateEventSourceMapping'), docs('lambda/latest/dg/with-ddb.html')],
    service,
    slots: { ...made, table: { kind: 'new', form: 'table' } },
    calls: [
      create,
      call('dynamodb:CreateTable', ['table'], 'makes the table {table} with a stream'),
      { ...mapSource, text: 'has the stream of {table} invoke the function {function}' },
      call('dynamodb:PutItem', ['table'], 'writes to the table {table}'),
    ],
    what,
  }),
  passing({
    id: 'lambda-create-function-add-permission',
    title: 'passes a role to a new Lambda function and lets another account invoke it',
    catalogue: ['pathfinding/lambda-006', 'cloudsplaining/PassExistingRoleToNewLambdaThenAddPermission', 'rhino/16'],
    sources: [api('CreateFunction'), api('AddPermission')],
    service,
    slots: made,
    calls: [create, letIn],
    what,
  }),
  takingOver({
    id: 'lambda-update-function-code',
    awaits: 'somebody or something invokes the function',
    title: 'replaces the code of a Lambda function, which somebody else invokes',
    catalogue: ['pathfinding/lambda-003', 'cloudsplaining/EditExistingLambdaFunctionWithRole', 'rhino/18'],
    sources: [api('UpdateFunctionCode')],
    service,
    slots: there,
    calls: [updateCode],
    what,
  }),
  takingOver({
    id: 'lambda-update-function-code-invoke',
    title: 'replaces the code of a Lambda function and invokes it',
    catalogue: ['pathfinding/lambda-004', 'cloudsplaining/UpdateAndInvokeLambdaFunction'],
    sources: [api('UpdateFunctionCode'), api('Invoke')],
    service,
    slots: there,
    calls: [updateCode, invoke],
    what,
  }),
  takingOver({
    id: 'lambda-update-function-code-add-permission',
    title: 'replaces the code of a Lambda function and lets another account invoke it',
    catalogue: ['pathfinding/lambda-005', 'cloudsplaining/UpdateLambdaFunctionAndAddPermission'],
    sources: [api('UpdateFunctionCode'), api('AddPermission')],
    service,
    slots: there,
    calls: [updateCode, letIn],
    what,
  }),
  takingOver({
    id: 'lambda-update-function-configuration',
    awaits: 'somebody or something invokes the function',
    title: 'has a Lambda function load a layer of its own',
    catalogue: ['rhino/26'],
    sources: [api('UpdateFunctionConfiguration'), docs('lambda/latest/dg/chapter-layers.html')],
    service,
    slots: there,
    calls: [call('lambda:UpdateFunctionConfiguration', ['function'], 'changes the layers or the environment of the function {function}, so that it loads code of its own')],
    what,
  }),
];
